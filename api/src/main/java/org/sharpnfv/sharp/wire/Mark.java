/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

/**
 * The mark of a packet that the controller has had in its hands: its destination MAC address is replaced, so that the
 * frame grows by no byte and the user's own tags stay as they are. The HSL knows the flow's addresses from START_HO and
 * puts the original back (design: section 5, phase 2).
 *
 * <pre>
 *   octet 0   octet 1            octets 2-3   octets 4-5
 *   0x56      L G G G G G G G    slot         token
 *
 *   0x56  locally administered, individual (IEEE 802c: bits 0b10)
 *   L     late: the packet is older than all that are not late
 *   G     seven bits of the attempt's identity: a slot that is used again soon is told apart
 * </pre>
 *
 * <p>Sixteen bits of slot: 65,536 flows in handover at a time. Sixteen bits of {@link ControlKey#markToken}: hosts see
 * no marks, so they cannot make one that counts but by trying 65,536 of each attempt's.
 */
public final class Mark {
    /** First octet of every mark. */
    public static final int PREFIX = 0x56;
    /** What a switch matches to send returned packets to the controller: prefix and late bit. */
    public static final long LATE_VALUE = (long) PREFIX << 40 | 0x80L << 32;
    /** The bits of {@link #LATE_VALUE} that count. */
    public static final long LATE_MASK = 0xFF80_0000_0000L;

    private Mark() {
        // static functions only
    }

    /**
     * Makes a mark.
     *
     * @param late whether the packet is late
     * @param handover the attempt
     * @param slot the flow, 16 bits
     * @param token the attempt's token, 16 bits
     * @return the destination address to set
     */
    public static long of(final boolean late, final long handover, final int slot, final int token) {
        return (long) PREFIX << 40 | (late ? 0x80L << 32 : 0) | (handover & 0x7F) << 32 | (slot & 0xFFFFL) << 16
            | token & 0xFFFFL;
    }

    /**
     * Whether an address may be a mark; only the slot's flow can tell for sure.
     *
     * @param ethDestination 48 bits
     * @return true if the prefix is right
     */
    public static boolean is(final long ethDestination) {
        return ethDestination >>> 40 == PREFIX;
    }

    /**
     * Whether a mark says late.
     *
     * @param mark the mark
     * @return true if it does
     */
    public static boolean late(final long mark) {
        return (mark & 0x80L << 32) != 0;
    }

    /**
     * The flow's slot in a mark.
     *
     * @param mark the mark
     * @return 16 bits
     */
    public static int slot(final long mark) {
        return (int) (mark >>> 16) & 0xFFFF;
    }

    /**
     * Whether a mark belongs to an attempt, as far as seven bits and the token can tell.
     *
     * @param mark the mark
     * @param handover the attempt
     * @param token its token
     * @return true if they agree
     */
    public static boolean belongsTo(final long mark, final long handover, final int token) {
        return (mark >>> 32 & 0x7F) == (handover & 0x7F) && (mark & 0xFFFF) == token;
    }

    /**
     * Writes a destination address into a frame.
     *
     * @param frame the frame
     * @param ethDestination 48 bits
     */
    public static void write(final byte[] frame, final long ethDestination) {
        for (int i = 0; i < 6; i++) {
            frame[i] = (byte) (ethDestination >>> 40 - 8 * i);
        }
    }
}

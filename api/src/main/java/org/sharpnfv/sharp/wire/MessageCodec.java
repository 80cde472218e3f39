/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * Control messages as Ethernet frames.
 *
 * <pre>
 *  offset  bytes
 *       0      6  destination 02:53:48:52:50:01 to an HSL, ...:00 to the controller (nobody filters on it)
 *       6      6  source, the other of the two
 *      12      2  EtherType, 0x88B5 unless configured otherwise (IEEE 802: local experimental 1)
 *      14      1  version, 1
 *      15      1  type, see {@link Type}
 *      16      8  handover: the attempt; of a MARKER the marker's identity
 *      24      4  sequence: counts the sender's messages, a repetition has a new one
 *      28      2  length of the body, bytes
 *      30      n  body; its fields in the order of the record's components
 *          then   zeros up to 60 bytes, the shortest Ethernet frame
 * </pre>
 *
 * <p>A flow key takes 58 bytes: two MAC addresses (6 each), VLAN (2, 0xFFFF untagged), EtherType (2), IP protocol
 * (2, 0xFFFF none), two addresses (16 each, IPv4 in the last 4), two ports (4 each, -1 none). A text takes a length
 * byte and UTF-8. Bytes of the body that a version 1 receiver does not know follow those that it knows and are skipped.
 * Decoding hostile bytes returns {@link Decoded.Malformed}, it never throws.
 */
public final class MessageCodec {
    /** The default EtherType. */
    public static final int ETHER_TYPE = 0x88B5;
    /** The version that this codec speaks. */
    public static final int VERSION = 1;
    /** The shortest frame, bytes without FCS. */
    public static final int MIN_FRAME = 60;
    /** Longest text, bytes of UTF-8. */
    public static final int MAX_TEXT = 255;

    static final int OFFSET_ETHER_TYPE = 12;
    static final int OFFSET_VERSION = 14;
    static final int OFFSET_TYPE = 15;
    static final int OFFSET_HANDOVER = 16;
    static final int OFFSET_SEQUENCE = 24;
    static final int OFFSET_LENGTH = 28;
    static final int OFFSET_BODY = 30;

    private static final long CONTROLLER_MAC = 0x0253_4852_5000L;
    private static final long HSL_MAC = 0x0253_4852_5001L;

    private final int etherType;

    /** What an octet at offset 15 means. */
    enum Type {
        HELLO(1), HELLO_REPLY(2), START_HO(3), START_HO_ACK(4), DRAINED(5), DRAINED_ACK(6), FIRST_UNMARKED(7),
        RELEASE_FINISHED(8), RELEASE_FINISHED_ACK(9), STATE_FAILED(10), HANDOVER_FINISHED(11), HANDOVER_ENDED(12),
        HANDOVER_ENDED_ACK(13), MARKER(0x20);

        final byte code;

        Type(final int code) {
            this.code = (byte) code;
        }

        static Type of(final byte code) {
            for (final var type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return null;
        }
    }

    /** What became of a frame that should be a control message. */
    public sealed interface Decoded {
        /**
         * A message.
         *
         * @param message the message
         * @param sequence the sender's sequence number
         */
        record Valid(Message message, int sequence) implements Decoded {
        }

        /**
         * Not a message.
         *
         * @param reason what was expected and found
         */
        record Malformed(String reason) implements Decoded {
        }
    }

    /**
     * A codec.
     *
     * @param etherType the EtherType of control frames
     */
    public MessageCodec(final int etherType) {
        if (etherType < 0x0600 || etherType > 0xFFFF) {
            throw new IllegalArgumentException("expected an EtherType from 0x0600 to 0xffff, found 0x"
                + Integer.toHexString(etherType));
        }
        this.etherType = etherType;
    }

    /**
     * The EtherType of this codec's frames.
     *
     * @return 16 bits
     */
    public int etherType() {
        return etherType;
    }

    /**
     * Makes a frame.
     *
     * @param message the message
     * @param sequence the sender's next sequence number
     * @return the frame, at least {@value #MIN_FRAME} bytes
     */
    public byte[] encode(final Message message, final int sequence) {
        final var frame = ByteBuffer.allocate(1024);
        frame.position(OFFSET_BODY);
        final Type type = switch (message) {
            case Message.Hello m -> Type.HELLO;
            case Message.HelloReply m -> {
                putText(frame, m.instance());
                putText(frame, m.version());
                yield Type.HELLO_REPLY;
            }
            case Message.StartHandover m -> {
                frame.put((byte) m.role().ordinal()).put((byte) m.directions()).put((byte) m.transfer().ordinal())
                    .putShort((short) m.slot());
                putKey(frame, m.forward());
                putKey(frame, m.reverse());
                putText(frame, m.peer());
                putText(frame, m.peerAddress());
                frame.putInt(m.bufferLimit()).put((byte) m.overflow().ordinal()).putInt(m.deadlineMs())
                    .put((byte) m.round());
                yield Type.START_HO;
            }
            case Message.StartAcknowledged m -> {
                frame.put((byte) m.role().ordinal()).put((byte) m.direction().ordinal()).putInt(m.returned())
                    .put((byte) m.round());
                yield Type.START_HO_ACK;
            }
            case Message.Drained m -> putDirection(frame, m.direction(), Type.DRAINED);
            case Message.DrainedAcknowledged m -> putDirection(frame, m.direction(), Type.DRAINED_ACK);
            case Message.FirstUnmarked m -> putDirection(frame, m.direction(), Type.FIRST_UNMARKED);
            case Message.ReleaseFinished m -> {
                putDirection(frame, m.direction(), Type.RELEASE_FINISHED);
                frame.putInt(m.count()).put((byte) (m.stateless() ? 1 : 0));
                yield Type.RELEASE_FINISHED;
            }
            case Message.ReleaseFinishedAcknowledged m ->
                putDirection(frame, m.direction(), Type.RELEASE_FINISHED_ACK);
            case Message.StateFailed m -> {
                putText(frame, m.reason());
                yield Type.STATE_FAILED;
            }
            case Message.HandoverFinished m -> {
                final var counters = m.counters();
                frame.put((byte) m.outcome().ordinal()).putInt(counters.ctrlBuffMax()).putInt(counters.swBuffMax())
                    .putInt(counters.late()).putInt(counters.lost()).putInt(counters.reordered())
                    .putInt(m.importedUs());
                yield Type.HANDOVER_FINISHED;
            }
            case Message.HandoverEnded m -> {
                frame.put((byte) m.outcome().ordinal());
                yield Type.HANDOVER_ENDED;
            }
            case Message.HandoverEndedAcknowledged m -> Type.HANDOVER_ENDED_ACK;
        };
        final int end = frame.position();
        header(frame, type, message.handover(), toController(type));
        frame.putInt(OFFSET_SEQUENCE, sequence).putShort(OFFSET_LENGTH, (short) (end - OFFSET_BODY));
        return Arrays.copyOf(frame.array(), Math.max(end, MIN_FRAME));
    }

    /**
     * Makes a MARKER: a frame that an HSL sends into its VNF behind the data. A VNF that speaks the control channel
     * knows by it that it has seen everything; one that forwards it proves the same.
     *
     * @param identity the marker's identity
     * @return the frame
     */
    public byte[] encodeMarker(final long identity) {
        final var frame = ByteBuffer.allocate(MIN_FRAME);
        header(frame, Type.MARKER, identity, false);
        return frame.array();
    }

    /**
     * Whether a frame is a MARKER.
     *
     * @param frame the memory, big endian
     * @param offset where the frame begins
     * @param length its bytes
     * @return its identity, or 0 if it is none
     */
    public long markerIdentity(final ByteBuffer frame, final int offset, final int length) {
        if (length < OFFSET_SEQUENCE || (frame.getShort(offset + OFFSET_ETHER_TYPE) & 0xFFFF) != etherType
                || frame.get(offset + OFFSET_TYPE) != Type.MARKER.code) {
            return 0;
        }
        return frame.getLong(offset + OFFSET_HANDOVER);
    }

    private void header(final ByteBuffer frame, final Type type, final long handover, final boolean toController) {
        putMac(frame, 0, toController ? CONTROLLER_MAC : HSL_MAC);
        putMac(frame, 6, toController ? HSL_MAC : CONTROLLER_MAC);
        frame.putShort(OFFSET_ETHER_TYPE, (short) etherType).put(OFFSET_VERSION, (byte) VERSION)
            .put(OFFSET_TYPE, type.code).putLong(OFFSET_HANDOVER, handover);
    }

    private static boolean toController(final Type type) {
        return switch (type) {
            case HELLO_REPLY, START_HO_ACK, DRAINED, FIRST_UNMARKED, RELEASE_FINISHED_ACK, STATE_FAILED,
                HANDOVER_FINISHED, HANDOVER_ENDED_ACK -> true;
            case HELLO, START_HO, DRAINED_ACK, RELEASE_FINISHED, HANDOVER_ENDED, MARKER -> false;
        };
    }

    /**
     * Reads a frame.
     *
     * @param frame a whole frame
     * @return the message, or what is wrong with it
     */
    public Decoded decode(final byte[] frame) {
        if (frame.length < OFFSET_BODY) {
            return new Decoded.Malformed("expected at least " + OFFSET_BODY + " bytes, found " + frame.length);
        }
        final var in = ByteBuffer.wrap(frame);
        if ((in.getShort(OFFSET_ETHER_TYPE) & 0xFFFF) != etherType) {
            return new Decoded.Malformed("expected EtherType 0x" + Integer.toHexString(etherType));
        }
        if (in.get(OFFSET_VERSION) != VERSION) {
            return new Decoded.Malformed("expected version " + VERSION + ", found " + in.get(OFFSET_VERSION));
        }
        final var type = Type.of(in.get(OFFSET_TYPE));
        final int length = in.getShort(OFFSET_LENGTH) & 0xFFFF;
        if (type == null || length > frame.length - OFFSET_BODY) {
            return new Decoded.Malformed("unknown type " + in.get(OFFSET_TYPE) + " or length " + length + " beyond "
                + frame.length + " bytes");
        }
        in.position(OFFSET_BODY).limit(OFFSET_BODY + length);
        try {
            final var message = decode(type, in.getLong(OFFSET_HANDOVER), in);
            return message == null ? new Decoded.Malformed("a MARKER is not for the controller or an HSL")
                : new Decoded.Valid(message, ByteBuffer.wrap(frame).getInt(OFFSET_SEQUENCE));
        } catch (BufferUnderflowException e) {
            return new Decoded.Malformed(type + " of " + length + " bytes is too short");
        } catch (IllegalArgumentException e) {
            return new Decoded.Malformed(type + ": " + e.getMessage());
        }
    }

    private static Message decode(final Type type, final long handover, final ByteBuffer in) {
        return switch (type) {
            case HELLO -> new Message.Hello(handover);
            case HELLO_REPLY -> new Message.HelloReply(handover, text(in), text(in));
            case START_HO -> new Message.StartHandover(handover, Role.of(in.get()), in.get(),
                StateTransfer.of(in.get() & 0xFF), in.getShort() & 0xFFFF, key(in), key(in), text(in), text(in),
                in.getInt(), Overflow.of(in.get() & 0xFF), in.getInt(), in.get() & 0xFF);
            case START_HO_ACK -> new Message.StartAcknowledged(handover, Role.of(in.get()), direction(in),
                in.getInt(), in.get() & 0xFF);
            case DRAINED -> new Message.Drained(handover, direction(in));
            case DRAINED_ACK -> new Message.DrainedAcknowledged(handover, direction(in));
            case FIRST_UNMARKED -> new Message.FirstUnmarked(handover, direction(in));
            case RELEASE_FINISHED -> new Message.ReleaseFinished(handover, direction(in), in.getInt(), in.get() != 0);
            case RELEASE_FINISHED_ACK -> new Message.ReleaseFinishedAcknowledged(handover, direction(in));
            case STATE_FAILED -> new Message.StateFailed(handover, text(in));
            case HANDOVER_FINISHED -> new Message.HandoverFinished(handover, Outcome.of(in.get() & 0xFF),
                new AgentCounters(in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt()), in.getInt());
            case HANDOVER_ENDED -> new Message.HandoverEnded(handover, Outcome.of(in.get() & 0xFF));
            case HANDOVER_ENDED_ACK -> new Message.HandoverEndedAcknowledged(handover);
            case MARKER -> null;
        };
    }

    private static Type putDirection(final ByteBuffer out, final Direction direction, final Type type) {
        out.put((byte) direction.ordinal());
        return type;
    }

    private static Direction direction(final ByteBuffer in) {
        return Direction.of(in.get() & 1);
    }

    private static void putMac(final ByteBuffer out, final int offset, final long mac) {
        out.putShort(offset, (short) (mac >>> 32)).putInt(offset + 2, (int) mac);
    }

    private static void putText(final ByteBuffer out, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MAX_TEXT);
        while (length < bytes.length && (bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        out.put((byte) length).put(bytes, 0, length);
    }

    private static String text(final ByteBuffer in) {
        final byte[] bytes = new byte[in.get() & 0xFF];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void putKey(final ByteBuffer out, final FlowKey key) {
        out.putShort((short) (key.ethDestination() >>> 32)).putInt((int) key.ethDestination())
            .putShort((short) (key.ethSource() >>> 32)).putInt((int) key.ethSource())
            .putShort((short) key.vlan()).putShort((short) key.ethType()).putShort((short) key.ipProtocol())
            .putLong(key.sourceHigh()).putLong(key.sourceLow())
            .putLong(key.destinationHigh()).putLong(key.destinationLow())
            .putInt(key.sourcePort()).putInt(key.destinationPort());
    }

    private static FlowKey key(final ByteBuffer in) {
        final long destination = mac(in);
        final long source = mac(in);
        final int vlan = in.getShort();
        final int ethType = in.getShort() & 0xFFFF;
        final int protocol = in.getShort();
        return new FlowKey(source, destination, vlan, ethType, protocol, in.getLong(), in.getLong(), in.getLong(),
            in.getLong(), in.getInt(), in.getInt());
    }

    private static long mac(final ByteBuffer in) {
        return (in.getShort() & 0xFFFFL) << 32 | in.getInt() & 0xFFFF_FFFFL;
    }
}

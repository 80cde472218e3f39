/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.flow;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * Frames of all kinds from a seed: right ones, cut ones, ones that lie about their lengths, and plain noise. Few values
 * for each field, so that two frames often belong to the same flow.
 */
public final class RandomFrames {
    private static final int MAX_BYTES = 400;
    private static final long[] MACS = {TestFlows.HOST_1, TestFlows.HOST_2, 0xFFFF_FFFF_FFFFL, 0x3333_0000_0001L,
        0x0180_C200_000EL, 0x5685_0001_0002L, 0};
    private static final int[] TYPES = {EtherType.ARP, 0x8035, 0x88CC, 0x8847, 0x88B5, 0x8863, 0x0600, 0xFFFF, 0x894F};
    private static final int[] LENGTHS = {0, 38, 1500, 0x05FF};
    private static final int[] TAGS = {EtherType.VLAN, EtherType.SERVICE_VLAN};
    private static final int[] VLANS = {0, 1, 100, 0xFFF};
    private static final int[] PORTS = {0, 7, 53, 5000, 0xFFFF};
    private static final int[] PROTOCOLS = {EtherType.PROTOCOL_TCP, EtherType.PROTOCOL_UDP, EtherType.PROTOCOL_SCTP,
        EtherType.PROTOCOL_ICMP, EtherType.PROTOCOL_ICMPV6, 0, 2, 4, 41, 47, 50, 59, 89, 135, 255};
    private static final int[] EXTENSIONS = {0, 43, 60, 51, EtherType.PROTOCOL_FRAGMENT};
    private static final int[] ICMP_TYPES = {0, 3, 8, 128, 129, 135, 136};

    private final Random random;

    /**
     * A source of frames.
     *
     * @param seed what decides on all of them
     */
    public RandomFrames(final long seed) {
        random = new Random(seed);
    }

    /**
     * The next frame.
     *
     * @return up to some hundred bytes; it may be shorter than an Ethernet header
     */
    public byte[] next() {
        if (one(200)) {
            final byte[] noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            return noise;
        }
        final var frame = ByteBuffer.allocate(2 * MAX_BYTES);
        ethernet(frame);
        byte[] bytes = Arrays.copyOf(frame.array(), frame.position() + (one(3) ? random.nextInt(60) : 0));
        if (one(10)) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        }
        if (one(10)) {
            for (int flips = 1 + random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
        }
        return bytes;
    }

    /**
     * The next frame that is at least as long as an Ethernet header: what a switch ever sees.
     *
     * @return the frame
     */
    public byte[] nextWhole() {
        byte[] frame = next();
        while (frame.length < FrameHeader.ETHERNET_LENGTH) {
            frame = next();
        }
        return frame;
    }

    private boolean one(final int of) {
        return random.nextInt(of) == 0;
    }

    private int any(final int... values) {
        return values[random.nextInt(values.length)];
    }

    private void ethernet(final ByteBuffer frame) {
        for (int i = 0; i < 2; i++) {
            final long mac = one(4) ? MACS[random.nextInt(MACS.length)] : MACS[i];
            frame.putShort((short) (mac >>> 32)).putInt((int) mac);
        }
        for (int tags = one(3) ? 1 + random.nextInt(3) : 0; tags > 0; tags--) {
            frame.putShort((short) any(TAGS)).putShort((short) (any(VLANS) | random.nextInt(16) << 12));
        }
        int type = one(5) ? any(TYPES) : one(2) ? EtherType.IPV4 : EtherType.IPV6;
        if (one(10)) {
            frame.putShort((short) any(LENGTHS));
            if (one(3)) {
                frame.putInt(0x4242_0300);
                return;
            }
            frame.putInt(0xAAAA_0300).putShort((short) (one(5) ? 12 : 0));
            type = one(8) ? any(LENGTHS) : type;
        }
        frame.putShort((short) type);
        switch (type) {
            case EtherType.IPV4 -> ipv4(frame);
            case EtherType.IPV6 -> ipv6(frame);
            default -> {
                final byte[] body = new byte[random.nextInt(50)];
                random.nextBytes(body);
                frame.put(body);
            }
        }
    }

    private void ipv4(final ByteBuffer frame) {
        final int options = one(5) ? random.nextInt(11) : 0;
        final int words = one(30) ? random.nextInt(16) : 5 + options;
        final int protocol = any(PROTOCOLS);
        final int fragment = one(3) ? any(0x2000, 0x2001, 0x0001, 0x1FFF, 0x4000, 0x8000, 0xC000) : 0;
        final int begin = frame.position();
        frame.put((byte) ((one(30) ? random.nextInt(16) : 4) << 4 | words)).put((byte) random.nextInt())
            .putShort((short) 0).putShort((short) random.nextInt()).putShort((short) fragment).put((byte) 64)
            .put((byte) protocol).putShort((short) 0).putInt(0x0A00_0001 + random.nextInt(2))
            .putInt(0x0A00_0002 - random.nextInt(2)).put(new byte[4 * options]);
        transport(frame, protocol);
        length(frame, begin + 2, frame.position() - begin);
    }

    private void ipv6(final ByteBuffer frame) {
        final int begin = frame.position();
        frame.putInt(0x6000_0000 | random.nextInt(0x1000_0000)).putShort((short) 0);
        int next = frame.position();
        frame.put((byte) 0).put((byte) 64).putLong(0x2001_0DB8_0000_0000L).putLong(1 + random.nextInt(2))
            .putLong(0xFE80_0000_0000_0000L).putLong(2 - random.nextInt(2));
        for (int i = one(2) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
            final int kind = one(2) ? EtherType.PROTOCOL_FRAGMENT : any(EXTENSIONS);
            frame.put(next, (byte) kind);
            next = frame.position();
            extension(frame, kind);
        }
        final int protocol = one(20) ? any(EXTENSIONS) : any(PROTOCOLS);
        frame.put(next, (byte) protocol);
        transport(frame, protocol);
        length(frame, begin + 4, frame.position() - begin - 40);
    }

    private void extension(final ByteBuffer frame, final int kind) {
        if (kind == EtherType.PROTOCOL_FRAGMENT) {
            frame.putShort((short) random.nextInt()).putShort((short) any(0x0001, 0x0001, 0x0009, 0x0008, 0, 0x0006))
                .putInt(random.nextInt());
            return;
        }
        final int units = one(20) ? random.nextInt(256) : random.nextInt(3);
        frame.put((byte) 0).put((byte) units);
        frame.put(new byte[Math.min(kind == 51 ? 4 * (units + 2) : 8 * (units + 1), 64) - 2]);
    }

    private void transport(final ByteBuffer frame, final int protocol) {
        final var header = ByteBuffer.allocate(28);
        if (EtherType.hasPorts(protocol)) {
            header.putShort((short) any(PORTS)).putShort((short) any(PORTS));
            // where TCP has the length of its header: some have options, few lie
            header.put(12, (byte) ((one(10) ? random.nextInt(16) : 5 + random.nextInt(3)) << 4));
        } else {
            header.put((byte) any(ICMP_TYPES)).put((byte) (one(5) ? 1 : 0));
        }
        frame.put(header.array(), 0, one(4) ? random.nextInt(29) : 28);
    }

    private void length(final ByteBuffer frame, final int at, final int length) {
        frame.putShort(at, (short) (one(20) ? random.nextInt(MAX_BYTES) : length));
    }
}

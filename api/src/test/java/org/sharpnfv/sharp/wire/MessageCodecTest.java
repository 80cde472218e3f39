/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.sharpnfv.sharp.flow.TestFlows.hex;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.MessageCodec.Decoded;

/** Golden vectors, made from the table in {@link MessageCodec} and not by it; then round trips and hostile bytes. */
class MessageCodecTest {
    private static final long HANDOVER = 0x0102_0304_0506_0708L;
    private static final int SEQUENCE = 0x0A0B_0C0D;
    private static final int HEADER = 30;
    private static final String TO_HSL = "025348525001 025348525000 88b5 01";
    private static final String TO_CONTROLLER = "025348525000 025348525001 88b5 01";

    private static final String FORWARD_KEY = "020000000002 020000000001 ffff 0800 0011"
        + "0000000000000000 000000000a000001 0000000000000000 000000000a000002 00001388 00000007";
    private static final String REVERSE_KEY = "020000000001 020000000002 ffff 0800 0011"
        + "0000000000000000 000000000a000002 0000000000000000 000000000a000001 00000007 00001388";
    private static final String ARP_KEY = "020000000002 020000000001 0064 0806 ffff"
        + "00".repeat(32) + "ffffffff ffffffff";

    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);

    static Stream<Arguments> golden() {
        final var flow = TestFlows.udp(5000);
        final var arp = new FlowKey(TestFlows.HOST_1, TestFlows.HOST_2, 100, 0x0806, -1, 0, 0, 0, 0, -1, -1);
        return Stream.of(
            arguments(new Message.Hello(HANDOVER), TO_HSL, "01", "", 60),
            arguments(new Message.HelloReply(HANDOVER, "vnf1", "1.0"), TO_CONTROLLER, "02",
                "04 766e6631 03 312e30", 60),
            arguments(new Message.StartHandover(HANDOVER, Role.DESTINATION, 3, StateTransfer.MOVE, 0xBEEF, flow,
                flow.reversed(), "vnf1", "192.0.2.1", 1000, Overflow.REORDER, 5000, 0), TO_HSL, "03",
                "01 03 01 beef" + FORWARD_KEY + REVERSE_KEY + "04 766e6631 09 3139322e302e322e31 000003e8 02 00001388"
                + "00", 176),
            arguments(new Message.StartHandover(HANDOVER, Role.SOURCE, 1, StateTransfer.RESTORE, 1, arp, flow, "", "",
                0, Overflow.DROP, 0, 5), TO_HSL, "03",
                "00 01 02 0001" + ARP_KEY + FORWARD_KEY + "00 00 00000000 01 00000000 05", 163),
            arguments(new Message.StartAcknowledged(HANDOVER, Role.SOURCE, Direction.REVERSE, 7, 5),
                TO_CONTROLLER, "04", "00 01 00000007 05", 60),
            arguments(new Message.Drained(HANDOVER, Direction.REVERSE), TO_CONTROLLER, "05", "01", 60),
            arguments(new Message.DrainedAcknowledged(HANDOVER, Direction.REVERSE), TO_HSL, "06", "01", 60),
            arguments(new Message.FirstUnmarked(HANDOVER, Direction.FORWARD), TO_CONTROLLER, "07", "00", 60),
            arguments(new Message.ReleaseFinished(HANDOVER, Direction.REVERSE, 258, true), TO_HSL, "08",
                "01 00000102 01", 60),
            arguments(new Message.ReleaseFinishedAcknowledged(HANDOVER, Direction.FORWARD), TO_CONTROLLER, "09", "00",
                60),
            arguments(new Message.StateFailed(HANDOVER, "no room"), TO_CONTROLLER, "0a", "07 6e6f20726f6f6d", 60),
            arguments(new Message.HandoverFinished(HANDOVER, Outcome.FAILED, new AgentCounters(1, 2, 3, 4, 5), 6),
                TO_CONTROLLER, "0b", "02 00000001 00000002 00000003 00000004 00000005 00000006", 60),
            arguments(new Message.HandoverEnded(HANDOVER, Outcome.ROLLED_BACK), TO_HSL, "0c", "01", 60),
            arguments(new Message.HandoverEndedAcknowledged(HANDOVER), TO_CONTROLLER, "0d", "", 60));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shouldEncodeAsDocumented(final Message message, final String start, final String type, final String body,
            final int length) {
        final var head = start + type + "0102030405060708 0a0b0c0d"
            + HexFormat.of().toHexDigits((short) hex(body).length);
        final byte[] expected = Arrays.copyOf(hex(head + body), length);

        final byte[] frame = codec.encode(message, SEQUENCE);

        assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(frame));
        assertEquals(Math.max(MessageCodec.MIN_FRAME, HEADER + hex(body).length), frame.length);
        assertEquals(new Decoded.Valid(message, SEQUENCE), codec.decode(expected));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shouldSkipBytesThatItDoesNotKnow(final Message message, final String start, final String type,
            final String body, final int length) {
        final byte[] frame = codec.encode(message, SEQUENCE);
        final int bodyLength = hex(body).length;
        final byte[] newer = Arrays.copyOf(frame, Math.max(frame.length, HEADER + bodyLength + 5));
        Arrays.fill(newer, HEADER + bodyLength, HEADER + bodyLength + 5, (byte) 0xEE);
        ByteBuffer.wrap(newer).putShort(28, (short) (bodyLength + 5));

        assertEquals(new Decoded.Valid(message, SEQUENCE), codec.decode(newer), type + " " + start + length);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shouldRefuseShorterBodies(final Message message, final String start, final String type, final String body,
            final int length) {
        final byte[] frame = codec.encode(message, SEQUENCE);
        for (int shorter = 0; shorter < hex(body).length; shorter++) {
            ByteBuffer.wrap(frame).putShort(28, (short) shorter);

            assertInstanceOf(Decoded.Malformed.class, codec.decode(frame), type + " " + start + length);
        }
        for (int cut = 0; cut < HEADER + hex(body).length; cut++) {
            assertInstanceOf(Decoded.Malformed.class,
                codec.decode(Arrays.copyOf(codec.encode(message, SEQUENCE), cut)));
        }
    }

    @Test
    void shouldHaveOneVectorForEachMessage() {
        final long vectors = golden().map(each -> each.get()[0].getClass()).distinct().count();

        assertEquals(Message.class.getPermittedSubclasses().length, vectors);
    }

    @Test
    void shouldReadWhatItWrites() {
        final var random = new Random(11);
        for (int i = 0; i < 50_000; i++) {
            final var message = randomMessage(random);
            final int sequence = random.nextInt();

            final byte[] frame = codec.encode(message, sequence);

            assertEquals(new Decoded.Valid(message, sequence), codec.decode(frame));
            assertArrayEquals(frame, codec.encode(message, sequence));
        }
    }

    @Test
    void shouldCutTextAtItsBound() {
        final byte[] frame = codec.encode(new Message.StateFailed(1, "x".repeat(300)), 0);

        assertEquals(HEADER + 1 + MessageCodec.MAX_TEXT, frame.length);
        assertEquals(new Decoded.Valid(new Message.StateFailed(1, "x".repeat(255)), 0), codec.decode(frame));
    }

    @Test
    void shouldHaveRoomForTheLongestMessage() {
        final var text = "x".repeat(MessageCodec.MAX_TEXT);
        final var message = new Message.StartHandover(-1, Role.SOURCE, 3, StateTransfer.NONE, 0xFFFF,
            TestFlows.udp(1), TestFlows.udp(2), text, text, Integer.MAX_VALUE, Overflow.FAIL, Integer.MAX_VALUE, 255);

        final byte[] frame = codec.encode(message, -1);

        assertEquals(673, frame.length);
        assertEquals(HEADER + 5 + 2 * 58 + 2 * 256 + 10, frame.length);
        assertEquals(new Decoded.Valid(message, -1), codec.decode(frame));
    }

    /** Hostile bytes: the header right or nearly so, the rest anything. */
    @Test
    void shouldNeverThrowOnHostileBytes() {
        final var random = new Random(12);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            final byte[] frame;
            if (random.nextBoolean()) {
                frame = new byte[random.nextInt(200)];
                random.nextBytes(frame);
                if (frame.length >= HEADER) {
                    ByteBuffer.wrap(frame).putShort(12, (short) MessageCodec.ETHER_TYPE).put(14, (byte) 1)
                        .put(15, (byte) random.nextInt(15)).putShort(28, (short) random.nextInt(frame.length));
                }
            } else {
                frame = codec.encode(randomMessage(random), random.nextInt());
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    frame[14 + random.nextInt(frame.length - 14)] ^= (byte) (1 << random.nextInt(8));
                }
            }

            final var decoded = codec.decode(frame);

            switch (decoded) {
                case Decoded.Valid message -> {
                    valid++;
                    assertInstanceOf(Decoded.Valid.class, codec.decode(codec.encode(message.message(), 0)));
                }
                case Decoded.Malformed malformed -> assertTrue(malformed.reason().length() > 10);
            }
        }
        assertTrue(valid > 10_000 && valid < 190_000, "expected some of each, found " + valid + " valid");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 255})
    void shouldRefuseOtherVersions(final int version) {
        final byte[] frame = codec.encode(new Message.Hello(1), 0);
        frame[14] = (byte) version;

        assertInstanceOf(Decoded.Malformed.class, codec.decode(frame));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 14, 0x1F, 0x21, 255})
    void shouldRefuseUnknownTypes(final int type) {
        final byte[] frame = codec.encode(new Message.Hello(1), 0);
        frame[15] = (byte) type;

        assertInstanceOf(Decoded.Malformed.class, codec.decode(frame));
    }

    @Test
    void shouldRefuseFieldsOutOfRange() {
        final byte[] noDirection = codec.encode(new Message.StartHandover(1, Role.SOURCE, 1, StateTransfer.NONE, 1,
            TestFlows.udp(1), TestFlows.udp(1), "", "", 1, Overflow.FAIL, 1, 0), 0);
        noDirection[HEADER + 1] = 4;

        assertInstanceOf(Decoded.Malformed.class, codec.decode(noDirection));
    }

    @Test
    void shouldSpeakConfiguredEtherTypeOnly() {
        final var other = new MessageCodec(0x88B6);

        final byte[] frame = other.encode(new Message.Hello(1), 0);

        assertEquals(0x88B6, other.etherType());
        assertInstanceOf(Decoded.Valid.class, other.decode(frame));
        assertInstanceOf(Decoded.Malformed.class, codec.decode(frame));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 0x05FF, 0x1_0000})
    void shouldRefuseEtherTypeThatIsNone(final int etherType) {
        assertThrows(IllegalArgumentException.class, () -> new MessageCodec(etherType));
    }

    @Test
    void shouldKnowMarkerByItsIdentity() {
        final byte[] marker = codec.encodeMarker(HANDOVER);
        final var memory = ByteBuffer.allocate(100).put(7, marker);

        assertEquals(HexFormat.of().formatHex(Arrays.copyOf(hex(TO_HSL + "20 0102030405060708"), 60)),
            HexFormat.of().formatHex(marker));
        assertEquals(HANDOVER, codec.markerIdentity(memory, 7, marker.length));
        assertInstanceOf(Decoded.Malformed.class, codec.decode(marker));
    }

    @Test
    void shouldNotTakeAnythingElseForMarker() {
        final byte[] message = codec.encode(new Message.Hello(HANDOVER), 0);
        final byte[] foreign = new MessageCodec(0x88B6).encodeMarker(HANDOVER);
        final byte[] marker = codec.encodeMarker(HANDOVER);

        assertEquals(0, codec.markerIdentity(ByteBuffer.wrap(message), 0, message.length));
        assertEquals(0, codec.markerIdentity(ByteBuffer.wrap(foreign), 0, foreign.length));
        for (int length = 0; length < 24; length++) {
            assertEquals(0, codec.markerIdentity(ByteBuffer.wrap(Arrays.copyOf(marker, length)), 0, length));
        }
    }

    private static Message randomMessage(final Random random) {
        final long handover = random.nextLong();
        final var direction = Direction.of(random.nextInt(2));
        final var role = Role.values()[random.nextInt(2)];
        final var outcome = Outcome.values()[random.nextInt(3)];
        return switch (random.nextInt(13)) {
            case 0 -> new Message.Hello(handover);
            case 1 -> new Message.HelloReply(handover, randomText(random), randomText(random));
            case 2 -> new Message.StartHandover(handover, role, 1 + random.nextInt(3),
                StateTransfer.values()[random.nextInt(3)], random.nextInt(0x1_0000), TestFlows.randomKey(random),
                TestFlows.randomKey(random), randomText(random), randomText(random),
                random.nextInt(Integer.MAX_VALUE), Overflow.values()[random.nextInt(3)],
                random.nextInt(Integer.MAX_VALUE), random.nextInt(256));
            case 3 -> new Message.StartAcknowledged(handover, role, direction, random.nextInt(),
                random.nextInt(256));
            case 4 -> new Message.Drained(handover, direction);
            case 5 -> new Message.DrainedAcknowledged(handover, direction);
            case 6 -> new Message.FirstUnmarked(handover, direction);
            case 7 -> new Message.ReleaseFinished(handover, direction, random.nextInt(), random.nextBoolean());
            case 8 -> new Message.ReleaseFinishedAcknowledged(handover, direction);
            case 9 -> new Message.StateFailed(handover, randomText(random));
            case 10 -> new Message.HandoverFinished(handover, outcome, new AgentCounters(random.nextInt(),
                random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt()), random.nextInt());
            case 11 -> new Message.HandoverEnded(handover, outcome);
            default -> new Message.HandoverEndedAcknowledged(handover);
        };
    }

    private static String randomText(final Random random) {
        final var letters = List.of("a", "9", "-", "ä", "日", "😀", "\0");
        final var text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(letters.get(random.nextInt(letters.size())));
        }
        return text.toString();
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.sharpnfv.sharp.flow.TestFlows.hex;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
    private static final String HANDOVER_HEX = "0102030405060708";
    private static final Channel TO_HSL = new Channel(false, Direction.REVERSE);
    private static final Channel TO_CONTROLLER = new Channel(true, Direction.FORWARD);
    private static final ControlKey KEY = ControlKey.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static final int MESSAGES = 42;
    private static final int HEADER = 12;

    private static final String FORWARD_KEY = "020000000002 020000000001 ffff 0800 0011 05"
        + "0a000001 0a000002 1388 0007";
    private static final String REVERSE_KEY = "020000000001 020000000002 ffff 0800 0011 05"
        + "0a000002 0a000001 0007 1388";
    private static final String ARP_KEY = "020000000002 020000000001 0064 0806 ffff 00";
    private static final String V6_KEY = "020000000002 020000000001 ffff 86dd 003a 02"
        + "20010db8000000000000000000000001 20010db8000000000000000000000002";

    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);

    static Stream<Arguments> golden() {
        final var flow = TestFlows.udp(5000);
        final var arp = new FlowKey(TestFlows.HOST_1, TestFlows.HOST_2, 100, 0x0806, -1, 0, 0, 0, 0, -1, -1);
        final var v6 = new FlowKey(TestFlows.HOST_1, TestFlows.HOST_2, -1, 0x86DD, 58, 0x2001_0DB8_0000_0000L, 1,
            0x2001_0DB8_0000_0000L, 2, -1, -1);
        return Stream.of(
            arguments(new Message.Hello(HANDOVER), "01", "", 0),
            arguments(new Message.HelloReply(HANDOVER, "vnf1", "1.0", 1), "02", "01 04 04 766e6631 05 03 312e30", 1),
            arguments(new Message.StartHandover(HANDOVER, Role.DESTINATION, 3, StateTransfer.MOVE, 0xBEEF, flow,
                flow.reversed(), "vnf1", "192.0.2.1", 1000, Overflow.REORDER, 5000, 0), "03",
                "01 03 01 02 beef 00 00 000003e8 00001388" + FORWARD_KEY + "02 04 766e6631 03 09 3139322e302e322e31",
                47),
            arguments(new Message.StartHandover(HANDOVER, Role.SOURCE, 1, StateTransfer.RESTORE, 1, arp, flow, "", "",
                0, Overflow.DROP, 0, 5), "03",
                "00 01 02 01 0001 05 00 00000000 00000000" + ARP_KEY + "01 1f" + FORWARD_KEY, 35),
            arguments(new Message.StartAcknowledged(HANDOVER, Role.SOURCE, Direction.REVERSE, 7, 5), "04",
                "00 01 05 00 00000007", 8),
            arguments(new Message.Drained(HANDOVER, Direction.REVERSE), "05", "01", 1),
            arguments(new Message.DescribeFlow(HANDOVER, Direction.REVERSE, flow), "10", "01" + FORWARD_KEY, 32),
            arguments(new Message.FlowDescribed(HANDOVER, true, arp, flow), "11",
                "01" + ARP_KEY + "01 1f" + FORWARD_KEY, 20),
            arguments(new Message.FlowDescribed(HANDOVER, false, flow, flow.reversed()), "11", "00" + FORWARD_KEY,
                32),
            arguments(new Message.DrainedAcknowledged(HANDOVER, Direction.REVERSE), "06", "01", 1),
            arguments(new Message.FirstUnmarked(HANDOVER, Direction.FORWARD), "07", "00", 1),
            arguments(new Message.StartRelease(HANDOVER, Direction.REVERSE), "15", "01", 1),
            arguments(new Message.ReleaseFinished(HANDOVER, Direction.REVERSE, 258, true), "08",
                "01 01 0000 00000102", 8),
            arguments(new Message.ReleaseFinishedAcknowledged(HANDOVER, Direction.FORWARD), "09", "00", 1),
            arguments(new Message.StateFailed(HANDOVER, "no room"), "0a", "06 07 6e6f20726f6f6d", 0),
            arguments(new Message.HandoverFinished(HANDOVER, Outcome.FAILED, new AgentCounters(1, 2, 3, 4, 5), 6),
                "0b", "02 00 0000 00000001 00000002 00000003 00000004 00000005 00000006", 28),
            arguments(new Message.HandoverEnded(HANDOVER, Outcome.ROLLED_BACK), "0c", "01", 1),
            arguments(new Message.HandoverEndedAcknowledged(HANDOVER), "0d", "", 0),
            arguments(new Message.FlowReport(HANDOVER, Role.SOURCE, 3, StateTransfer.MOVE, 3, 0xBEEF, v6,
                flow.reversed(), "vnf2"), "0e",
                "00 03 01 03 beef 0000" + V6_KEY + "01 1f" + REVERSE_KEY + "02 04 766e6632", 59),
            arguments(new Message.UnsupportedVersion(HANDOVER, 2, 1, 1), "0f", "02 01 01", 3));
    }

    private byte[] frame(final Message... messages) {
        return codec.encode(new ControlFrame(0x11, 0x22, 0x33, List.of(messages)), TO_HSL, KEY);
    }

    private static String tag(final byte[] frame, final int end, final Channel channel) throws Exception {
        final var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        mac.update((byte) ((channel.toController() ? 1 : 0) + (channel.side() == Direction.REVERSE ? 2 : 0)));
        mac.update(frame, 14, end - 14);
        return HexFormat.of().formatHex(mac.doFinal(), 0, 16);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shouldEncodeAsDocumented(final Message message, final String type, final String body, final int fixed)
            throws Exception {
        final int length = hex(body).length;
        final String digits = HexFormat.of().toHexDigits((short) (HEADER + length));
        final byte[] start = hex("025348525001 025348525000 88b5 01 01 0000000000000011 0000000000000022"
            + "0000000000000033" + digits + type + "00" + HexFormat.of().toHexDigits((short) length) + HANDOVER_HEX
            + body);
        final byte[] expected = Arrays.copyOf(hex(HexFormat.of().formatHex(start)
            + tag(start, start.length, TO_HSL)), Math.max(60, start.length + 16));

        final byte[] frame = frame(message);

        assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(frame));
        assertEquals(new Decoded.Valid(new ControlFrame(0x11, 0x22, 0x33, List.of(message))), codec.decode(expected));
        assertTrue(MessageCodec.isAuthentic(frame, TO_HSL, KEY), () -> type + fixed);
    }

    @Test
    void shouldCarryManyMessagesInTheirOrder() {
        final var all = golden().map(each -> (Message) each.get()[0]).toArray(Message[]::new);

        final byte[] frame = frame(all);

        assertEquals(new Decoded.Valid(new ControlFrame(0x11, 0x22, 0x33, List.of(all))), codec.decode(frame));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shouldSkipTlvsThatItDoesNotKnow(final Message message, final String type, final String body,
            final int fixed) {
        final byte[] frame = frame(message);
        final int length = hex(body).length;
        final byte[] newer = Arrays.copyOf(frame, MESSAGES + HEADER + length + 5 + 16);
        System.arraycopy(hex("f0 03 eeeeee"), 0, newer, MESSAGES + HEADER + length, 5);
        ByteBuffer.wrap(newer).putShort(40, (short) (HEADER + length + 5)).putShort(44, (short) (length + 5));

        final var decoded = assertInstanceOf(Decoded.Valid.class, codec.decode(newer), type + fixed);

        assertEquals(List.of(message), decoded.frame().messages());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shouldRefuseShorterBodies(final Message message, final String type, final String body, final int fixed) {
        for (int shorter = 0; shorter < fixed; shorter++) {
            final byte[] frame = frame(message);
            ByteBuffer.wrap(frame).putShort(40, (short) (HEADER + shorter)).putShort(44, (short) shorter);

            assertInstanceOf(Decoded.Malformed.class, codec.decode(frame), type + body);
        }
        final byte[] whole = frame(message);
        for (int cut = 0; cut < Math.max(MESSAGES + HEADER + hex(body).length + 16, 60); cut++) {
            assertInstanceOf(Decoded.Malformed.class, codec.decode(Arrays.copyOf(whole, cut)));
        }
    }

    @Test
    void shouldSkipMessagesOfUnknownTypesAndCountThem() {
        final byte[] frame = frame(new Message.Hello(1), new Message.Hello(2), new Message.Hello(3));
        frame[MESSAGES + HEADER] = 99;

        final var decoded = (Decoded.Valid) codec.decode(frame);

        assertEquals(List.of(new Message.Hello(1), new Message.Hello(3)), decoded.frame().messages());
        assertEquals(1, decoded.frame().unknown());
    }

    /** Each octet behind the EtherType counts, and the channel does. */
    @Test
    void shouldFindEveryChangeByItsTag() {
        final byte[] frame = frame(new Message.HandoverEnded(HANDOVER, Outcome.FAILED));
        final int end = MESSAGES + HEADER + 1;
        for (int i = 14; i < end + 16; i++) {
            for (int bit = 0; bit < 8; bit++) {
                frame[i] ^= (byte) (1 << bit);
                final boolean readable = codec.decode(frame) instanceof Decoded.Valid;
                assertFalse(readable && MessageCodec.isAuthentic(frame, TO_HSL, KEY), "octet " + i);
                frame[i] ^= (byte) (1 << bit);
            }
        }
        assertTrue(MessageCodec.isAuthentic(frame, TO_HSL, KEY));
        assertFalse(MessageCodec.isAuthentic(frame, TO_CONTROLLER, KEY));
        assertFalse(MessageCodec.isAuthentic(frame, new Channel(false, Direction.FORWARD), KEY));
        assertFalse(MessageCodec.isAuthentic(frame, TO_HSL, ControlKey.NONE));
    }

    @Test
    void shouldCutLongText() {
        final var decoded = (Decoded.Valid) codec.decode(frame(new Message.StateFailed(1, "x".repeat(300))));

        assertEquals(List.of(new Message.StateFailed(1, "x".repeat(255))), decoded.frame().messages());
    }

    @Test
    void shouldHaveRoomForTheLongestMessage() {
        final var text = "x".repeat(MessageCodec.MAX_TEXT);
        final var v6 = new FlowKey(1, 2, 0xFFF, 0x86DD, 17, 1, 1, 2, 2, 5, 6);
        final var message = new Message.StartHandover(-1, Role.SOURCE, 3, StateTransfer.NONE, 0xFFFF, v6, v6, text,
            text, Integer.MAX_VALUE, Overflow.FAIL, Integer.MAX_VALUE, 255);

        final byte[] frame = frame(message);

        assertEquals(MESSAGES + MessageCodec.LONGEST_MESSAGE + 16, frame.length);
        assertEquals(new Decoded.Valid(new ControlFrame(0x11, 0x22, 0x33, List.of(message))), codec.decode(frame));
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
                if (frame.length >= MESSAGES + HEADER) {
                    ByteBuffer.wrap(frame).putShort(12, (short) MessageCodec.ETHER_TYPE).put(14, (byte) 1)
                        .put(15, (byte) 1).putShort(40, (short) random.nextInt(frame.length))
                        .put(42, (byte) random.nextInt(17)).putShort(44, (short) random.nextInt(100));
                }
            } else {
                frame = frame(randomMessage(random), randomMessage(random));
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    frame[14 + random.nextInt(frame.length - 14)] ^= (byte) (1 << random.nextInt(8));
                }
            }

            final var decoded = codec.decode(frame);

            switch (decoded) {
                case Decoded.Valid read -> {
                    valid++;
                    assertInstanceOf(Decoded.Valid.class,
                        codec.decode(frame(read.frame().messages().toArray(Message[]::new))));
                }
                case Decoded.OtherVersion other -> assertNotEquals(1, other.version());
                case Decoded.Malformed malformed -> assertTrue(malformed.reason().length() > 10);
            }
        }
        assertTrue(valid > 10_000 && valid < 190_000, "expected some of each, found " + valid + " valid");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 255})
    void shouldTellOtherVersions(final int version) {
        final byte[] frame = frame(new Message.Hello(1));
        frame[14] = (byte) version;

        assertEquals(new Decoded.OtherVersion(version), codec.decode(frame));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 0x1F, 0x21, 255})
    void shouldRefuseUnknownKinds(final int kind) {
        final byte[] frame = frame(new Message.Hello(1));
        frame[15] = (byte) kind;

        assertInstanceOf(Decoded.Malformed.class, codec.decode(frame));
    }

    @Test
    void shouldRefuseFieldsOutOfRange() {
        final byte[] noDirection = frame(new Message.StartHandover(1, Role.SOURCE, 1, StateTransfer.NONE, 1,
            TestFlows.udp(1), TestFlows.udp(1), "", "", 1, Overflow.FAIL, 1, 0));
        noDirection[MESSAGES + HEADER + 1] = 4;

        assertInstanceOf(Decoded.Malformed.class, codec.decode(noDirection));
    }

    @Test
    void shouldSpeakConfiguredEtherTypeOnly() {
        final var other = new MessageCodec(0x88B6);

        final byte[] frame = other.encode(new ControlFrame(1, 2, 3, List.of(new Message.Hello(1))), TO_HSL, KEY);

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

        assertEquals(HexFormat.of().formatHex(Arrays.copyOf(
            hex("025348525001 025348525000 88b5 01 20" + HANDOVER_HEX), 60)),
            HexFormat.of().formatHex(marker));
        assertEquals(HANDOVER, codec.markerIdentity(memory, 7, marker.length));
        assertInstanceOf(Decoded.Malformed.class, codec.decode(marker));
    }

    @Test
    void shouldNotTakeAnythingElseForMarker() {
        final byte[] message = frame(new Message.Hello(HANDOVER));
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
        return switch (random.nextInt(21)) {
            case 0 -> new Message.Hello(handover);
            case 1 -> new Message.HelloReply(handover, randomText(random), randomText(random), random.nextInt(256));
            case 2 -> new Message.StartHandover(handover, role, 1 + random.nextInt(3),
                StateTransfer.values()[random.nextInt(5)], random.nextInt(0x1_0000), TestFlows.randomKey(random),
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
            case 12 -> new Message.FlowReport(handover, role, 1 + random.nextInt(3),
                StateTransfer.values()[random.nextInt(5)], random.nextInt(256), random.nextInt(0x1_0000),
                TestFlows.randomKey(random), TestFlows.randomKey(random), randomText(random));
            case 13 -> new Message.UnsupportedVersion(handover, random.nextInt(256), random.nextInt(256),
                random.nextInt(256));
            case 14 -> new Message.DescribeFlow(handover, direction, TestFlows.randomKey(random));
            case 15 -> new Message.FlowDescribed(handover, random.nextBoolean(), TestFlows.randomKey(random),
                TestFlows.randomKey(random));
            case 16 -> new Message.State(handover, random.nextInt(7), 7 + random.nextInt(9), randomOctets(random));
            case 17 -> new Message.StateAcknowledged(handover, random.nextInt(7), 7 + random.nextInt(9));
            case 18 -> new Message.StateImported(handover);
            case 19 -> new Message.StartRelease(handover, direction);
            default -> new Message.HandoverEndedAcknowledged(handover);
        };
    }

    private static byte[] randomOctets(final Random random) {
        final byte[] octets = new byte[random.nextInt(200)];
        random.nextBytes(octets);
        return octets;
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

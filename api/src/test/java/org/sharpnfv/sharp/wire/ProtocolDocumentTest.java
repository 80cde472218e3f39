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
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.AccessibleObject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.MessageCodec.Decoded;

/** What PROTOCOL.md shows as octets or says as numbers, and what the code does with it. */
class ProtocolDocumentTest {
    private static final ProtocolDocument DOCUMENT = ProtocolDocument.ofThisModule();
    private static final MessageCodec CODEC = new MessageCodec(MessageCodec.ETHER_TYPE);
    private static final Channel TO_HSL = new Channel(false, Direction.FORWARD);
    private static final long CONTROLLER = 0x0006_4438_A1B2_C3D4L;
    private static final long HSL = 0x0006_4438_92A0_B0C0L;
    private static final long ATTEMPT = CONTROLLER + 1;

    static Stream<Arguments> messages() {
        final var flow = TestFlows.udp(5000);
        return Stream.of(new Message.Hello(7), new Message.HelloReply(7, "vnf1", "0.1.0", 0), start(),
                new Message.StartAcknowledged(ATTEMPT, Role.SOURCE, Direction.FORWARD, 0, 1),
                new Message.Drained(ATTEMPT, Direction.REVERSE),
                new Message.DrainedAcknowledged(ATTEMPT, Direction.REVERSE),
                new Message.FirstUnmarked(ATTEMPT, Direction.FORWARD),
                new Message.ReleaseFinished(ATTEMPT, Direction.FORWARD, 18, false),
                new Message.ReleaseFinishedAcknowledged(ATTEMPT, Direction.FORWARD),
                new Message.StateFailed(ATTEMPT, "no route to peer"),
                new Message.HandoverFinished(ATTEMPT, Outcome.COMPLETED, new AgentCounters(18, 41, 0, 0, 0), 1250),
                new Message.HandoverEnded(ATTEMPT, Outcome.COMPLETED),
                new Message.HandoverEndedAcknowledged(ATTEMPT),
                new Message.FlowReport(ATTEMPT, Role.SOURCE, 3, StateTransfer.MOVE, 3, 7, flow, flow.reversed(),
                    "vnf2"),
                new Message.UnsupportedVersion(0, 2, 1, 1),
                new Message.DescribeFlow(ATTEMPT + 1, Direction.FORWARD, flow),
                new Message.FlowDescribed(ATTEMPT + 1, true, flow, new FlowKey(TestFlows.HOST_2, TestFlows.HOST_1, -1,
                    0x0800, 17, 0, 0x0A00_0002, 0, 0x0A00_0064, 7, 9000)),
                new Message.State(ATTEMPT, 1, 2, new byte[] {(byte) 0xBE, (byte) 0xEF}),
                new Message.StateAcknowledged(ATTEMPT, 2, 2), new Message.StateImported(ATTEMPT),
                new Message.StartRelease(ATTEMPT, Direction.FORWARD))
            .map(message -> arguments(DOCUMENT.table("type | name").stream().map(row -> row.get(1)).toList()
                .get(code(message) - 1), message));
    }

    private static Message start() {
        final var flow = TestFlows.udp(5000);
        return new Message.StartHandover(ATTEMPT, Role.SOURCE, 3, StateTransfer.MOVE, 7, flow, flow.reversed(), "vnf2",
            "192.0.2.2", 10_000, Overflow.FAIL, 10_000, 1);
    }

    private static int code(final Message message) {
        final var out = ByteBuffer.allocate(MessageCodec.MAX_FRAME);
        MessageCodec.put(out, message);
        return out.get(0);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldShowEachMessageAsItIs(final String name, final Message message) {
        final var out = ByteBuffer.allocate(MessageCodec.MAX_FRAME);
        MessageCodec.put(out, message);

        assertArrayEquals(Arrays.copyOf(out.array(), out.position()), DOCUMENT.example(name));
    }

    @Test
    void shouldListAllTypes() {
        final var expected = Arrays.stream(MessageCodec.Type.values())
            .map(type -> List.of(Integer.toString(type.code), type.name())).toList();

        assertEquals(expected, DOCUMENT.table("type | name").stream().map(row -> row.subList(0, 2)).toList());
        assertEquals(expected.size(), messages().count());
    }

    @Test
    void shouldShowWholeFrameWithRightTag() {
        final var key = ControlKey.of(DOCUMENT.example("key"));
        final var frame = new ControlFrame(CONTROLLER, HSL, 42, List.of(start()));

        final byte[] example = DOCUMENT.example("frame");

        assertEquals(new Decoded.Valid(frame), CODEC.decode(example));
        assertTrue(MessageCodec.isAuthentic(example, TO_HSL, key));
        assertArrayEquals(CODEC.encode(frame, TO_HSL, key), example);
    }

    @Test
    void shouldShowKeysMarksAndMarkers() {
        final var keys = DOCUMENT.examples("flow-key").stream().map(ByteBuffer::wrap).map(FlowKeyCodec::get).toList();
        final byte[] mark = new byte[6];
        Mark.write(mark, Mark.of(true, ATTEMPT, 7, 3));

        assertEquals(List.of(
            new FlowKey(TestFlows.HOST_1, TestFlows.HOST_2, 100, 0x0806, -1, 0, 0, 0, 0, -1, -1),
            new FlowKey(TestFlows.HOST_1, TestFlows.HOST_2, -1, 0x86DD, 58, 0x2001_0DB8_0000_0000L, 1,
                0x2001_0DB8_0000_0000L, 2, -1, -1)), keys);
        assertArrayEquals(mark, DOCUMENT.example("mark"));
        assertArrayEquals(CODEC.encodeMarker(ATTEMPT), DOCUMENT.example("marker"));
    }

    @Test
    void shouldListAllVerdictsOnFrames() {
        final var rows = DOCUMENT.table("frame | verdict").stream().map(Object::toString).toList();

        for (final var why : ControlLink.Refusal.values()) {
            assertTrue(rows.stream().anyMatch(row -> row.contains(why.name())), why.name());
        }
    }

    @Test
    void shouldNameTlvsByTheirNumbers() throws ReflectiveOperationException {
        final var rows = DOCUMENT.table("TLV | name");

        for (final var row : rows) {
            assertEquals(Integer.parseInt(row.get(0)), Tlvs.class.getDeclaredField(row.get(1)).getInt(null));
        }
        assertEquals(Arrays.stream(Tlvs.class.getDeclaredFields()).filter(each -> each.getType() == int.class).count(),
            rows.size());
    }

    @Test
    void shouldNumberEnumerationsFromZero() {
        assertEquals(List.of(Role.SOURCE, Role.DESTINATION), IntStream.range(0, 2).mapToObj(Role::of).toList());
        assertEquals(List.of(StateTransfer.NONE, StateTransfer.MOVE, StateTransfer.RESTORE, StateTransfer.RELAY,
            StateTransfer.UNGUARDED), List.of(StateTransfer.values()));
        assertEquals(List.of(Overflow.FAIL, Overflow.DROP, Overflow.REORDER), List.of(Overflow.values()));
        assertEquals(List.of(Outcome.COMPLETED, Outcome.ROLLED_BACK, Outcome.FAILED), List.of(Outcome.values()));
    }

    static Stream<Arguments> numbers() {
        return DOCUMENT.table("what | value").stream().map(row -> arguments(row.get(3), row.get(1)));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void shouldTellTimersAndBoundsAsTheyAre(final String name, final String value) throws Exception {
        final var parts = value.split(" ", -1);
        final long expected = Long.parseLong(parts[0]) * (parts.length == 1 ? 1 : 1_000_000L);

        assertEquals(expected, constant(List.of(name.split("\\.", -1))));
    }

    /** Package, class, constant and, if that is a record, its component. */
    private static long constant(final List<String> path) throws ReflectiveOperationException {
        final var field = open(Class.forName("org.sharpnfv.sharp." + path.get(0) + "." + path.get(1))
            .getDeclaredField(path.get(2)));
        final var value = field.get(null);
        final var number = path.size() == 3 ? value : open(value.getClass().getMethod(path.get(3))).invoke(value);
        return assertInstanceOf(Number.class, number).longValue();
    }

    private static <T extends AccessibleObject> T open(final T member) {
        member.setAccessible(true);
        return member;
    }
}

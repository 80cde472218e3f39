/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.ControlLink.Refusal;
import org.sharpnfv.sharp.wire.FrameFuzzer;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.MessageCodec.Decoded;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/**
 * Hostile input to an HSL: frames of somebody with the key who says nonsense, and of somebody without, between packets
 * and words of the VNF. Nothing throws, nothing grows beyond its bound, each packet leaves once, and a handover works
 * afterwards.
 */
class HslFuzzTest {
    private static final int FRAMES = 1_000_000;
    private static final int ATTEMPTS = 64;
    private static final int FRAMES_AN_ATTEMPT = 32;
    private static final int POOL = 2_000;
    private static final long SESSION = 500;
    private static final long CONTROLLER = 900;
    /** A frame has six messages at most, and one message makes an HSL say a few things on each side. */
    private static final int OUTPUTS_A_FRAME = 64;
    /** What any deadline is over by: 1.5 times the longest, and the time for which flows linger. */
    private static final long FOREVER_NS = 2L * Integer.MAX_VALUE * 1_000_000L;
    private static final ControlKey KEY = ControlKey.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        16});

    private final Random random = new Random(20_261_125);
    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    private final HslMachine machine = new HslMachine("vnf1", "1", codec, KEY, SESSION);
    private final FrameFuzzer[] fuzzers = new FrameFuzzer[2];
    private final FrameHeader header = new FrameHeader();
    private final BitSet pool = new BitSet(POOL);
    private final List<Integer> left = new ArrayList<>();
    private long nowNs = 1_000_000_000L;
    private int frames;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private int outputs;
    private int flowsMax;

    HslFuzzTest() {
        for (final var side : Direction.values()) {
            fuzzers[side.ordinal()] = new FrameFuzzer(random, KEY.forInstance("vnf1"), new Channel(false, side),
                CONTROLLER, SESSION, () -> random.nextInt(200) == 0 ? random.nextLong() : attempt());
        }
    }

    /** Attempts come and go: one of some that are in progress. */
    private long attempt() {
        return 1L + frames / FRAMES_AN_ATTEMPT + random.nextInt(ATTEMPTS);
    }

    @Test
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    void shouldStandAnyFrameAndHandOverAfterwards() {
        for (; frames < FRAMES; frames++) {
            nowNs += random.nextInt(4) == 0 ? random.nextInt(20_000_000) : random.nextInt(10_000);
            if (random.nextInt(5_000) == 0) {
                fuzzers[0].restart();
                fuzzers[1].restart();
            }
            outputs = 0;
            final var side = Direction.of(random.nextInt(2));
            machine.handleControl(nowNs, side, fuzzers[side.ordinal()].next());
            switch (random.nextInt(8)) {
                case 0 -> word();
                case 1 -> machine.handleTimeout(nowNs);
                default -> packet();
            }
            work();
            // a controller that starts anew is told of all flows
            assertTrue(outputs <= OUTPUTS_A_FRAME + 4 * machine.flows(), () -> outputs + " outputs");
            flowsMax = Math.max(flowsMax, machine.flows());
        }

        assertExercised();
        assertBounded();
        end();
        handOver();
    }

    /** What has to have happened if this is to prove anything. */
    private void assertExercised() {
        for (final var why : Refusal.values()) {
            assertTrue(machine.counters().refused(why) > 5_000, () -> why + " " + machine.counters().refused(why));
        }
        for (final var verdict : Verdict.values()) {
            assertTrue(verdicts.getOrDefault(verdict, 0) > 1_000, verdicts::toString);
        }
        assertTrue(flowsMax > ATTEMPTS && flowsMax < HslMachine.MAX_FLOWS, "flows " + flowsMax);
        assertTrue(machine.counters().misplacedMessages() > 10_000);
    }

    private void assertBounded() {
        assertEquals(pool.cardinality(), machine.held(), "packets held");
        assertTrue(size("wakes") <= 16 * machine.flows(), () -> size("wakes") + " wakes, " + machine.flows());
        assertEquals(0, size("dirty"));
        assertEquals(0, size("unmarked"));
        assertTrue(size("draining") <= 2 * machine.flows());
    }

    /** When all deadlines are over every flow is forgotten, every packet gone and no timer left. */
    private void end() {
        for (int i = 0; i < 3; i++) {
            nowNs += FOREVER_NS;
            machine.handleTimeout(nowNs);
            work();
        }
        assertEquals(0, machine.flows());
        assertEquals(0, machine.held());
        assertTrue(pool.isEmpty(), "packets that never left: " + pool.cardinality());
        assertEquals(Long.MAX_VALUE, machine.nextTimeoutNs());
        assertEquals(0, size("wakes"));
        assertTrue(machine.draining().isEmpty());
    }

    private void handOver() {
        final var flow = TestFlows.udp(1);
        final long attempt = 1L << 40;
        for (final var side : Direction.values()) {
            fuzzers[side.ordinal()].restart();
            machine.handleControl(nowNs, side, fuzzers[side.ordinal()].honest(new Message.Hello(1)));
            machine.handleControl(nowNs, side, fuzzers[side.ordinal()].honest(new Message.StartHandover(attempt,
                Role.DESTINATION, 3, StateTransfer.NONE, 3, flow, flow.reversed(), "vnf2", "", 100, Overflow.FAIL,
                1_000, 0)));
        }
        work();
        left.clear();
        final int second = hold(Direction.FORWARD, flow, flow.ethDestination());
        final int first = hold(Direction.FORWARD, flow, Mark.of(false, attempt, 3, KEY.markToken(attempt)));
        work();
        assertEquals(List.of(), left);
        for (final var side : Direction.values()) {
            machine.handleControl(nowNs, side, fuzzers[side.ordinal()].honest(new Message.ReleaseFinished(attempt,
                side, side == Direction.FORWARD ? 1 : 0, false)));
        }

        final var said = work();

        assertEquals(List.of(first, second), left);
        assertTrue(said.stream().anyMatch(message -> message instanceof Message.HandoverFinished finished
            && finished.handover() == attempt && finished.outcome() == Outcome.COMPLETED), said::toString);
    }

    private void word() {
        final long attempt = attempt();
        switch (random.nextInt(7)) {
            case 0 -> machine.handleDrained(nowNs, attempt);
            case 1 -> machine.handleStateExported(nowNs, attempt);
            case 2, 3 -> machine.handleStateImported(nowNs, attempt);
            case 4 -> machine.handleStateFailed(nowNs, attempt, "no");
            case 5 -> machine.handleVnfAttached(random.nextBoolean());
            default -> machine.handleFromVnf(nowNs, Direction.of(random.nextInt(2)), ByteBuffer.wrap(
                random.nextBoolean() ? codec.encodeMarker(attempt) : fuzzers[0].next()));
        }
    }

    private void packet() {
        final var any = fuzzers[0].flow();
        final var flow = random.nextBoolean() ? any : any.reversed();
        final var side = Direction.of(random.nextInt(2));
        final byte[] frame = TestFlows.frame(flow);
        assertTrue(header.parse(ByteBuffer.wrap(frame), 0, frame.length));
        final var gate = machine.gate(side, header);
        hold(side, flow, switch (random.nextInt(4)) {
            case 0 -> Mark.of(random.nextBoolean(), attempt(), random.nextInt(16), 0);
            case 1 -> random.nextLong() & 0xFFFF_FFFF_FFFFL;
            case 2 -> gate == null ? 0 : Mark.of(random.nextBoolean(), gate.flow().start().handover(),
                gate.flow().start().slot(), random.nextInt(8) == 0 ? random.nextInt() : gate.flow().markToken());
            default -> flow.ethDestination();
        });
    }

    /** Does with a packet what a driver does; returns its handle if it was held. */
    private int hold(final Direction side, final FlowKey flow, final long ethDestination) {
        final byte[] frame = TestFlows.frame(flow);
        Mark.write(frame, ethDestination);
        assertTrue(header.parse(ByteBuffer.wrap(frame), 0, frame.length));
        final var gate = machine.gate(side, header);
        if (gate == null) {
            return -1;
        }
        final var verdict = gate.offer(header.ethDestination());
        verdicts.merge(verdict, 1, Integer::sum);
        if (verdict == Verdict.HOLD || verdict == Verdict.RESTORE_AND_HOLD) {
            final int handle = pool.nextClearBit(0);
            if (handle >= POOL) {
                gate.lost();
                return -1;
            }
            pool.set(handle);
            gate.hold(handle, header.ethDestination());
            return handle;
        }
        if (verdict == Verdict.RETURN) {
            assertTrue(Mark.late(gate.lateMark()));
        }
        return -1;
    }

    /** A duty cycle: returns what was said. */
    private List<Message> work() {
        machine.handleProgress(nowNs);
        for (final var gate : List.copyOf(machine.draining())) {
            for (int handle = gate.next(); handle >= 0; handle = gate.next()) {
                assertTrue(pool.get(handle), "a packet left twice");
                pool.clear(handle);
                left.add(handle);
            }
        }
        machine.handleProgress(nowNs);
        final var said = new ArrayList<Message>();
        for (var output = machine.poll(); output != null; output = machine.poll()) {
            outputs++;
            if (output instanceof HslOutput.Send send) {
                said.addAll(((Decoded.Valid) codec.decode(send.frame())).frame().messages());
            }
        }
        if (left.size() > 100) {
            left.clear();
        }
        return said;
    }

    private int size(final String field) {
        try {
            final var member = HslMachine.class.getDeclaredField(field);
            member.setAccessible(true);
            return ((Collection<?>) member.get(machine)).size();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("expected a collection " + field, e);
        }
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.ControlLink.Refusal;
import org.sharpnfv.sharp.wire.FrameFuzzer;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec.Decoded;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;

/**
 * Hostile input to the controller: packet-ins of instances' and hosts' ports with any frames and any cookies, between
 * requests that come and go. Nothing throws, nothing grows beyond its bound, and whenever it pauses everything comes to
 * an end and a handover works.
 */
class ControllerFuzzTest {
    private static final int WAVES = 10;
    private static final int FRAMES_A_WAVE = 100_000;
    private static final int FRAMES_A_REQUEST = 7_500;
    /** Attempts that somebody may still talk of. */
    private static final int RECENT = 64;
    /** One input makes the controller do a few things for each flow that it is about, and an HSL's restart for all. */
    private static final int OUTPUTS_AN_INPUT = 200;
    private static final int OUTPUTS_A_FLOW = 20;
    private static final List<Instance> INSTANCES = List.of(Bench.VNF_1, Bench.VNF_2);
    private static final ControlKey KEY = ControlKey.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        16});

    private final Random random = new Random(88_055);
    private final Bench bench = ready();
    private final Map<String, FrameFuzzer> fuzzers = new HashMap<>();
    /** What is on the switches when nothing happens. */
    private final Map<String, List<FlowEntry>> rest = new HashMap<>();
    private final Message.StartHandover[] started = new Message.StartHandover[RECENT];
    private int starts;
    private long attempts;
    private int frames;
    private long outputs;
    private long returned;
    private long detections;
    private int flowsMax;
    private int requests;
    private String request = "";

    ControllerFuzzTest() {
        for (final var side : Direction.values()) {
            rest.put(node(side), bench.machine.expectedEntries(node(side)));
            for (final var instance : INSTANCES) {
                fuzzers.put(node(side) + instance.port(side), new FrameFuzzer(random, KEY.forInstance(instance.id()),
                    new Channel(true, side), Bench.HSL_SESSION, Bench.SESSION, this::attempt));
            }
        }
    }

    private static Bench ready() {
        final var bench = new Bench();
        bench.connect();
        final var group = Bench.group(List.of(Bench.HOST_PORT));
        bench.machine.putGroup(bench.nowNs, new GroupConfig(group.id(), group.ingress(), group.egress(),
            group.defaultInstance(), group.instances(), KEY));
        bench.settle();
        return bench;
    }

    private static String node(final Direction side) {
        return side == Direction.FORWARD ? Bench.INGRESS : Bench.EGRESS;
    }

    private FrameFuzzer fuzzer(final Direction side, final Instance instance) {
        return fuzzers.get(node(side) + instance.port(side));
    }

    private FrameFuzzer anyFuzzer() {
        return fuzzer(Direction.FORWARD, Bench.VNF_1);
    }

    private long attempt() {
        return switch (random.nextInt(100)) {
            case 0 -> random.nextLong();
            // of a controller of before
            case 1, 2, 3, 4 -> 1 + random.nextInt((int) Bench.SESSION);
            default -> Math.max(1, attempts - random.nextInt(RECENT));
        };
    }

    @Test
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    void shouldStandAnyPacketInAndHandOverAfterwards() {
        for (int wave = 1; wave <= WAVES; wave++) {
            while (frames < wave * FRAMES_A_WAVE) {
                if (frames >= requests * FRAMES_A_REQUEST) {
                    exchangeRequests();
                }
                bench.nowNs += random.nextInt(4) == 0 ? random.nextInt(4_000_000) : random.nextInt(10_000);
                outputs = 0;
                input();
                drain();
                final int flows = size("attempts");
                assertTrue(outputs <= OUTPUTS_AN_INPUT + OUTPUTS_A_FLOW * (long) flows, () -> outputs + " outputs");
                flowsMax = Math.max(flowsMax, flows);
            }
            assertBounded();
            comeToRest();
            handOver("last-" + wave);
        }

        assertExercised();
    }

    private void input() {
        final var side = Direction.of(random.nextInt(2));
        final var instance = INSTANCES.get(random.nextInt(2));
        final int what = random.nextInt(100);
        if (what < 75) {
            frames++;
            bench.machine.handlePacketIn(bench.nowNs, node(side), instance.port(side), cookie(side),
                fuzzer(side, instance).next());
        } else if (what < 85) {
            bench.machine.handlePacketIn(bench.nowNs, node(side), random.nextInt(8) == 0 ? random.nextInt(30)
                : Bench.HOST_PORT, cookie(side), random.nextInt(8) == 0 ? anyFuzzer().next() : data(side));
        } else if (what < 90) {
            bench.machine.handlePacketIn(bench.nowNs, node(side), instance.port(side), cookie(side), marked(side));
        } else if (what < 91) {
            bench.machine.handleFlowRemoved(node(side), cookie(side), random.nextBoolean() ? null : random.nextInt(30),
                random.nextBoolean() ? null : random.nextLong() >>> 16);
        } else if (what < 92) {
            bench.machine.handleBarrier(bench.nowNs, random.nextLong());
        } else {
            bench.machine.handleTimeout(bench.nowNs);
        }
        if (random.nextInt(10_000) == 0) {
            restart(instance);
        }
    }

    private void restart(final Instance instance) {
        for (final var side : Direction.values()) {
            fuzzer(side, instance).restart();
        }
    }

    /** A packet that an HSL sends back, for an attempt that it knows or for one that it has made up. */
    private byte[] marked(final Direction side) {
        final var start = started[random.nextInt(RECENT)];
        if (start == null || random.nextInt(4) == 0) {
            final byte[] frame = data(side);
            Mark.write(frame, Mark.of(random.nextBoolean(), attempt(), random.nextInt(random.nextBoolean() ? 100
                : 1 << 16), random.nextInt()));
            return frame;
        }
        final byte[] frame = TestFlows.frame(side == Direction.FORWARD ? start.forward() : start.reverse());
        Mark.write(frame, Mark.of(random.nextBoolean(), start.handover(), start.slot(),
            KEY.markToken(start.handover())));
        returned++;
        return frame;
    }

    private byte[] data(final Direction side) {
        final var flow = anyFuzzer().flow();
        return TestFlows.frame(side == Direction.FORWARD ? flow : flow.reversed());
    }

    /** Of an entry that is there, of one like it, or of none. */
    private long cookie(final Direction side) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextLong();
            case 1 -> Cookie.of(Bench.SETTINGS.cookiePrefix(), Cookie.Kind.values()[random.nextInt(7)],
                random.nextInt(2), random.nextInt(50));
            case 2 -> Cookie.of(Bench.SETTINGS.cookiePrefix(), Cookie.Kind.EXACT, 0, attempt());
            default -> {
                detections++;
                yield bench.machine.expectedEntries(node(side)).stream()
                    .filter(entry -> Cookie.kind(Bench.SETTINGS.cookiePrefix(), entry.cookie())
                        == Cookie.Kind.DETECTION)
                    .max(Comparator.comparingInt(FlowEntry::priority)).map(FlowEntry::cookie).orElse(0L);
            }
        };
    }

    private void exchangeRequests() {
        bench.machine.removeRequest(bench.nowNs, request);
        request = "fuzz-" + ++requests;
        bench.machine.putRequest(bench.nowNs, Bench.request(request, requests % 2 == 0 ? "vnf1" : "vnf2",
            1 + random.nextInt(1_000)));
        if (requests % 3 == 0) {
            bench.machine.cancel(bench.nowNs, request);
        }
        bench.machine.clearFinished();
        drain();
    }

    /** Does what the driver does; barriers are answered, most of them. */
    private void drain() {
        for (var some = bench.outputs(); !some.isEmpty(); some = bench.outputs()) {
            outputs += some.size();
            for (final var output : some) {
                if (output instanceof ControllerOutput.PacketOut out
                        && bench.codec.decode(out.frame()) instanceof Decoded.Valid valid
                        // and not one that a host has sent
                        && valid.frame().fromSession() == Bench.SESSION) {
                    valid.frame().messages().forEach(this::note);
                }
            }
            bench.answerBarriers(some);
        }
        while (bench.machine.pollChange() != null) {
            outputs++;
        }
        bench.machine.drainTouched();
    }

    private void note(final Message message) {
        if (message instanceof Message.StartHandover start) {
            attempts = Math.max(attempts, start.handover());
            started[starts++ % RECENT] = start;
        }
    }

    /** What has to have happened if this is to prove anything. */
    private void assertExercised() {
        for (final var why : Refusal.values()) {
            assertTrue(bench.machine.protocol().refused(why) > 2_000,
                () -> why + " " + bench.machine.protocol().refused(why));
        }
        assertTrue(flowsMax > 10 && flowsMax < 2 * Slots.SLOTS, "attempts " + flowsMax);
        assertTrue(attempts > Bench.SESSION + 500, "attempts until " + attempts);
        assertTrue(bench.machine.protocol().errors() > 10_000);
        assertTrue(detections > 10_000);
        assertTrue(returned > 10_000);
    }

    private void assertBounded() {
        assertTrue(size("endings") <= 4 * Slots.SLOTS);
        // there and back
        assertTrue(size("sweeps") <= 2 * (2 + FRAMES_A_WAVE / FRAMES_A_REQUEST), () -> "sweeps " + size("sweeps"));
        assertTrue(bench.machine.expectedEntries(Bench.INGRESS).size() < 10_000,
            () -> "entries " + bench.machine.expectedEntries(Bench.INGRESS).size());
    }

    /** When requests are gone and time has passed, nothing is left but what the group needs. */
    private void comeToRest() {
        bench.machine.removeRequest(bench.nowNs, request);
        drain();
        for (int i = 0; i < 400; i++) {
            bench.nowNs += 100 * Bench.MS;
            bench.machine.handleTimeout(bench.nowNs);
            drain();
        }
        bench.machine.clearFinished();
        assertEquals(0, size("attempts"));
        assertEquals(0, size("endings"));
        assertEquals(0, size("sweeps"));
        assertEquals(0, size("records"));
        for (final var side : Direction.values()) {
            final var left = new HashSet<>(bench.machine.expectedEntries(node(side)));
            left.removeIf(ControllerFuzzTest::isOfKnownHost);
            assertTrue(left.containsAll(rest.get(node(side))), () -> "missing of " + left);
            left.removeAll(rest.get(node(side)));
            assertEquals(Set.of(), left);
        }
    }

    /** What the controller has learnt of hosts stays until the switch forgets it. */
    private static boolean isOfKnownHost(final FlowEntry entry) {
        return entry.priority() == Bench.SETTINGS.classifierPriority() + 2;
    }

    private void handOver(final String name) {
        final FlowKey flow = TestFlows.udp(1);
        bench.machine.putRequest(bench.nowNs, Bench.request(name, "vnf2", Bench.PRIORITY));
        drain();
        bench.pass(Bench.SETTINGS.guardNs());
        drain();
        for (final var instance : INSTANCES) {
            restart(instance);
            for (final var side : Direction.values()) {
                // before the handover begins: one that an HSL's restart falls into fails
                say(side, instance, new Message.HelloReply(1, instance.id(), "1", 0));
            }
        }
        bench.detect(Bench.INGRESS, flow);
        bench.detect(Bench.EGRESS, flow.reversed());
        drain();
        assertEquals(1, bench.machine.view(name).inProgress(), () -> bench.machine.view(name).toString());
        final long attempt = attempts;
        for (final var side : Direction.values()) {
            say(side, Bench.VNF_1, new Message.StartAcknowledged(attempt, Role.SOURCE, side, 0, 1),
                new Message.Drained(attempt, side));
            say(side, Bench.VNF_2, new Message.StartAcknowledged(attempt, Role.DESTINATION, side, 0, 0),
                new Message.FirstUnmarked(attempt, side));
        }
        say(Direction.FORWARD, Bench.VNF_2, new Message.HandoverFinished(attempt, Outcome.COMPLETED,
            AgentCounters.NONE, 1));

        assertEquals(1, bench.machine.view(name).completed(), () -> bench.machine.view(name).toString());
        bench.machine.removeRequest(bench.nowNs, name);
        drain();
    }

    private void say(final Direction side, final Instance instance, final Message... messages) {
        bench.machine.handlePacketIn(bench.nowNs, node(side), instance.port(side),
            bench.cookie(node(side), Cookie.Kind.CLASSIFIER), fuzzer(side, instance).honest(messages));
        drain();
    }

    private int size(final String field) {
        try {
            final var member = ControllerMachine.class.getDeclaredField(field);
            member.setAccessible(true);
            return member.get(bench.machine) instanceof Map<?, ?> map ? map.size()
                : ((Collection<?>) member.get(bench.machine)).size();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("expected a collection " + field, e);
        }
    }
}

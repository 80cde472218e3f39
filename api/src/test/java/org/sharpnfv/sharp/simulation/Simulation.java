/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.controller.ControllerSettings;
import org.sharpnfv.sharp.controller.Cookie;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.sharpnfv.sharp.controller.Instance;
import org.sharpnfv.sharp.controller.Phase;
import org.sharpnfv.sharp.controller.RequestConfig;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.hsl.HslOutput;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Overflow;

/**
 * One run: Fig. 1 with two switches, three instances, a few flows, and a random script of requests, overlapping and
 * nested, all from one seed.
 */
final class Simulation implements SimSwitch.Network, SimAgent.World {
    private static final long MS = 1_000_000L;
    private static final int INSTANCES = 3;
    private static final boolean DETAILED = Long.getLong("sharp.simulation.seed") != null;
    private static final MessageCodec CODEC = new MessageCodec(MessageCodec.ETHER_TYPE);

    private final Random random;
    private final Clock clock = new Clock();
    private final Invariants invariants = new Invariants();
    private final ControllerMachine controller = new ControllerMachine(ControllerSettings.DEFAULT, 1000);
    private final List<SimSwitch> switches = new ArrayList<>();
    private final List<Link<ControllerOutput>> toSwitch = new ArrayList<>();
    private final List<Link<Runnable>> toController = new ArrayList<>();
    private final List<SimAgent> agents = new ArrayList<>();
    private final Map<Integer, Link<byte[]>> toPort = new HashMap<>();
    private final Map<SimAgent, List<Link<byte[]>>> toNetwork = new HashMap<>();
    private final Map<Long, HslOutput.TellVnf> expected = new HashMap<>();
    private final Map<Long, Integer> arrived = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final StringBuilder transcript = new StringBuilder();
    private final long stateNs;
    private long wakeNs = Long.MAX_VALUE;
    private boolean sending = true;
    private int completed;
    private int scripted;
    private final double controlLoss;
    private final double stateFailure;
    private boolean stateFailed;

    Simulation(final long seed) {
        random = new Random(seed);
        controlLoss = random.nextInt(3) == 0 ? random.nextDouble() * 0.15 : 0;
        stateFailure = random.nextInt(5) == 0 ? 0.3 : 0;
        // a switch that is stale for longer than the guard, and a roll-back at once: not yet in order, see RATIONALE.md
        final boolean mayRollBack = stateFailure > 0 || controlLoss > 0;
        final long stale = (long) (random.nextDouble() * (mayRollBack || random.nextBoolean() ? 3 : 15) * MS);
        stateNs = random.nextInt(3) == 0 ? (long) (random.nextDouble() * 30 * MS) : MS / 10;
        for (int i = 0; i < 2; i++) {
            final int index = i;
            final var node = node(i);
            switches.add(new SimSwitch(clock, random, node, stale, this));
            toSwitch.add(new Link<>(clock, random, 50_000, 200_000, output -> switches.get(index).handle(output)));
            toController.add(new Link<>(clock, random, 50_000, 300_000, action -> {
                action.run();
                drive();
            }));
            toPort.put(i * 100 + 1, new Link<>(clock, random, 5_000, 20_000, invariants::deliver));
        }
        for (int i = 0; i < INSTANCES; i++) {
            final var agent = new SimAgent(this, clock, random, "vnf" + (i + 1));
            agents.add(agent);
            final var links = new ArrayList<Link<byte[]>>();
            for (final var side : Direction.values()) {
                final int port = i + 2;
                toPort.put(side.ordinal() * 100 + port, new Link<>(clock, random, 5_000, 60_000,
                    frame -> agent.receive(side, frame)));
                links.add(new Link<>(clock, random, 5_000, 60_000,
                    frame -> switches.get(side.ordinal()).receive(port, frame)));
            }
            toNetwork.put(agent, links);
        }
    }

    private static String node(final int index) {
        return "openflow:" + (index + 1);
    }

    private static int index(final String node) {
        return node.equals("openflow:1") ? 0 : 1;
    }

    /** Runs it; throws a {@link Invariants.Violation} if an invariant does not hold. */
    Simulation run() {
        for (int i = 0; i < 2; i++) {
            controller.handleSwitchConnected(clock.nowNs(), node(i));
        }
        final var instances = new ArrayList<Instance>();
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(new Instance("vnf" + (i + 1), i + 2, i + 2, "192.0.2." + (i + 1)));
        }
        controller.putGroup(clock.nowNs(), new GroupConfig("group", new GroupConfig.Attachment(node(0), List.of(1)),
            new GroupConfig.Attachment(node(1), List.of(1)), "vnf1", instances));
        drive();
        final int flows = 1 + random.nextInt(4);
        for (int flow = 0; flow < flows; flow++) {
            startFlow(flow);
        }
        final int actions = 1 + random.nextInt(4);
        long at = clock.nowNs() + 30 * MS;
        for (int i = 0; i < actions; i++) {
            at += (long) (random.nextDouble() * (random.nextBoolean() ? 5 : 300) * MS);
            clock.at(at, this::act);
        }
        final long endSending = at + 300 * MS;
        clock.at(endSending, () -> sending = false);
        final long limit = endSending + 3_000 * MS;
        while (clock.step(limit)) {
            // every event checks the invariants by itself
        }
        checkEnd();
        return this;
    }

    private void startFlow(final int flow) {
        final long interval = 20_000 + (long) (random.nextDouble() * (random.nextBoolean() ? 2 : 20) * MS);
        // 0: echo, 1: forward only, 2: both directions on their own
        final int kind = random.nextInt(3);
        echo.put(flow, kind == 0);
        clock.at(clock.nowNs() + 10 * MS + (long) (random.nextDouble() * 20 * MS), () ->
            send(flow, Direction.FORWARD, interval));
        if (kind == 2) {
            clock.at(clock.nowNs() + 10 * MS + (long) (random.nextDouble() * 20 * MS), () ->
                send(flow, Direction.REVERSE, interval));
        }
    }

    private final Map<Integer, Boolean> echo = new HashMap<>();

    private void send(final int flow, final Direction direction, final long interval) {
        if (sending) {
            inject(flow, direction);
            clock.at(clock.nowNs() + (long) (interval * (0.1 + random.nextDouble())), () ->
                send(flow, direction, interval));
        }
    }

    private void inject(final int flow, final Direction direction) {
        final int sequence = invariants.accept(flow, direction);
        switches.get(direction.ordinal()).receive(1, SimFrame.of(flow, direction, sequence));
    }

    private void act() {
        final boolean withdraw = !requests.isEmpty() && random.nextInt(3) == 0;
        if (withdraw) {
            final var id = requests.remove(random.nextInt(requests.size()));
            say("DELETE " + id);
            controller.removeRequest(clock.nowNs(), id);
        } else {
            final var id = "r" + (scripted + 1);
            final int priority = 1 + random.nextInt(50) * 20 + scripted++;
            final var destination = "vnf" + (1 + random.nextInt(INSTANCES));
            final var match = random.nextInt(3) > 0 ? FlowMatch.ANY
                : new FlowMatch(null, null, null, null, 0x0800, 17, null, null, 5000 + random.nextInt(4), null);
            requests.add(id);
            say("POST " + id + " to " + destination + " priority " + priority + " " + match);
            controller.putRequest(clock.nowNs(), new RequestConfig(id, "group", destination, priority, match,
                match.reversed(), 3, 100 * MS, 400 * MS, 2_000 * MS, false, true, Overflow.FAIL, 100_000, 100_000));
        }
        drive();
    }

    private void say(final String what) {
        transcript.append(String.format("%10.3f ms  %s%n", clock.nowNs() / 1e6, what));
    }

    /** With -Dsharp.simulation.seed, one run is replayed and told in detail. */
    private void sayControl(final ControllerOutput output) {
        if (!DETAILED) {
            return;
        }
        switch (output) {
            case ControllerOutput.Install install -> say("install " + install.entry());
            case ControllerOutput.Remove remove -> say("remove " + remove.entry());
            case ControllerOutput.PacketOut out -> {
                if (CODEC.decode(out.frame()) instanceof MessageCodec.Decoded.Valid valid) {
                    valid.frame().messages().stream().filter(message -> !(message instanceof Message.Hello))
                        .forEach(message -> say("to " + out.node() + " port " + out.port() + " " + message));
                }
            }
            case ControllerOutput.RemoveAll all -> say(all.toString());
            case ControllerOutput.Barrier barrier -> {
                // too many to tell
            }
        }
    }

    String transcript() {
        return transcript.toString();
    }

    private void drive() {
        for (var output = controller.poll(); output != null; output = controller.poll()) {
            sayControl(output);
            toSwitch.get(index(output.node())).send(output);
        }
        for (var change = controller.pollChange(); change != null; change = controller.pollChange()) {
            say(change.id() + " " + change.view().phase() + " detected " + change.view().detected());
            if (change.view().phase() == Phase.COMPLETED) {
                completed++;
            }
        }
        final long next = controller.nextTimeoutNs();
        if (next < wakeNs) {
            wakeNs = next;
            clock.at(next, () -> {
                wakeNs = Long.MAX_VALUE;
                controller.handleTimeout(clock.nowNs());
                drive();
            });
        }
    }

    private boolean mayRollBack() {
        return stateFailed || controlLoss > 0;
    }

    private void checkEnd() {
        invariants.checkAllDelivered();
        for (final var agent : agents) {
            if (agent.machine().held() != 0) {
                throw new Invariants.Violation(agent.vnf().id + " still holds " + agent.machine().held() + " packets");
            }
        }
        for (final var id : requests) {
            final var phase = controller.view(id).phase();
            if (phase != Phase.COMPLETED && !(mayRollBack() && phase == Phase.ROLLED_BACK)) {
                throw new Invariants.Violation(id + ": expected COMPLETED at the end, found "
                    + controller.view(id).phase() + " because of " + controller.view(id).reason());
            }
        }
        for (int i = 0; i < 2; i++) {
            for (final var entry : switches.get(i).entries()) {
                final int kind = (int) (entry.cookie() >>> 44) & 0xF;
                if (kind == Cookie.Kind.EXACT.ordinal() && !mayRollBack() || kind == Cookie.Kind.DETECTION.ordinal()) {
                    throw new Invariants.Violation("entry left over: " + entry);
                }
            }
            if (!List.copyOf(switches.get(i).entries()).containsAll(controller.expectedEntries(node(i)))
                    || switches.get(i).entries().size() != controller.expectedEntries(node(i)).size()) {
                throw new Invariants.Violation("entries of " + node(i) + " differ from what the controller expects");
            }
        }
        if (controller.protocol().errors() != 0) {
            throw new Invariants.Violation(controller.protocol().errors() + " protocol errors");
        }
    }

    int completed() {
        return completed;
    }

    long packets() {
        return invariants.packets();
    }

    @Override
    public void packetIn(final String node, final int port, final long cookie, final byte[] frame) {
        toController.get(index(node)).send(() ->
            controller.handlePacketIn(clock.nowNs(), node, port, cookie, frame));
    }

    @Override
    public void output(final String node, final int port, final byte[] frame) {
        if (!isLost(frame)) {
            toPort.get(index(node) * 100 + port).send(frame);
        }
    }

    @Override
    public void barrierReply(final String node, final long token) {
        toController.get(index(node)).send(() -> controller.handleBarrier(clock.nowNs(), token));
    }

    /** Control messages may get lost, data never: that would not be SHarP's loss. */
    private boolean isLost(final byte[] frame) {
        return controlLoss > 0 && frame[12] == (byte) 0x88 && frame[13] == (byte) 0xB5
            && random.nextDouble() < controlLoss;
    }

    private void sayFromHsl(final SimAgent agent, final Direction side, final byte[] frame) {
        if (DETAILED && CODEC.decode(frame) instanceof MessageCodec.Decoded.Valid valid) {
            valid.frame().messages().stream().filter(message -> !(message instanceof Message.HelloReply))
                .forEach(message -> say("from " + agent.vnf().id + " " + side + " " + message));
        }
    }

    @Override
    public void toNetwork(final SimAgent agent, final Direction side, final byte[] frame) {
        sayFromHsl(agent, side, frame);
        if (!isLost(frame)) {
            toNetwork.get(agent).get(side.ordinal()).send(frame);
        }
    }

    @Override
    public void process(final SimVnf vnf, final byte[] frame) {
        invariants.process(vnf, frame);
        final int flow = SimFrame.flow(frame);
        if (SimFrame.direction(frame) == Direction.FORWARD && echo.get(flow)) {
            clock.at(clock.nowNs() + 150_000, () -> inject(flow, Direction.REVERSE));
        }
    }

    @Override
    public void export(final SimAgent from, final HslOutput.TellVnf instruction) {
        final int flow = instruction.forward().sourcePort() - 5000;
        final int count = from.vnf().export(flow);
        if (stateFailure > 0 && random.nextDouble() < stateFailure) {
            stateFailed = true;
            from.failed(instruction.handover());
            return;
        }
        for (final var agent : agents) {
            if (agent.vnf().id.equals(instruction.peer())) {
                clock.at(clock.nowNs() + 50_000 + stateNs, () -> {
                    arrived.put((long) flow << 32 | agents.indexOf(agent), count);
                    importIfComplete(agent, flow);
                });
            }
        }
    }

    @Override
    public void expectImport(final SimAgent at, final HslOutput.TellVnf instruction) {
        final int flow = instruction.forward().sourcePort() - 5000;
        at.vnf().expectImport(flow);
        expected.put((long) flow << 32 | agents.indexOf(at), instruction);
        importIfComplete(at, flow);
    }

    private void importIfComplete(final SimAgent agent, final int flow) {
        final long key = (long) flow << 32 | agents.indexOf(agent);
        if (expected.containsKey(key) && arrived.containsKey(key)) {
            agent.vnf().importState(flow, arrived.remove(key));
            agent.imported(expected.remove(key).handover());
        }
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.hsl.FlowGate;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.hsl.HslOutput;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.MessageCodec;

/** An HSL, driven as the real agent drives it, and the links to the VNF behind it. */
final class SimAgent {
    private static final int BURST = 8;
    private static final long CYCLE_NS = 20_000L;

    private final World world;
    private final Clock clock;
    private final Scenario scenario;
    private final Ledger ledger;
    private final String id;
    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    private final FrameHeader header = new FrameHeader();
    private final List<byte[]> pool = new ArrayList<>();
    private final List<Link<byte[]>> toVnf = new ArrayList<>();
    private final List<Link<byte[]>> fromVnf = new ArrayList<>();
    private HslMachine machine;
    private int held;
    private int life;
    private boolean down;
    private boolean busy;
    private long wakeNs = Long.MAX_VALUE;

    /** What an agent reaches. */
    interface World {
        void toNetwork(SimAgent agent, Direction side, byte[] frame);

        /** A frame for the VNF. */
        void toVnf(SimAgent agent, Direction side, byte[] frame);

        void tell(SimAgent agent, HslOutput.TellVnf tell);

        void ask(SimAgent agent, HslOutput.AskVnf ask);
    }

    SimAgent(final World world, final Clock clock, final Scenario scenario, final Ledger ledger, final String id) {
        this.world = world;
        this.clock = clock;
        this.scenario = scenario;
        this.ledger = ledger;
        this.id = id;
        final var dice = new Dice(scenario.seed, "agent " + id);
        for (final var side : Direction.values()) {
            toVnf.add(new Link<>(clock, dice, 5_000, 20_000, frame -> world.toVnf(this, side, frame)));
            fromVnf.add(new Link<>(clock, dice, 5_000, 20_000, frame -> fromVnf(side.opposite(), frame)));
        }
        start();
    }

    private void start() {
        machine = new HslMachine(id, "simulated", codec, scenario.key, 1_000 + clock.nowNs() / 1_000);
        machine.acknowledgeWithin(scenario.settings.acknowledgeWithinNs());
        machine.handleVnfAttached(true);
        machine.handleVnfDescribesFlows(scenario.translates);
    }

    String id() {
        return id;
    }

    HslMachine machine() {
        return machine;
    }

    int held() {
        return held;
    }

    boolean isDown() {
        return down;
    }

    /** The process dies, and what it holds with it. */
    void crash() {
        for (final byte[] frame : pool) {
            if (frame != null) {
                ledger.destroy(frame, "held by the agent of " + id);
            }
        }
        pool.clear();
        held = 0;
        life++;
        wakeNs = Long.MAX_VALUE;
        down = true;
    }

    void restart() {
        down = false;
        busy = false;
        start();
    }

    private void fromVnf(final Direction side, final byte[] frame) {
        if (down) {
            ledger.destroy(frame, "to the dead agent of " + id);
        } else {
            world.toNetwork(this, side, frame);
        }
    }

    /** The VNF sends a frame that has entered it on a side. */
    void sendFromVnf(final Direction entered, final byte[] frame) {
        fromVnf.get(entered.ordinal()).send(frame);
    }

    /** A frame from the network. */
    void receive(final Direction side, final byte[] frame) {
        if (down) {
            ledger.destroy(frame, "to the dead agent of " + id);
            return;
        }
        if (SimFrame.isControl(frame)) {
            machine.handleControl(clock.nowNs(), side, frame);
            duty();
            return;
        }
        if (machine.isIdle() && SimFrame.isPlain(frame)) {
            pass(side, frame);
            return;
        }
        header.parse(ByteBuffer.wrap(frame), 0, frame.length);
        final var gate = machine.gate(side, header);
        if (gate == null && life > 0 && !SimFrame.isPlain(frame)) {
            ledger.destroy(frame, "marked for the agent of " + id + " that has died");
        } else if (gate == null) {
            pass(side, frame);
        } else {
            treat(gate, side, frame);
            duty();
        }
    }

    private void pass(final Direction side, final byte[] frame) {
        toVnf.get(side.ordinal()).send(frame);
    }

    private void treat(final FlowGate gate, final Direction side, final byte[] frame) {
        final long destination = header.ethDestination();
        switch (gate.offer(destination)) {
            case FORWARD -> pass(side, frame);
            case RESTORE_AND_FORWARD -> {
                Mark.write(frame, gate.key().ethDestination());
                pass(side, frame);
            }
            case HOLD, RESTORE_AND_HOLD -> {
                if (held >= scenario.poolLimit) {
                    ledger.drop(frame);
                    gate.lost();
                } else {
                    Mark.write(frame, gate.key().ethDestination());
                    pool.add(frame);
                    held++;
                    gate.hold(pool.size() - 1, destination);
                    checkBound(gate);
                }
            }
            case RETURN -> {
                Mark.write(frame, gate.lateMark());
                world.toNetwork(this, side, frame);
            }
            case DROP -> ledger.drop(frame);
        }
    }

    private void checkBound(final FlowGate gate) {
        if (gate.held() > scenario.agentLimit + Bounds.RELEASE_SLACK) {
            throw new Violation(Invariant.BOUNDED, id + " holds " + gate.held() + " packets of one direction, limit "
                + scenario.agentLimit);
        }
    }

    private void duty() {
        final long nowNs = clock.nowNs();
        machine.handleProgress(nowNs);
        boolean more = false;
        final var draining = machine.draining();
        if (!draining.isEmpty()) {
            for (final var gate : List.copyOf(draining)) {
                drain(gate);
                more |= gate.isDraining();
            }
            machine.handleProgress(nowNs);
        }
        for (var output = machine.poll(); output != null; output = machine.poll()) {
            switch (output) {
                case HslOutput.Send send -> world.toNetwork(this, send.side(), send.frame());
                case HslOutput.SendMarker marker -> toVnf.get(marker.side().ordinal()).send(marker.frame());
                case HslOutput.TellVnf tell -> world.tell(this, tell);
                case HslOutput.AskVnf ask -> world.ask(this, ask);
            }
        }
        if (held == 0 && !pool.isEmpty()) {
            pool.clear();
        }
        if (more && !busy) {
            busy = true;
            inThisLife(nowNs + CYCLE_NS, () -> {
                busy = false;
                duty();
            });
        }
        schedule();
    }

    private void drain(final FlowGate gate) {
        for (int i = 0; i < BURST && gate.isDraining(); i++) {
            final boolean back = gate.drainsToNetwork();
            final int handle = gate.next();
            if (handle >= 0) {
                final byte[] frame = pool.set(handle, null);
                held--;
                if (back) {
                    Mark.write(frame, gate.lateMark());
                    world.toNetwork(this, gate.direction(), frame);
                } else {
                    pass(gate.direction(), frame);
                }
            }
        }
    }

    private void schedule() {
        final long next = machine.nextTimeoutNs();
        if (next < wakeNs) {
            wakeNs = next;
            inThisLife(next, () -> {
                if (wakeNs <= clock.nowNs()) {
                    wakeNs = Long.MAX_VALUE;
                    machine.handleTimeout(clock.nowNs());
                    duty();
                }
            });
        }
    }

    private void inThisLife(final long atNs, final Runnable action) {
        final int now = life;
        clock.at(atNs, () -> {
            if (now == life && !down) {
                action.run();
            }
        });
    }

    // --- what the VNF says ---

    private void hear(final long delayNs, final java.util.function.LongConsumer word) {
        inThisLife(clock.nowNs() + delayNs, () -> {
            word.accept(clock.nowNs());
            duty();
        });
    }

    void drained(final long delayNs, final long attempt) {
        hear(delayNs, nowNs -> machine.handleDrained(nowNs, attempt));
    }

    void given(final long delayNs, final long attempt, final byte[] state) {
        hear(delayNs, nowNs -> machine.handleStateGiven(nowNs, attempt, state));
    }

    void imported(final long delayNs, final long attempt) {
        hear(delayNs, nowNs -> machine.handleStateImported(nowNs, attempt));
    }

    void described(final long question, final FlowKey forward, final FlowKey reverse) {
        hear(0, nowNs -> machine.handleFlowDescribed(question, forward, reverse));
    }

    void failed(final long delayNs, final long attempt) {
        hear(delayNs, nowNs -> machine.handleStateFailed(nowNs, attempt, "simulated"));
    }
}

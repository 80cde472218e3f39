/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.buffer.PacketPool;
import org.sharpnfv.hsl.control.VnfControl;
import org.sharpnfv.hsl.control.VnfEvents;
import org.sharpnfv.hsl.handover.ControlTap;
import org.sharpnfv.hsl.handover.HandoverLog;
import org.sharpnfv.hsl.handover.PacketCount;
import org.sharpnfv.hsl.shim.EthernetHeader;
import org.sharpnfv.hsl.stats.Counter;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.hsl.FlowGate;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.hsl.HslOutput;
import org.sharpnfv.sharp.hsl.Verdict;
import org.sharpnfv.sharp.wire.MessageCodec;

/**
 * The protocol: drives the {@link HslMachine}. Its order of work is what the protocol's promises stand on:
 *
 * <ul>
 * <li>a control message leaves behind every frame that was queued for the same side before, because it takes the same
 *     queue;</li>
 * <li>the VNF is told to export after the MARKERs were flushed to it;</li>
 * <li>when the VNF says that it is drained, everything that it has sent is passed on before the machine hears it.</li>
 * </ul>
 */
final class SharpPath implements FramePath {
    private static final long TEND_NS = TimeUnit.SECONDS.toNanos(1);

    private final int controlEtherType;
    private final HslMachine machine;
    private final SideShims shims;
    private final Classifier classifier;
    private final HeldFrames held;
    private final VnfWords words;
    private final ControlFrames controlFrames;
    private final NextTimeout timeout;
    private final HandoverLog handovers;
    private final ControlTap tap;
    private final Heartbeat heartbeat = new Heartbeat();
    private final Ending ending;
    private long tendAtNs;
    private long nowNs;
    /** Whether the machine, or one of its gates, was given something since the last round of outputs. */
    private boolean touched = true;

    private final Counter controlReceived;
    private final Counter controlSent;
    private final Counter controlFromVnf;
    private final RefusalCounters refusals;
    private final Counter flows;
    private final Counter returnedLate;
    private final Counter droppedAtLimit;
    private final Counter markersSent;

    /** A path; {@code control} is null where there is neither control channel nor hook. */
    SharpPath(final HslMachine machine, final MessageCodec codec, final BridgePorts ports, final PacketPool pool,
            final ReleasePace pace, final @Nullable VnfControl control, final VnfEvents events,
            final Counters counters) {
        this.machine = machine;
        controlEtherType = codec.etherType();
        shims = new SideShims(ports, this);
        classifier = new Classifier(machine);
        handovers = new HandoverLog(counters);
        tap = new ControlTap(codec, handovers, counters);
        held = new HeldFrames(pool, shims, pace, handovers, counters);
        words = new VnfWords(machine, control, events, shims, handovers, counters);
        controlFrames = new ControlFrames(shims);
        timeout = new NextTimeout(machine);
        ending = new Ending(machine, words, counters);
        controlReceived = counters.counter("path.control-received");
        controlSent = counters.counter("path.control-sent");
        controlFromVnf = counters.counter("path.control-from-vnf");
        refusals = new RefusalCounters(machine.counters(), counters);
        flows = counters.counter("path.flows");
        returnedLate = counters.counter("path.returned-late");
        droppedAtLimit = counters.counter("path.dropped-at-limit");
        markersSent = counters.counter("path.markers-sent");
    }

    @Override
    public void startCycle(final long cycleNs) {
        nowNs = cycleNs;
        heartbeat.beat(cycleNs);
    }

    /** What became of the handovers so far. */
    HandoverLog handovers() {
        return handovers;
    }

    /** What the machine and the controller said. */
    ControlTap tap() {
        return tap;
    }

    /** When the last duty cycle began. */
    Heartbeat heartbeat() {
        return heartbeat;
    }

    @Override
    public boolean fromNetwork(final Direction side, final MemorySegment memory, final long offset,
            final int length) {
        if (EthernetHeader.etherType(memory, offset, length) == controlEtherType) {
            controlReceived.increment();
            touch();
            handleControl(side, memory.asSlice(offset, length).toArray(JAVA_BYTE));
            return false;
        }
        if (machine.isIdle()) {
            return true;
        }
        final FlowGate gate = classifier.gate(side, memory, offset, length);
        return gate == null || treat(gate, side, memory, offset, length);
    }

    private void handleControl(final Direction side, final byte[] frame) {
        final long refusedBefore = refusals.refusedFrames();
        machine.handleControl(nowNs, side, frame);
        if (refusals.refusedFrames() == refusedBefore) {
            tap.received(nowNs, side, frame);
        }
    }

    private boolean treat(final FlowGate gate, final Direction side, final MemorySegment memory, final long offset,
            final int length) {
        // a frame opens no gate for other flows
        timeout.change();
        touched = true;
        final long destination = classifier.ethDestination();
        final Verdict verdict = gate.offer(destination);
        return switch (verdict) {
            case FORWARD -> true;
            case RESTORE_AND_FORWARD -> {
                EthernetHeader.setDestination(memory, offset, gate.key().ethDestination());
                yield true;
            }
            case HOLD, RESTORE_AND_HOLD -> {
                held.hold(gate, destination, memory, offset, length);
                yield false;
            }
            case RETURN -> {
                EthernetHeader.setDestination(memory, offset, gate.lateMark());
                // its memory is valid until this shim is polled again, and it is flushed before
                shims.network(side).send(memory, offset, length);
                returnedLate.increment();
                handovers.count(PacketCount.RETURNED, gate.lateMark());
                yield false;
            }
            case DROP -> {
                droppedAtLimit.increment();
                handovers.count(PacketCount.LOST, gate.lateMark());
                yield false;
            }
        };
    }

    @Override
    public boolean fromVnf(final Direction side, final MemorySegment memory, final long offset, final int length) {
        if (EthernetHeader.etherType(memory, offset, length) != controlEtherType) {
            return true;
        }
        controlFromVnf.increment();
        touch();
        machine.handleFromVnf(nowNs, side, memory.asSlice(offset, length).asByteBuffer());
        return false;
    }

    @Override
    public int doWork(final long cycleNs) {
        // the bridge has flushed since the last round
        held.free();
        controlFrames.clear();
        int work = words.listen(cycleNs);
        if (work > 0) {
            touch();
        }
        if (timeout.isDue(cycleNs)) {
            machine.handleTimeout(cycleNs);
            touch();
        }
        tend(cycleNs);
        // most rounds: packets passed, or nothing came, and the machine has nothing to say about that
        return touched || !machine.draining().isEmpty() ? work + drive(cycleNs) : work;
    }

    /** The machine was given, or gave, something: there may be new gates. */
    private void touch() {
        classifier.forget();
        timeout.change();
        touched = true;
    }

    private int drive(final long cycleNs) {
        touched = false;
        classifier.forget();
        machine.handleProgress(cycleNs);
        int work = held.drain(cycleNs, machine.draining());
        machine.handleProgress(cycleNs);
        work += doOutputs();
        refusals.update();
        flows.set(machine.flows());
        return work;
    }

    private void tend(final long cycleNs) {
        if (cycleNs - tendAtNs >= 0) {
            tendAtNs = cycleNs + TEND_NS;
            handovers.tend(cycleNs);
            words.tend(cycleNs);
        }
    }

    private int doOutputs() {
        int done = 0;
        HslOutput output = machine.poll();
        while (output != null) {
            done++;
            touch();
            switch (output) {
                case HslOutput.Send send -> {
                    controlSent.increment();
                    tap.sent(nowNs, send.side(), send.frame());
                    controlFrames.send(shims.network(send.side()), send.frame());
                }
                case HslOutput.SendMarker marker -> {
                    markersSent.increment();
                    controlFrames.send(shims.vnf(marker.side()), marker.frame());
                }
                case HslOutput.TellVnf tell -> words.tell(nowNs, tell);
                case HslOutput.AskVnf ask -> words.ask(nowNs, ask);
            }
            output = machine.poll();
        }
        return done;
    }

    @Override
    public boolean mayEnd(final long cycleNs) {
        touch();
        return ending.mayEnd(cycleNs);
    }

    @Override
    public long idleNs(final long cycleNs) {
        final long waitNs = Math.min(timeout.waitNs(cycleNs), ending.idleNs(cycleNs));
        return machine.draining().isEmpty() ? waitNs : Math.min(waitNs, held.waitNs(cycleNs));
    }
}

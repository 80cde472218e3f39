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
import java.util.Random;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.hsl.HslOutput;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.MessageCodec;

/** An HSL and the VNF behind it, driven as the real agent drives them. */
final class SimAgent {
    private static final int BURST = 8;

    private final World world;
    private final Clock clock;
    private final HslMachine machine;
    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    private final FrameHeader header = new FrameHeader();
    private final List<byte[]> pool = new ArrayList<>();
    private final List<Link<byte[]>> toVnf = new ArrayList<>();
    private final List<Link<byte[]>> fromVnf = new ArrayList<>();
    private final SimVnf vnf;
    private final Random random;
    private final long vnfWordNs;
    private long wakeNs = Long.MAX_VALUE;

    /** What an agent reaches. */
    interface World {
        void toNetwork(SimAgent agent, Direction side, byte[] frame);

        void process(SimVnf vnf, byte[] frame);

        void export(SimAgent from, HslOutput.TellVnf instruction);

        void expectImport(SimAgent at, HslOutput.TellVnf instruction);
    }

    SimAgent(final World world, final Clock clock, final Random random, final String id) {
        this.world = world;
        this.clock = clock;
        this.random = random;
        machine = new HslMachine(id, "simulated", codec, ControlKey.NONE, 500);
        machine.handleVnfAttached(true);
        vnf = new SimVnf(id);
        vnfWordNs = 20_000;
        for (final var side : Direction.values()) {
            toVnf.add(new Link<>(clock, random, 10_000, 30_000, frame -> vnfReceives(side, frame)));
            fromVnf.add(new Link<>(clock, random, 10_000, 30_000,
                frame -> world.toNetwork(this, side.opposite(), frame)));
        }
    }

    SimVnf vnf() {
        return vnf;
    }

    HslMachine machine() {
        return machine;
    }

    /** A frame from the network. */
    void receive(final Direction side, final byte[] frame) {
        final long nowNs = clock.nowNs();
        header.parse(ByteBuffer.wrap(frame), 0, frame.length);
        if (header.ethType() == MessageCodec.ETHER_TYPE) {
            machine.handleControl(nowNs, side, frame);
        } else {
            final var gate = machine.gate(side, header);
            if (gate == null) {
                toVnf.get(side.ordinal()).send(frame);
            } else {
                final long destination = header.ethDestination();
                switch (gate.offer(destination)) {
                    case FORWARD -> toVnf.get(side.ordinal()).send(frame);
                    case RESTORE_AND_FORWARD -> {
                        Mark.write(frame, gate.key().ethDestination());
                        toVnf.get(side.ordinal()).send(frame);
                    }
                    case HOLD, RESTORE_AND_HOLD -> {
                        Mark.write(frame, gate.key().ethDestination());
                        pool.add(frame);
                        gate.hold(pool.size() - 1, destination);
                    }
                    case RETURN -> {
                        Mark.write(frame, gate.lateMark());
                        world.toNetwork(this, side, frame);
                    }
                    case DROP -> throw new Invariants.Violation(vnf.id + " drops a packet");
                }
            }
        }
        duty();
    }

    void duty() {
        final long nowNs = clock.nowNs();
        machine.handleProgress(nowNs);
        boolean more = false;
        for (final var gate : List.copyOf(machine.draining())) {
            for (int i = 0; i < BURST && gate.isDraining(); i++) {
                final boolean back = gate.drainsToNetwork();
                final int handle = gate.next();
                if (handle >= 0) {
                    final byte[] frame = pool.set(handle, null);
                    if (back) {
                        Mark.write(frame, gate.lateMark());
                        world.toNetwork(this, gate.direction(), frame);
                    } else {
                        toVnf.get(gate.direction().ordinal()).send(frame);
                    }
                }
            }
            more |= gate.isDraining();
        }
        machine.handleProgress(nowNs);
        for (var output = machine.poll(); output != null; output = machine.poll()) {
            switch (output) {
                case HslOutput.Send send -> world.toNetwork(this, send.side(), send.frame());
                case HslOutput.SendMarker marker -> toVnf.get(marker.side().ordinal()).send(marker.frame());
                case HslOutput.TellVnf tell -> clock.at(clock.nowNs() + vnfWordNs, () -> tell(tell));
            }
        }
        if (more) {
            clock.at(nowNs + 20_000, this::duty);
        }
        schedule();
    }

    private void schedule() {
        final long next = machine.nextTimeoutNs();
        if (next < wakeNs) {
            wakeNs = next;
            clock.at(next, () -> {
                wakeNs = Long.MAX_VALUE;
                machine.handleTimeout(clock.nowNs());
                duty();
            });
        }
    }

    private final List<HslOutput.TellVnf> exporting = new ArrayList<>();
    private final java.util.Map<Long, Integer> markers = new java.util.HashMap<>();

    private void tell(final HslOutput.TellVnf tell) {
        switch (tell.instruction()) {
            case EXPORT_STATE -> {
                exporting.add(tell);
                exportIfDrained();
            }
            case IMPORT_STATE -> world.expectImport(this, tell);
            case RESTORE_STATE -> {
                vnf.restore(tell.forward().sourcePort() - 5000);
                imported(tell.handover());
            }
            case HANDOVER_FINISHED -> {
                // nothing to clean up here
            }
        }
    }

    private void vnfReceives(final Direction side, final byte[] frame) {
        final long marker = codec.markerIdentity(ByteBuffer.wrap(frame), 0, frame.length);
        if (marker != 0) {
            markers.merge(marker, side.bit(), (one, other) -> one | other);
            exportIfDrained();
            return;
        }
        world.process(vnf, frame);
        fromVnf.get(side.ordinal()).send(frame);
    }

    private void exportIfDrained() {
        for (final var tell : List.copyOf(exporting)) {
            if (markers.getOrDefault(tell.marker(), 0) == 3) {
                exporting.remove(tell);
                // what it has sent is on its way to the agent; its word must not overtake that
                clock.at(clock.nowNs() + 60_000 + (long) (random.nextDouble() * 50_000), () -> {
                    machine.handleDrained(clock.nowNs(), tell.handover());
                    duty();
                });
                world.export(this, tell);
            }
        }
    }

    void imported(final long handover) {
        clock.at(clock.nowNs() + vnfWordNs, () -> {
            machine.handleStateImported(clock.nowNs(), handover);
            duty();
        });
    }

    void failed(final long handover) {
        clock.at(clock.nowNs() + vnfWordNs, () -> {
            machine.handleStateFailed(clock.nowNs(), handover, "simulated");
            duty();
        });
    }
}

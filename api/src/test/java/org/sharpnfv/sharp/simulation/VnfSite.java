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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.hsl.HslOutput;
import org.sharpnfv.sharp.hsl.HslOutput.AskVnf;
import org.sharpnfv.sharp.hsl.HslOutput.TellVnf;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Outcome;

/** The VNFs and the management network between them: export, transfer, import, with their delays and failures. */
final class VnfSite {
    /** What the VNF has sent is on its way to the agent; its word must not overtake that. */
    private static final long BEHIND_OUTPUT_NS = 60_000L;

    private final Clock clock;
    private final Scenario scenario;
    private final Ledger ledger;
    private final Transcript transcript;
    private final Dice dice;
    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    private final List<SimVnf> vnfs = new ArrayList<>();
    private final List<SimAgent> agents = new ArrayList<>();
    private final List<TellVnf> exporting = new ArrayList<>();
    private final Map<Long, Integer> markers = new HashMap<>();
    private final Map<Long, Arrival> arrived = new HashMap<>();
    private final Map<Long, TellVnf> expected = new HashMap<>();
    private IntConsumer echo = flow -> { };

    /** The state of an attempt at its destination. */
    private record Arrival(int at, int[] counts) {
    }

    VnfSite(final Clock clock, final Scenario scenario, final Ledger ledger, final Transcript transcript) {
        this.clock = clock;
        this.scenario = scenario;
        this.ledger = ledger;
        this.transcript = transcript;
        dice = new Dice(scenario.seed, "vnfs");
    }

    void add(final SimAgent agent) {
        agents.add(agent);
        vnfs.add(new SimVnf(agent.id(), scenario.flows));
    }

    /** Called for each forward packet that is processed. */
    void onForward(final IntConsumer action) {
        echo = action;
    }

    private int index(final String id) {
        return id.charAt(id.length() - 1) - '1';
    }

    /** A frame enters the VNF of an agent. */
    void receive(final SimAgent agent, final Direction side, final byte[] frame) {
        if (SimFrame.isControl(frame)) {
            final long marker = codec.markerIdentity(ByteBuffer.wrap(frame), 0, frame.length);
            markers.merge(marker, side.bit(), (one, other) -> one | other);
            exportWhatIsDrained();
            return;
        }
        ledger.process(vnfs.get(index(agent.id())), frame);
        agent.sendFromVnf(side, frame);
        if (side == Direction.FORWARD) {
            echo.accept(SimFrame.flow(frame));
        }
    }

    /** An agent asks its VNF which flows belong together: one knows all, the others some. */
    void ask(final SimAgent agent, final AskVnf ask) {
        final boolean forward = ask.direction() == Direction.FORWARD;
        final int flow = forward ? ask.key().sourcePort() - SimFrame.FIRST_PORT
            : ask.key().destinationPort() - SimFrame.TRANSLATED_PORT;
        final boolean known = index(agent.id()) == 0 || dice.oneIn(2);
        clock.at(clock.nowNs() + 20_000 + dice.upTo(2 * Scenario.MS), () ->
            agent.described(ask.question(), known ? key(flow, Direction.FORWARD) : null,
                known ? key(flow, Direction.REVERSE) : null));
    }

    private FlowKey key(final int flow, final Direction direction) {
        final var header = new FrameHeader();
        header.parse(ByteBuffer.wrap(SimFrame.of(flow, direction, 0, flow % scenario.hostPorts, true)), 0,
            SimFrame.LENGTH);
        return header.key();
    }

    /** An agent tells its VNF something. */
    void tell(final SimAgent agent, final TellVnf tell) {
        clock.at(clock.nowNs() + 20_000, () -> hear(agent, tell));
    }

    private void hear(final SimAgent agent, final TellVnf tell) {
        if (transcript.isOn()) {
            transcript.say(agent.id() + " is told " + tell.instruction() + " " + tell.handover() + " "
                + (tell.outcome() == null ? "" : tell.outcome()));
        }
        final var vnf = vnfs.get(index(agent.id()));
        switch (tell.instruction()) {
            case EXPORT_STATE, GET_STATE -> {
                exporting.add(tell);
                exporters.put(tell, agent);
                exportWhatIsDrained();
            }
            case IMPORT_STATE -> {
                forEachTrack(tell, track -> vnf.expectImport(track, tell.handover()));
                expected.put(tell.handover(), tell);
                importIfComplete(agent, tell.handover());
            }
            case PUT_STATE -> {
                forEachTrack(tell, track -> vnf.expectImport(track, tell.handover()));
                expected.put(tell.handover(), tell);
                arrived.put(tell.handover(), new Arrival(index(agent.id()), counts(tell.state())));
                importIfComplete(agent, tell.handover());
            }
            case RESTORE_STATE -> {
                exporting.removeIf(other -> exporters.get(other) == agent && flow(other) == flow(tell));
                forEachTrack(tell, vnf::restore);
                if (answers()) {
                    agent.imported(scenario.vnfWordNs, tell.handover());
                }
            }
            case HANDOVER_FINISHED -> finish(agent, vnf, tell);
        }
    }

    private final Map<TellVnf, SimAgent> exporters = new HashMap<>();

    private void finish(final SimAgent agent, final SimVnf vnf, final TellVnf tell) {
        if (tell.outcome() == Outcome.FAILED) {
            exporting.removeIf(other -> other.handover() == tell.handover() && exporters.get(other) == agent);
            forEachTrack(tell, track -> vnf.giveUp(track, tell.handover()));
        }
    }

    private boolean answers() {
        return !dice.chance(scenario.vnfSilence);
    }

    private static int flow(final TellVnf tell) {
        return tell.forward().sourcePort() - SimFrame.FIRST_PORT;
    }

    private static void forEachTrack(final TellVnf tell, final IntConsumer action) {
        for (final var direction : Direction.values()) {
            if (direction.in(tell.directions())) {
                action.accept(flow(tell) << 1 | direction.ordinal());
            }
        }
    }

    private void exportWhatIsDrained() {
        for (final var tell : List.copyOf(exporting)) {
            if (tell.marker() == 0 || markers.getOrDefault(tell.marker(), 0) == 3) {
                exporting.remove(tell);
                export(exporters.get(tell), tell);
            }
        }
    }

    private void export(final SimAgent agent, final TellVnf tell) {
        if (!answers()) {
            return;
        }
        final var vnf = vnfs.get(index(agent.id()));
        final int[] counts = new int[2];
        forEachTrack(tell, track -> counts[track & 1] = vnf.export(track, tell.handover()));
        agent.drained(BEHIND_OUTPUT_NS + dice.upTo(50_000) + scenario.vnfWordNs, tell.handover());
        if (dice.chance(scenario.vnfFailure)) {
            agent.failed(scenario.vnfWordNs, tell.handover());
            return;
        }
        if (tell.instruction() == HslOutput.Instruction.GET_STATE) {
            agent.given(30_000 + scenario.stateNs + scenario.vnfWordNs, tell.handover(), octets(counts));
            return;
        }
        final int peer = index(tell.peer());
        clock.at(clock.nowNs() + 30_000 + scenario.stateNs, () -> {
            arrived.put(tell.handover(), new Arrival(peer, counts));
            importIfComplete(agents.get(peer), tell.handover());
        });
    }

    /** The counts, and so much behind them that the state has one part or many. */
    private byte[] octets(final int[] counts) {
        final int length = dice.oneIn(8) ? dice.between(8, 100_000) : dice.between(8, 4_000);
        return ByteBuffer.allocate(length).putInt(counts[0]).putInt(counts[1]).array();
    }

    private static int[] counts(final byte[] octets) {
        final var in = ByteBuffer.wrap(octets);
        return new int[] {in.getInt(), in.getInt()};
    }

    private void importIfComplete(final SimAgent agent, final long attempt) {
        final var tell = expected.get(attempt);
        final var arrival = arrived.get(attempt);
        if (tell == null || arrival == null || arrival.at() != index(agent.id())) {
            return;
        }
        expected.remove(attempt);
        arrived.remove(attempt);
        if (!answers()) {
            return;
        }
        if (dice.chance(scenario.vnfFailure / 2)) {
            agent.failed(scenario.vnfWordNs, attempt);
            return;
        }
        final var vnf = vnfs.get(index(agent.id()));
        forEachTrack(tell, track -> {
            if (vnf.isImporting(track, attempt)) {
                vnf.importState(track, arrival.counts()[track & 1]);
            }
        });
        agent.imported(scenario.vnfWordNs, attempt);
    }
}

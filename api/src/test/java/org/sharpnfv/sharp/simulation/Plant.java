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
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.sharpnfv.sharp.controller.Instance;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.hsl.HslOutput;

/** Fig. 1: switches, agents, VNFs, controller, hosts, and the links between them. */
final class Plant implements SimSwitch.Network, SimAgent.World {
    private static final int FIRST_INSTANCE_PORT = 11;
    private static final int EGRESS_OFFSET = 40;

    private final Clock clock;
    private final Scenario scenario;
    private final Ledger ledger;
    private final Wire wire;
    private final Talk talk;
    private final SimController controller;
    private final VnfSite vnfs;
    private final List<SimSwitch> switches = new ArrayList<>();
    private final List<SwitchChannel> channels = new ArrayList<>();
    private final List<SimAgent> agents = new ArrayList<>();
    private final Map<Integer, Link<byte[]>> toPort = new HashMap<>();
    private final Map<SimAgent, List<Link<byte[]>>> toNetwork = new HashMap<>();

    Plant(final Clock clock, final Scenario scenario, final Ledger ledger, final Outcomes outcomes,
            final Transcript transcript) {
        this.clock = clock;
        this.scenario = scenario;
        this.ledger = ledger;
        talk = new Talk(transcript);
        wire = new Wire(scenario, ledger);
        vnfs = new VnfSite(clock, scenario, ledger, transcript);
        for (int i = 0; i < (scenario.sameSwitch ? 1 : 2); i++) {
            switches.add(new SimSwitch(clock, new Dice(scenario.seed, "switch" + i), "openflow:" + (i + 1),
                scenario.staleNs, this));
        }
        for (int i = 0; i < Scenario.INSTANCES; i++) {
            connect(new SimAgent(this, clock, scenario, ledger, "vnf" + (i + 1)), i);
        }
        for (final var side : Direction.values()) {
            for (int host = 0; host < scenario.hostPorts; host++) {
                toPort.put(portKey(side, hostPort(side, host)), link("host", 5_000, 15_000, receiver(host)));
            }
        }
        controller = new SimController(clock, scenario, ledger, outcomes, transcript, group(), this::toSwitch);
        for (final var each : switches) {
            channels.add(new SwitchChannel(clock, scenario, ledger, each, controller));
        }
    }

    private <T> Link<T> link(final String name, final long delayNs, final long jitterNs,
            final java.util.function.Consumer<T> receiver) {
        return new Link<>(clock, new Dice(scenario.seed, name + toPort.size()), delayNs, jitterNs, receiver);
    }

    /** What is for another host is not taken: as long as nobody knows where that is, each gets a copy. */
    private java.util.function.Consumer<byte[]> receiver(final int host) {
        return frame -> {
            if (SimFrame.host(frame) == host) {
                ledger.deliver(frame);
            }
        };
    }

    private void connect(final SimAgent agent, final int index) {
        agents.add(agent);
        vnfs.add(agent);
        final var links = new ArrayList<Link<byte[]>>();
        for (final var side : Direction.values()) {
            final int port = instancePort(side, index);
            toPort.put(portKey(side, port), link("agent", 5_000, 40_000, frame -> agent.receive(side, frame)));
            links.add(link("network", 5_000, 40_000, frame -> at(side).receive(port, frame)));
        }
        toNetwork.put(agent, links);
    }

    private int portKey(final Direction side, final int port) {
        return scenario.sameSwitch ? port : side.ordinal() * 1000 + port;
    }

    /** On one switch the ports of both sides differ. */
    private int hostPort(final Direction side, final int host) {
        return 1 + host + (scenario.sameSwitch ? side.ordinal() * EGRESS_OFFSET : 0);
    }

    private int instancePort(final Direction side, final int index) {
        return FIRST_INSTANCE_PORT + index + (scenario.sameSwitch ? side.ordinal() * EGRESS_OFFSET : 0);
    }

    SimSwitch at(final Direction side) {
        return switches.get(scenario.sameSwitch ? 0 : side.ordinal());
    }

    private GroupConfig group() {
        final var instances = new ArrayList<Instance>();
        for (int i = 0; i < Scenario.INSTANCES; i++) {
            instances.add(new Instance("vnf" + (i + 1), instancePort(Direction.FORWARD, i),
                instancePort(Direction.REVERSE, i), "192.0.2." + (i + 1)));
        }
        return new GroupConfig("group", attachment(Direction.FORWARD), attachment(Direction.REVERSE), "vnf1", instances,
            scenario.key);
    }

    private GroupConfig.Attachment attachment(final Direction side) {
        final var ports = new ArrayList<Integer>();
        for (int host = 0; host < scenario.hostPorts; host++) {
            ports.add(hostPort(side, host));
        }
        return new GroupConfig.Attachment(at(side).node(), ports);
    }

    SimController controller() {
        return controller;
    }

    List<SimSwitch> switches() {
        return switches;
    }

    List<SwitchChannel> channels() {
        return channels;
    }

    List<SimAgent> agents() {
        return agents;
    }

    VnfSite vnfs() {
        return vnfs;
    }

    Talk talk() {
        return talk;
    }

    /** A host sends a packet, if the switch is there to accept it. */
    void inject(final int flow, final Direction direction) {
        final var node = at(direction);
        if (!node.isDown()) {
            final int host = flow % scenario.hostPorts;
            final int sequence = ledger.accept(flow, direction);
            node.receive(hostPort(direction, host), SimFrame.of(flow, direction, sequence, host,
                scenario.translates));
        }
    }

    private SwitchChannel channel(final String node) {
        return channels.get(node.charAt(node.length() - 1) - '1');
    }

    private void toSwitch(final ControllerOutput output) {
        talk.fromController(output);
        channel(output.node()).toSwitch(output);
    }

    @Override
    public void packetIn(final String node, final int port, final long cookie, final byte[] frame) {
        channel(node).packetIn(port, cookie, frame);
    }

    @Override
    public void entriesReply(final String node, final List<FlowEntry> all) {
        channel(node).entriesReply(all);
    }

    @Override
    public void barrierReply(final String node, final long token) {
        channel(node).barrierReply(token);
    }

    @Override
    public void output(final String node, final int port, final byte[] frame) {
        final var side = node.endsWith("2") ? Direction.REVERSE : Direction.FORWARD;
        wire.send(toPort.get(portKey(side, port)), port, frame);
    }

    @Override
    public void dropped(final String node, final byte[] frame, final boolean off) {
        if (off) {
            ledger.destroy(frame, "to the dead switch " + node);
        } else if (scenario.has(Fault.SWITCH_CRASH)) {
            ledger.destroy(frame, "by " + node + ", whose tables are not filled again");
        }
    }

    @Override
    public void toNetwork(final SimAgent agent, final Direction side, final byte[] frame) {
        talk.fromAgent(agent.id(), side, frame);
        wire.send(toNetwork.get(agent).get(side.ordinal()), -1, frame);
    }

    @Override
    public void toVnf(final SimAgent agent, final Direction side, final byte[] frame) {
        vnfs.receive(agent, side, frame);
    }

    @Override
    public void ask(final SimAgent agent, final HslOutput.AskVnf ask) {
        vnfs.ask(agent, ask);
    }

    @Override
    public void tell(final SimAgent agent, final HslOutput.TellVnf tell) {
        vnfs.tell(agent, tell);
    }
}

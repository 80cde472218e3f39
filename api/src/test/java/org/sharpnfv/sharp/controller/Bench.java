/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.ArrayList;
import java.util.List;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.MessageCodec.Decoded;
import org.sharpnfv.sharp.wire.Overflow;

/** A {@link ControllerMachine} with two switches, a group of two instances, and a clock that the test moves. */
final class Bench {
    static final long MS = 1_000_000L;
    static final String INGRESS = "openflow:1";
    static final String EGRESS = "openflow:2";
    static final ControllerSettings SETTINGS = ControllerSettings.DEFAULT;
    static final Instance VNF_1 = new Instance("vnf1", 11, 21, "192.0.2.1");
    static final Instance VNF_2 = new Instance("vnf2", 12, 22, "192.0.2.2");
    static final FlowKey FLOW = TestFlows.udp(5000);
    static final int HOST_PORT = 1;
    static final int PRIORITY = 50;

    static final long SESSION = 1000;
    static final long HSL_SESSION = 500;

    final List<JournalNote> notes = new ArrayList<>();
    /** What a controller of before has left on the switches. */
    final List<FlowEntry> remnants = new ArrayList<>();
    /** Whether notes are durable at once. */
    boolean writesJournal = true;
    final ControllerMachine machine;
    final MessageCodec codec = new MessageCodec(SETTINGS.etherType());
    long nowNs = 5_000 * MS;
    private long sequence;

    Bench() {
        this(SETTINGS);
    }

    private Bench(final ControllerSettings settings) {
        machine = new ControllerMachine(settings, SESSION);
    }

    /** A control message on its way to an instance. */
    record Sent(String node, int port, Message message) {
    }

    static GroupConfig group(final List<Integer> ingressPorts) {
        return new GroupConfig("g", new GroupConfig.Attachment(INGRESS, ingressPorts),
            new GroupConfig.Attachment(EGRESS, List.of(HOST_PORT)), "vnf1", List.of(VNF_1, VNF_2));
    }

    static RequestConfig request(final String id, final String destination, final int priority) {
        return new RequestConfig(id, "g", destination, priority, FlowMatch.ANY, FlowMatch.ANY, 3,
            HandoverMode.SHARP, 100 * MS, 400 * MS, 2_000 * MS, false, true, Overflow.FAIL, 1000, 500);
    }

    /** Both switches connected, the group there, all said and done. */
    static Bench ready() {
        return ready(SETTINGS);
    }

    /** The same with other settings. */
    static Bench ready(final ControllerSettings settings) {
        final var bench = new Bench(settings);
        bench.connect();
        bench.machine.putGroup(bench.nowNs, group(List.of(HOST_PORT)));
        bench.outputs();
        return bench;
    }

    /** The same with a request in force whose entries are in the switches for a while. */
    static Bench detecting() {
        return detecting(SETTINGS);
    }

    static Bench detecting(final ControllerSettings settings) {
        final var bench = ready(settings);
        bench.machine.putRequest(bench.nowNs, request("r", "vnf2", PRIORITY));
        bench.answerBarriers(bench.outputs());
        bench.pass(SETTINGS.guardNs());
        bench.outputs();
        return bench;
    }

    void connect() {
        machine.handleSwitchConnected(nowNs, INGRESS);
        machine.handleSwitchConnected(nowNs, EGRESS);
    }

    void pass(final long durationNs) {
        nowNs += durationNs;
        machine.handleTimeout(nowNs);
    }

    List<ControllerOutput> outputs() {
        for (var note = machine.pollNote(); note != null; note = machine.pollNote()) {
            notes.add(note);
            if (writesJournal) {
                machine.handleNoted(nowNs, note.token());
            }
        }
        final var all = new ArrayList<ControllerOutput>();
        for (var output = machine.poll(); output != null; output = machine.poll()) {
            all.add(output);
        }
        return all;
    }

    void answerBarriers(final List<ControllerOutput> outputs) {
        for (final var output : outputs) {
            if (output instanceof ControllerOutput.Barrier barrier) {
                machine.handleBarrier(nowNs, barrier.token());
            } else if (output instanceof ControllerOutput.ReadEntries read) {
                machine.handleEntries(nowNs, read.node(), remnants.stream().filter(entry ->
                    entry.node().equals(read.node())).toList());
            }
        }
    }

    /** Drains and answers barriers until there are none. */
    List<ControllerOutput> settle() {
        final var all = new ArrayList<ControllerOutput>();
        for (var some = outputs(); !some.isEmpty(); some = outputs()) {
            all.addAll(some);
            answerBarriers(some);
        }
        return all;
    }

    List<Sent> messages(final List<ControllerOutput> outputs) {
        final var all = new ArrayList<Sent>();
        for (final var output : outputs) {
            if (output instanceof ControllerOutput.PacketOut out
                    && codec.decode(out.frame()) instanceof Decoded.Valid valid) {
                valid.frame().messages().stream().filter(message -> !(message instanceof Message.Hello))
                    .forEach(message -> all.add(new Sent(out.node(), out.port(), message)));
            }
        }
        return all;
    }

    static List<FlowEntry> installed(final List<ControllerOutput> outputs) {
        return outputs.stream().filter(ControllerOutput.Install.class::isInstance)
            .map(output -> ((ControllerOutput.Install) output).entry()).toList();
    }

    static List<FlowEntry> removed(final List<ControllerOutput> outputs) {
        return outputs.stream().filter(ControllerOutput.Remove.class::isInstance)
            .map(output -> ((ControllerOutput.Remove) output).entry()).toList();
    }

    long cookie(final String node, final Cookie.Kind kind) {
        return machine.expectedEntries(node).stream().map(FlowEntry::cookie)
            .filter(cookie -> Cookie.kind(SETTINGS.cookiePrefix(), cookie) == kind).findFirst().orElseThrow();
    }

    long count(final String node, final Cookie.Kind kind) {
        return machine.expectedEntries(node).stream()
            .filter(entry -> Cookie.kind(SETTINGS.cookiePrefix(), entry.cookie()) == kind).count();
    }

    /** A packet of the flow hits the detection entry. */
    void detect(final String node, final FlowKey packet) {
        machine.handlePacketIn(nowNs, node, HOST_PORT, cookie(node, Cookie.Kind.DETECTION), TestFlows.frame(packet));
    }

    /** An HSL sends a message. */
    void receive(final String node, final int port, final Message message) {
        machine.handlePacketIn(nowNs, node, port, cookie(node, Cookie.Kind.CLASSIFIER), frame(node, message));
    }

    /** A control frame of an HSL. */
    byte[] frame(final String node, final Message... messages) {
        return codec.encode(new ControlFrame(HSL_SESSION, SESSION, ++sequence, List.of(messages)),
            new Channel(true, INGRESS.equals(node) ? Direction.FORWARD : Direction.REVERSE), ControlKey.NONE);
    }
}

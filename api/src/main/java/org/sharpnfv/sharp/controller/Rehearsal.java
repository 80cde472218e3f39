/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.ControlLink;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;

/**
 * Runs handovers in memory, on a machine of its own, so that a virtual machine has loaded and compiled the protocol
 * before the first real one: cold code costs some hundred milliseconds, with packets waiting.
 */
public final class Rehearsal {
    private static final long STEP_NS = 100_000L;
    private static final int PREFIX = ControllerSettings.DEFAULT.cookiePrefix();
    private static final long SESSION = 1;
    private static final int FLOWS_A_REQUEST = 4;
    private static final String[] NODES = {"rehearsal:1", "rehearsal:2"};

    /** Who looks on, and so rehearses what is done with a real machine's outputs and views. */
    public interface Audience {
        /**
         * The machine wants something done.
         *
         * @param output what
         */
        void saw(ControllerOutput output);

        /**
         * A flow has been handed over.
         *
         * @param view how far the request is
         * @return whether to go on
         */
        boolean handedOver(SweepView view);
    }

    private static final Audience NOBODY = new Audience() {
        @Override
        public void saw(final ControllerOutput output) {
            // the machine alone is rehearsed
        }

        @Override
        public boolean handedOver(final SweepView view) {
            return true;
        }
    };

    private final Audience audience;
    private final ControllerMachine machine = new ControllerMachine(ControllerSettings.DEFAULT, SESSION);
    private final MessageCodec codec = new MessageCodec(ControllerSettings.DEFAULT.etherType());
    private final Map<String, ControlLink> links = new HashMap<>();
    private long nowNs = STEP_NS;
    private long detection;
    private int completed;

    private Rehearsal(final Audience audience) {
        this.audience = audience;
        for (final String node : NODES) {
            machine.handleSwitchConnected(nowNs, node);
        }
        machine.putGroup(nowNs, new GroupConfig("rehearsal", new GroupConfig.Attachment(NODES[0], List.of(1)),
            new GroupConfig.Attachment(NODES[1], List.of(1)), "one",
            List.of(new Instance("one", 2, 2, ""), new Instance("two", 3, 3, "")), ControlKey.NONE));
        machine.putRequest(nowNs, new RequestConfig("rehearsal", "rehearsal", "two", 1, FlowMatch.ANY, FlowMatch.ANY, 3,
            HandoverMode.SHARP, Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 10_000_000_000L, false, true, Overflow.FAIL,
            1000, 1000));
        answer();
    }

    /**
     * Hands flows over.
     *
     * @param flows how many
     * @return how many handovers were completed: all
     */
    public static int run(final int flows) {
        return run(flows, NOBODY);
    }

    /**
     * Hands flows over, a few at a time with a request of their own, as a handover usually is.
     *
     * @param flows how many
     * @param audience who looks on, and may end it early
     * @return how many handovers were completed: as many as were begun
     */
    public static int run(final int flows, final Audience audience) {
        int completed = 0;
        boolean goesOn = true;
        for (int flow = 0; flow < flows && goesOn; flow += FLOWS_A_REQUEST) {
            final var rehearsal = new Rehearsal(audience);
            for (int i = 0; i < FLOWS_A_REQUEST && flow + i < flows && goesOn; i++) {
                goesOn = rehearsal.handOver(flow + i);
            }
            completed += rehearsal.completed;
        }
        return completed;
    }

    private boolean handOver(final int flow) {
        for (int packet = 0; packet < 4; packet++) {
            for (final var direction : Direction.values()) {
                packetIn(direction, 1, detection, frame(flow, direction));
            }
            answer();
        }
        return audience.handedOver(machine.view("rehearsal"));
    }

    private void packetIn(final Direction side, final int port, final long cookie, final byte[] frame) {
        nowNs += STEP_NS;
        machine.handlePacketIn(nowNs, NODES[side.ordinal()], port, cookie, frame);
    }

    /** The HSL's end of a control channel. */
    private ControlLink link(final Direction side, final int port) {
        return links.computeIfAbsent(side + " " + port, any ->
            new ControlLink(codec, ControlKey.NONE, new Channel(true, side), SESSION));
    }

    /** Plays the switches and both HSLs until nothing is left to be done. */
    private void answer() {
        for (var output = machine.poll(); output != null; output = machine.poll()) {
            audience.saw(output);
            switch (output) {
                case ControllerOutput.Barrier barrier -> machine.handleBarrier(nowNs, barrier.token());
                case ControllerOutput.Install install -> {
                    if (Cookie.kind(PREFIX, install.entry().cookie()) == Cookie.Kind.DETECTION) {
                        detection = install.entry().cookie();
                    }
                }
                case ControllerOutput.PacketOut out -> {
                    answer(NODES[0].equals(out.node()) ? Direction.FORWARD : Direction.REVERSE, out);
                }
                case ControllerOutput.Remove remove -> machine.expectedEntries(remove.node());
                case ControllerOutput.RemoveAll all -> machine.expectedEntries(all.node());
                case ControllerOutput.ReadEntries read -> machine.handleEntries(nowNs, read.node(), List.of());
            }
        }
        machine.handleTimeout(nowNs);
        for (var note = machine.pollNote(); note != null; note = machine.pollNote()) {
            machine.handleNoted(nowNs, note.token());
        }
        while (machine.pollChange() != null) {
            // nobody is told
        }
        machine.drainTouched();
    }

    private void answer(final Direction side, final ControllerOutput.PacketOut out) {
        final var link = link(side, out.port());
        if (link.open(out.frame()) instanceof ControlLink.Opened.Accepted accepted) {
            for (final var message : accepted.messages()) {
                answer(link, side, message);
            }
            for (byte[] frame = link.poll(); frame != null; frame = link.poll()) {
                packetIn(side, out.port(), Cookie.of(PREFIX, Cookie.Kind.CLASSIFIER, 0, 1), frame);
            }
        }
    }

    private void answer(final ControlLink link, final Direction side, final Message message) {
        final long handover = message.handover();
        switch (message) {
            case Message.Hello hello -> link.add(new Message.HelloReply(handover, "rehearsal", "0", 0));
            case Message.StartHandover start -> {
                link.add(new Message.StartAcknowledged(handover, start.role(), side, 0, start.round()));
                link.add(start.role() == Role.SOURCE ? new Message.Drained(handover, side)
                    : new Message.FirstUnmarked(handover, side));
            }
            case Message.ReleaseFinished release -> {
                link.add(new Message.ReleaseFinishedAcknowledged(handover, side));
                if (side == Direction.REVERSE) {
                    completed++;
                    link.add(new Message.HandoverFinished(handover, Outcome.COMPLETED, AgentCounters.NONE, 1));
                }
            }
            case Message.HandoverEnded ended -> link.add(new Message.HandoverEndedAcknowledged(handover));
            case Message.StartRelease release -> ignore();
            case Message.DrainedAcknowledged acknowledged -> ignore();
            case Message.HelloReply m -> ignore();
            case Message.StartAcknowledged acknowledged -> ignore();
            case Message.Drained drained -> ignore();
            case Message.FirstUnmarked unmarked -> ignore();
            case Message.ReleaseFinishedAcknowledged acknowledged -> ignore();
            case Message.State state -> ignore();
            case Message.StateAcknowledged acknowledged -> ignore();
            case Message.StateImported imported -> ignore();
            case Message.StateFailed failed -> ignore();
            case Message.HandoverFinished finished -> ignore();
            case Message.HandoverEndedAcknowledged acknowledged -> ignore();
            case Message.FlowReport report -> ignore();
            case Message.DescribeFlow question -> ignore();
            case Message.FlowDescribed described -> ignore();
            case Message.UnsupportedVersion other -> ignore();
        }
    }

    private void ignore() {
        // no HSL is asked this
    }

    /** A UDP packet. */
    private static byte[] frame(final int flow, final Direction direction) {
        final boolean forward = direction == Direction.FORWARD;
        final short port = (short) flow;
        return ByteBuffer.allocate(MessageCodec.MIN_FRAME)
            .putShort((short) 0x0200).putInt(forward ? 2 : 1).putShort((short) 0x0200).putInt(forward ? 1 : 2)
            .putShort((short) 0x0800).putShort((short) 0x4500).putShort((short) 46).putInt(0)
            .putShort((short) 0x4011).putShort((short) 0)
            .putInt(forward ? 1 + (flow >>> 16) : 0x0A000002).putInt(forward ? 0x0A000002 : 1 + (flow >>> 16))
            .putShort(forward ? port : 7).putShort(forward ? 7 : port).putShort((short) 26).putShort((short) 0)
            .array();
    }
}

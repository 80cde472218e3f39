/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.control.FlowDirection;
import org.sharpnfv.hsl.control.FlowFacts;
import org.sharpnfv.hsl.control.Peer;
import org.sharpnfv.hsl.control.VnfCommand;
import org.sharpnfv.hsl.control.VnfControl;
import org.sharpnfv.hsl.control.VnfEvent;
import org.sharpnfv.hsl.control.VnfEvents;
import org.sharpnfv.hsl.handover.HandoverLog;
import org.sharpnfv.hsl.stats.Counter;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.hsl.HslOutput;

/** What the machine and the VNF say to each other. */
final class VnfWords {
    /** Events given to the machine in one round. */
    private static final int EVENTS_A_ROUND = 64;
    /** Handovers that may owe an answer; beyond it the oldest is left to its deadline. */
    private static final int OWED_MAX = HslMachine.MAX_FLOWS;

    /** How long a VNF may take to connect again with an agent that was started again. */
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long STARTING = -1;

    private final HslMachine machine;
    private final @Nullable VnfControl control;
    private final VnfEvents events;
    private final SideShims shims;
    /** Handovers whose answer is to come over the connection to the VNF. */
    private final LinkedHashSet<Long> owed = new LinkedHashSet<>();
    private final HandoverLog handovers;
    private final AwaitedAnswers awaited;

    /** What VNFs have given so far of states that go through the controller. */
    private final Map<Long, GivenState> given = new LinkedHashMap<>();

    /** Handovers to here whose state the VNF has not taken in yet. */
    private final LinkedHashSet<Long> imports = new LinkedHashSet<>();

    private long graceUntilNs = STARTING;
    private boolean met;

    private final Counter connects;
    private final Counter told;
    private final Counter answers;
    private final Counter unexpected;
    private final Counter failedByDisconnect;

    VnfWords(final HslMachine machine, final @Nullable VnfControl control, final VnfEvents events,
            final SideShims shims, final HandoverLog handovers, final Counters counters) {
        this.machine = machine;
        this.control = control;
        this.events = events;
        this.shims = shims;
        this.handovers = handovers;
        awaited = new AwaitedAnswers(counters);
        connects = counters.counter("vnf.connects");
        told = counters.counter("vnf.told");
        answers = counters.counter("vnf.answers");
        unexpected = counters.counter("vnf.unexpected-words");
        failedByDisconnect = counters.counter("vnf.failed-by-disconnect");
        attach();
    }

    /**
     * A VNF that has connected once, or may be about to because the agent has just started, has state: a handover while
     * it is away must fail, as a command to nobody does, instead of going on as if there were nothing to carry.
     */
    private void attach() {
        met |= control != null && control.available();
        machine.handleVnfAttached(met || control != null && graceUntilNs != 0);
    }

    /** Gives the machine what the VNF has said. Returns how many words. */
    int listen(final long nowNs) {
        if (graceUntilNs == STARTING) {
            graceUntilNs = nowNs + GRACE_NS;
        } else if (graceUntilNs != 0 && graceUntilNs - nowNs <= 0) {
            graceUntilNs = 0;
            attach();
        }
        int heard = 0;
        VnfEvent event = events.poll();
        while (event != null) {
            hear(nowNs, event);
            heard++;
            event = heard < EVENTS_A_ROUND ? events.poll() : null;
        }
        return heard;
    }

    private void hear(final long nowNs, final VnfEvent event) {
        switch (event) {
            case VnfEvent.Drained drained -> {
                final long handover = handover(drained.handover());
                // DRAINED must travel behind what the VNF has sent
                shims.passOnAllFromVnf();
                machine.handleDrained(nowNs, handover);
            }
            case VnfEvent.StateExported exported -> {
                final long handover = handover(exported.handover());
                settle(handover);
                handovers.exported(nowNs, handover);
                shims.passOnAllFromVnf();
                final GivenState state = given.remove(handover);
                if (state == null) {
                    machine.handleStateExported(nowNs, handover);
                } else if (state.isTorn()) {
                    machine.handleStateFailed(nowNs, handover, "more answers of the VNF came at once than can wait: its"
                        + " state may have a gap");
                } else {
                    machine.handleStateGiven(nowNs, handover, state.octets());
                }
            }
            case VnfEvent.State part -> take(nowNs, part);
            case VnfEvent.StateImported imported -> {
                final long handover = handover(imported.handover());
                settle(handover);
                handovers.imported(nowNs, handover);
                machine.handleStateImported(nowNs, handover);
            }
            case VnfEvent.StateFailed failed -> {
                final long handover = handover(failed.handover());
                given.remove(handover);
                settle(handover);
                machine.handleStateFailed(nowNs, handover, failed.reason());
            }
            case VnfEvent.FlowDescribed described -> describe(described);
            case VnfEvent.Connected connected -> {
                connects.increment();
                attach();
            }
            case VnfEvent.Disconnected disconnected -> {
                attach();
                failOwed(nowNs);
            }
        }
    }

    /** Octets of a state that goes to the destination through the controller. */
    private void take(final long nowNs, final VnfEvent.State part) {
        final long handover = handover(part.handover());
        final GivenState state = given.get(handover);
        if (state == null) {
            unexpected.increment();
        } else if (!state.add(part.octets())) {
            settle(handover);
            given.remove(handover);
            machine.handleStateFailed(nowNs, handover, "the VNF gives a state of more than " + GivenState.OCTETS_MAX
                + " octets");
        }
    }

    /** What it says of each direction; an answer that makes no sense is none. */
    private void describe(final VnfEvent.FlowDescribed described) {
        final long question = handover(described.handover());
        awaited.removeQuestion(question);
        FlowKey forward = null;
        FlowKey reverse = null;
        try {
            for (final var related : described.flows()) {
                switch (related.direction()) {
                    case FORWARD -> forward = related.flow().key();
                    case REVERSE -> reverse = related.flow().key();
                    case BOTH -> unexpected.increment();
                }
            }
        } catch (IllegalArgumentException e) {
            unexpected.increment();
            forward = null;
            reverse = null;
        }
        if (!machine.handleFlowDescribed(question, forward, reverse)) {
            unexpected.increment();
        }
    }

    /** Asks the VNF which flows belong together. */
    void ask(final long nowNs, final HslOutput.AskVnf ask) {
        if (control == null) {
            throw new IllegalStateException("expected a control channel or a hook to ask about " + ask.key());
        }
        told.increment();
        awaited.addQuestion(nowNs, ask.question());
        final boolean isForward = ask.direction() == Direction.FORWARD;
        final var facts = FlowFacts.of(ask.key());
        final var swap = FlowFacts.of(ask.key().reversed());
        control.tell(new VnfCommand(VnfCommand.Type.DESCRIBE_FLOW, Long.toUnsignedString(ask.question()),
            isForward ? facts : swap, isForward ? swap : facts, FlowDirection.of(ask.direction().bit()),
            new Peer("", ""), 0, false, null, null));
    }

    /** 0, which is no handover's number, when it is no number. */
    private long handover(final String text) {
        try {
            final long handover = Long.parseUnsignedLong(text);
            answers.increment();
            return handover;
        } catch (NumberFormatException e) {
            unexpected.increment();
            return 0;
        }
    }

    /** About once a second. */
    void tend(final long nowNs) {
        awaited.tend(nowNs);
    }

    private void settle(final long handover) {
        owed.remove(handover);
        imports.remove(handover);
        awaited.remove(handover);
    }

    /** No new state is wanted: the flows are to stay where they came from. Returns how many there were. */
    int failImports(final long nowNs, final String reason) {
        final int count = imports.size();
        for (final Long handover : imports) {
            owed.remove(handover);
            awaited.remove(handover);
            machine.handleStateFailed(nowNs, handover, reason);
        }
        imports.clear();
        return count;
    }

    private void failOwed(final long nowNs) {
        for (final Long handover : owed) {
            failedByDisconnect.increment();
            awaited.remove(handover);
            imports.remove(handover);
            machine.handleStateFailed(nowNs, handover, "the VNF closed the control channel");
        }
        owed.clear();
    }

    /** Tells the VNF. What was queued for it before, the MARKER above all, has left by then. */
    void tell(final long nowNs, final HslOutput.TellVnf tell) {
        if (control == null) {
            throw new IllegalStateException("expected a control channel or a hook to tell " + tell.instruction());
        }
        final VnfCommand command = command(tell);
        if (command.expectsAnswer()) {
            awaited.add(nowNs, tell.handover());
            handovers.told(nowNs, tell.handover());
        } else {
            settle(tell.handover());
            given.remove(tell.handover());
        }
        if (command.expectsAnswer() && control.answersOverConnection()) {
            if (owed.size() == OWED_MAX) {
                owed.removeFirst();
            }
            owed.add(tell.handover());
        }
        if (tell.instruction() == HslOutput.Instruction.GET_STATE) {
            if (given.size() == OWED_MAX) {
                given.remove(given.keySet().iterator().next());
            }
            given.put(tell.handover(), new GivenState(events));
        }
        if (tell.instruction() == HslOutput.Instruction.IMPORT_STATE
                || tell.instruction() == HslOutput.Instruction.PUT_STATE) {
            if (imports.size() == OWED_MAX) {
                imports.removeFirst();
            }
            imports.add(tell.handover());
        }
        told.increment();
        shims.flush();
        control.tell(command);
    }

    static VnfCommand command(final HslOutput.TellVnf tell) {
        final var type = switch (tell.instruction()) {
            case EXPORT_STATE -> VnfCommand.Type.EXPORT_STATE;
            case IMPORT_STATE, RESTORE_STATE -> VnfCommand.Type.IMPORT_STATE;
            case GET_STATE -> VnfCommand.Type.GET_STATE;
            case PUT_STATE -> VnfCommand.Type.PUT_STATE;
            case HANDOVER_FINISHED -> VnfCommand.Type.HANDOVER_FINISHED;
        };
        final String outcome = tell.outcome() == null ? null
            : tell.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new VnfCommand(type, Long.toUnsignedString(tell.handover()), FlowFacts.of(tell.forward()),
            FlowFacts.of(tell.reverse()), FlowDirection.of(tell.directions()),
            new Peer(tell.peer(), tell.peerAddress()), tell.marker(),
            tell.instruction() == HslOutput.Instruction.RESTORE_STATE, outcome, tell.state());
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation.mutation;

import java.util.List;

/** The list of deliberate mistakes. A text that is not there exactly once any more fails the test: change it, too. */
// snippets are found as they stand in the source: one literal a line shows its indentation
@SuppressWarnings("StringConcatToTextBlock")
public final class MutationTable {
    private static final String HANDOVER = "controller/FlowHandover.java";
    private static final String SWEEP = "controller/Sweep.java";
    private static final String GROUP = "controller/Group.java";
    private static final String MACHINE = "controller/ControllerMachine.java";
    private static final String PLACEMENT = "controller/Placement.java";
    private static final String GATE = "hsl/FlowGate.java";
    private static final String HSL_FLOW = "hsl/HslFlow.java";
    private static final String HSL = "hsl/HslMachine.java";

    /** The mutations. */
    public static final List<Mutation> MUTATIONS = List.of(
        new Mutation("no path for late packets: the source's VNF gets them", GATE,
            "flow.countLate();\n"
                + "                yield Verdict.RETURN;",
            "yield Verdict.FORWARD;"),
        new Mutation("a guess is enough: no second START_HO behind the evidence", HANDOVER,
            "            lane.round++;\n"
                + "            sendStartSource(nowNs, lane);",
            "            if (lane.startSource == null) {\n"
                + "                sendStartSource(nowNs, lane);\n"
                + "            } else {\n"
                + "                lane.sourceEmptied = true;\n"
                + "            }"),
        new Mutation("a request is settled while a flow waits of which only the controller knows where it is", GROUP,
            "other != sweep && (other.hasWaiting(sweep.request())",
            "other != sweep && (isAbove(sweep, other) && other.hasWaiting(sweep.request())"),
        new Mutation("sw_buff is released before ctrl_buff", GATE,
            "        } else if (ctrlBuff.size() > 0) {\n"
                + "            queue = ctrlBuff;\n"
                + "            newerReleased = true;\n"
                + "        } else if (swBuff.size() > 0) {\n"
                + "            queue = swBuff;\n"
                + "            newerReleased = true;\n"
                + "            unmarkedReleased = true;\n"
                + "        }",
            "        } else if (swBuff.size() > 0) {\n"
                + "            queue = swBuff;\n"
                + "            newerReleased = true;\n"
                + "            unmarkedReleased = true;\n"
                + "        } else if (ctrlBuff.size() > 0) {\n"
                + "            queue = ctrlBuff;\n"
                + "            newerReleased = true;\n"
                + "        }"),
        new Mutation("the controller does not repeat its messages", "controller/Outstanding.java",
            "if (tries < MAX_TRIES) {",
            "if (tries < 1) {"),
        new Mutation("the HSL does not repeat its messages", HSL,
            "send(retry.side, retry.message);\n",
            "\n"),
        new Mutation("the source exports when START_HO is there on one side only", HSL_FLOW,
            "if (arrived == start.directions() && !vnfToldToExport) {",
            "if (!vnfToldToExport) {"),
        new Mutation("RELEASE_FINISHED does not wait for the first unmarked packet", HANDOVER,
            "lane.exactInForce && lane.firstUnmarked && (",
            "lane.exactInForce && ("),
        new Mutation("START_RELEASE lets unmarked packets pass, too", HSL_FLOW,
            "gate.releaseMarked();\n",
            "gate.release();\n"),
        new Mutation("from START_RELEASE on marked packets overtake those that still drain", GATE,
            "state == State.PASSING && markedHeld() == 0) {",
            "state == State.PASSING) {"),
        new Mutation("the gate opens with a gap: newer packets overtake those that still drain", GATE,
            "if (flow.held() < flow.start().bufferLimit()) {",
            "if (state == State.RELEASING && !marked) {\n"
                + "                    yield Verdict.FORWARD;\n"
                + "                }\n"
                + "                if (flow.held() < flow.start().bufferLimit()) {"),
        new Mutation("the destination releases before the state is there", HSL_FLOW,
            "if (!stateThere || superseded != 0) {",
            "if (superseded != 0) {"),
        new Mutation("a roll-back does not restore the source's state", HANDOVER,
            "told ? StateTransfer.RESTORE : StateTransfer.NONE",
            "StateTransfer.NONE"),
        new Mutation("the entry that detects comes behind the one that forwards", SWEEP,
            "            machine.book().install(detection[direction.ordinal()]);\n"
                + "            if (handingBack) {\n"
                + "                machine.book().remove(machine.entries().forwarding(group, request, direction));\n"
                + "            } else {\n"
                + "                machine.book().install(machine.entries().forwarding(group, request, direction));\n"
                + "            }\n",
            "            if (handingBack) {\n"
                + "                machine.book().remove(machine.entries().forwarding(group, request, direction));\n"
                + "            } else {\n"
                + "                machine.book().install(machine.entries().forwarding(group, request, direction));\n"
                + "            }\n"
                + "            machine.book().install(detection[direction.ordinal()]);\n"),
        new Mutation("exact entries stay", PLACEMENT,
            "book.remove(entry);\n",
            "book.expected(entry.node());\n"),
        new Mutation("where a flow is: older requests are not looked at", GROUP,
            "request.isBefore(claimant)\n",
            "request.isBefore(request)\n"),
        new Mutation("where a flow goes when a request is gone: the default instance, whoever else claims it", GROUP,
            "request != gone && !request.isWithdrawn()",
            "request == gone && !request.isWithdrawn()"),
        new Mutation("a START_HO that comes twice begins anew", HSL,
            "var flow = flows.get(start.handover());\n"
                + "        if (flow == null) {\n"
                + "            if",
            "HslFlow flow = null;\n"
                + "        if (flow == null) {\n"
                + "            if"),
        new Mutation("a START_HO of an attempt that was replaced still counts", HSL,
            "if (isOutdated(start) || endedEarly",
            "if (endedEarly"),
        new Mutation("the mark is not taken off", GATE,
            "flow.countReordered();\n"
                + "                yield Verdict.RESTORE_AND_FORWARD;",
            "flow.countReordered();\n"
                + "                yield Verdict.FORWARD;"),
        new Mutation("answers of an attempt that was given up count for the next", HANDOVER,
            "if (message.handover() != attempt) {",
            "if (message.handover() == 0) {"),
        new Mutation("a silent direction is closed at once, without silence and probe", HANDOVER,
            "        closeWhatIsComplete(nowNs);\n"
                + "        probeAfterSilence(nowNs, lane);",
            "        lane.firstUnmarked = true;\n"
                + "        closeWhatIsComplete(nowNs);"),
        new Mutation("late packets are not marked as late", "controller/PacketPath.java",
            "release(lane, to, attempt, frame, true);",
            "release(lane, to, attempt, frame, false);\n"
                + "            lane.lateReleased++;"),
        new Mutation("what the switch still sends behind RELEASE_FINISHED counts as older than the rest", HANDOVER,
            "release(lane, frame, false);\n"
                + "            }\n"
                + "            case RELEASE, ENDED -> release(lane, frame, false);",
            "release(lane, frame, lane.closed);\n"
                + "            }\n"
                + "            case RELEASE, ENDED -> release(lane, frame, true);"),
        new Mutation("a later attempt does not take over what an earlier one holds", GATE,
            "                lateBuff.add(queue.remove());\n"
                + "                earlier.flow.released();",
            "                queue.remove();\n"
                + "                earlier.flow.released();"),
        new Mutation("the MARKER behind the data is left out", HSL_FLOW,
            "                machine.sendMarkers(this);\n",
            ""),
        new Mutation("the controller buffers until the state is gone", HANDOVER,
            "if (step != Step.STARTING || !isAcknowledged()) {",
            "if (step != Step.STARTING || !isAcknowledged() || !allDrained()) {"),
        new Mutation("the window closes while a flow waits for another handover", SWEEP,
            "group.isHidden(this) || group.hasWaiting(this)) {",
            "group.isHidden(this)) {"),
        new Mutation("the window closes while a request above hands flows down", SWEEP,
            "group.isHidden(this) || group.hasWaiting(this)) {",
            "group.hasWaiting(this)) {"),
        new Mutation("a flow that was rolled back is not kept at its source", SWEEP,
            "group.pin(handover.key(), new Pin(",
            "placement.remove(machine.book());\n"
                + "            group.pin(handover.key(), new Pin("),
        new Mutation("the window closes before that is noted", SWEEP,
            "if (journal != Journal.DURABLE) {",
            "if (journal == Journal.WRITING) {"),
        new Mutation("a flow that is offered leaves no trace of where it is", PLACEMENT,
            "exact[direction.ordinal()] = machine.entries().offer(entry, instance.port(direction));\n"
                + "                machine.book().install(exact[direction.ordinal()]);",
            "exact[direction.ordinal()] = null;\n"
                + "                machine.book().remove(entry);"),
        new Mutation("what a controller of before has left is removed unread", MACHINE,
            "new Remnants(this, groups.values()).handle(nowNs, all);\n",
            "\n"),
        new Mutation("an attempt is vouched for by its source alone", HANDOVER,
            "doubtful = report.role() == Role.SOURCE && report.movesState();",
            "doubtful = false;"),
        new Mutation("an offer of a controller of before becomes an exact entry, ahead of the packets here", GROUP,
            "sweep.isLooking() && (isOffer || !atGoal)",
            "sweep.isLooking() && !atGoal"),
        new Mutation("cancel undoes what the destination may have processed", HANDOVER,
            "&& !rollingBack && moves && !passed) {",
            "&& !rollingBack && moves) {"),
        new Mutation("what the destination has processed already is rolled back all the same", HSL,
            "? released(start) : null;",
            "&& start.slot() < 0 ? released(start) : null;"),
        new Mutation("what is buffered at the controller stays there", HANDOVER,
            "handleExactInForce(now, lane, thisAttempt));\n"
                + "            packets.flushMarked(lane, to, attempt);\n",
            "handleExactInForce(now, lane, thisAttempt));\n"));

    private MutationTable() {
        // a list only
    }
}

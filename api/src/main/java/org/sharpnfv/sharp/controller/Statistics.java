/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.Map;
import org.sharpnfv.sharp.wire.MessageType;
import org.sharpnfv.sharp.wire.Outcome;

/**
 * What a machine has counted since it started, at one moment. Totals never fall, whatever is removed or cleared.
 *
 * @param requests how many requests, and histories of deleted ones, are in which phase now
 * @param flows how many flows in handover are in which phase now
 * @param detected flows whose handover began
 * @param ended flows whose handover ended, by how, and how long that took
 * @param leftBehind flows among those rolled back whose request then went: they went on without their state
 * @param packets the controller's own counts; its maximum is over all requests together
 * @param late packets that reached a source after START_HO, as the agents reported
 * @param lostByAgents packets that did not reach the VNF, as the agents reported
 * @param reordered packets that were delivered behind newer ones, as the agents reported
 * @param lost packets that the controller lost, by reason
 * @param received control messages that were accepted
 * @param sent control messages
 * @param protocol what did not count, and why
 * @param groups by name
 */
public record Statistics(Map<Phase, Integer> requests, Map<Phase, Integer> flows, long detected,
        Map<Outcome, Durations> ended, long leftBehind, ControllerCounters packets, long late, long lostByAgents,
        long reordered, Map<Loss, Long> lost, Map<MessageType, Long> received, Map<MessageType, Long> sent,
        ProtocolCounters protocol, Map<String, GroupView> groups) {
    /** Copies. */
    public Statistics {
        requests = Map.copyOf(requests);
        flows = Map.copyOf(flows);
        ended = Map.copyOf(ended);
        lost = Map.copyOf(lost);
        received = Map.copyOf(received);
        sent = Map.copyOf(sent);
        groups = Map.copyOf(groups);
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.function.ToDoubleFunction;

/** What is measured of each handover, and summed up for each cell. */
enum Metric {
    /** The paper's metric 1. */
    DURATION_US("duration_us", Sample::durationUs),
    /** The paper's metric 2. */
    MAX_DELAY_US("max_delay_us", Sample::maxDelayUs),
    /** The paper's metric 3. */
    CONTROLLER_BUFFERED_MAX("controller_buffered_max", Sample::controllerBufferedMax),
    /** The paper's metric 4: ctrl_buff and sw_buff at the destination. */
    AGENT_BUFFERED_MAX("agent_buffered_max", Sample::agentBufferedMax),
    /** What the controller really handles: packet-ins and packet-outs. */
    CONTROLLER_PACKETS("controller_packets", Sample::controllerPackets),
    /** The paper's metric 5. */
    LOST_PER_HANDOVER("lost_per_handover", Sample::lost),
    /** The paper's metric 6. */
    REORDERED_PER_HANDOVER("reordered_per_handover", Sample::reordered),
    /** Half of what the controller handles. */
    PACKET_INS("packet_ins", Sample::packetIns),
    /** The other half. */
    PACKET_OUTS("packet_outs", Sample::packetOuts),
    /** All that waited at the controller: R of OpenNF's cost, T of SHarP's. */
    CONTROLLER_BUFFERED_TOTAL("controller_buffered_total", Sample::controllerBufferedTotal),
    /** Entries on one switch. */
    ENTRIES_MAX("entries_max", Sample::entriesMax),
    /** The controller's processor time. */
    CONTROLLER_CPU_MS("controller_cpu_ms", Sample::controllerCpuMs);

    private final String field;
    @SuppressWarnings("ImmutableEnumChecker") // a method reference
    private final ToDoubleFunction<Sample> value;

    Metric(final String field, final ToDoubleFunction<Sample> value) {
        this.field = field;
        this.value = value;
    }

    /** Its name in JSON. */
    String field() {
        return field;
    }

    double of(final Sample sample) {
        return value.applyAsDouble(sample);
    }
}

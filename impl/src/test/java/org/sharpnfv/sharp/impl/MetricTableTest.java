/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerSettings;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.sharpnfv.sharp.controller.GroupConfig.Attachment;
import org.sharpnfv.sharp.controller.HandoverMode;
import org.sharpnfv.sharp.controller.Instance;
import org.sharpnfv.sharp.controller.RequestConfig;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.metrics.Metric;
import org.sharpnfv.sharp.wire.Overflow;

/** Each counter has a metric, by Prometheus' conventions. */
class MetricTableTest {
    private static final String NODE = "openflow:1";
    private static final long MS = 1_000_000L;

    private final EngineCounters engine = new EngineCounters();
    private final DriverCounters driver = new DriverCounters();
    private final NotificationCounters notifications = new NotificationCounters();
    private final Inbox inbox = new Inbox(new MachineClock());
    private final ControllerMachine machine = new ControllerMachine(ControllerSettings.DEFAULT, 1);

    static List<Metric> ofAnIdleController() {
        return new MetricTableTest().read(Map.of());
    }

    private List<Metric> read(final Map<String, Long> plugin) {
        return MetricTable.of(machine.statistics(), engine, inbox, driver, notifications, plugin);
    }

    /** By name and labels; a histogram by its count. */
    private Map<String, Double> values(final Map<String, Long> plugin) {
        return read(plugin).stream().flatMap(metric -> switch (metric) {
            case Metric.Counter counter -> counter.values().stream().map(value ->
                Map.entry(Metric.text(counter.name(), value.labels()), value.value()));
            case Metric.Gauge gauge -> gauge.values().stream().map(value ->
                Map.entry(Metric.text(gauge.name(), value.labels()), value.value()));
            case Metric.Histogram histogram -> histogram.distributions().stream().map(each ->
                Map.entry(Metric.text(histogram.name(), each.labels()), (double) each.count()));
        }).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void shouldNameByTheConventions() {
        final var names = new HashSet<String>();
        for (final var metric : read(Map.of())) {
            assertTrue(names.add(metric.name()), metric.name());
            assertTrue(metric.name().matches("sharp_[a-z]+(_[a-z]+)*"), metric.name());
            assertTrue(metric.help().matches("(?s)[A-Z1].*\\."), metric.name() + ": " + metric.help());
            assertEquals(metric instanceof Metric.Counter, metric.name().endsWith("_total"), metric.name());
            assertEquals(metric instanceof Metric.Histogram, metric.name().endsWith("_seconds"), metric.name());
        }
        // Prometheus' form of a counter and a gauge would be one otherwise
        names.forEach(name -> assertTrue(!names.contains(name + "_total"), name));
    }

    @Test
    void shouldShowAFlowInHandover() {
        machine.handleSwitchConnected(5 * MS, NODE);
        machine.putGroup(5 * MS, new GroupConfig("g", new Attachment(NODE, List.of(1)), new Attachment(NODE,
            List.of(2)), "vnf1", List.of(new Instance("vnf1", 11, 21, ""), new Instance("vnf2", 12, 22, ""))));
        machine.putRequest(5 * MS, new RequestConfig("r", "g", "vnf2", 10, FlowMatch.ANY, FlowMatch.ANY, 3,
            HandoverMode.SHARP, 1000 * MS, 1000 * MS, 10_000 * MS, false, true, Overflow.FAIL, 10_000, 10_000));
        final long cookie = machine.expectedEntries(NODE).stream().filter(entry -> entry.hardSeconds() > 0)
            .mapToLong(FlowEntry::cookie).findFirst().orElseThrow();
        machine.handlePacketIn(6 * MS, NODE, 1, cookie, TestFlows.frame(TestFlows.udp(1000)));
        machine.handlePacketIn(6 * MS, NODE, 1, cookie, TestFlows.frame(TestFlows.udp(1000)));

        final var values = values(Map.of());

        assertAll(
            () -> assertEquals(1, values.get("sharp_requests{phase=\"detection\"}")),
            () -> assertEquals(1, values.get("sharp_flows{phase=\"detection\"}")),
            () -> assertEquals(1, values.get("sharp_flows_detected_total")),
            () -> assertEquals(2, values.get("sharp_buffered_packets")),
            () -> assertEquals(2, values.get("sharp_buffered_packets_max")),
            () -> assertEquals(2, values.get("sharp_held_packets_total")),
            () -> assertEquals(1, values.get("sharp_switches_connected{group=\"g\"}")),
            () -> assertEquals(0, values.get("sharp_agent_up{group=\"g\",vnf=\"vnf2\"}")),
            () -> assertTrue(values.get("sharp_control_messages_total{direction=\"sent\",type=\"start_ho\"}") > 0),
            () -> assertEquals(0, values.get("sharp_flows_ended_total{outcome=\"completed\"}")));
    }

    /** A total stays when what it was counted for is gone. */
    @Test
    void shouldKeepTotalsOfAGroupThatIsGone() {
        shouldShowAFlowInHandover();

        machine.removeGroup(7 * MS, "g");

        final var values = values(Map.of());
        assertAll(
            () -> assertEquals(1, values.get("sharp_flows_detected_total")),
            () -> assertEquals(1, values.get("sharp_flows_ended_total{outcome=\"failed\"}")),
            () -> assertEquals(1, values.get("sharp_handover_duration_seconds{outcome=\"failed\"}")),
            () -> assertEquals(0, values.get("sharp_buffered_packets")),
            () -> assertEquals(2, values.get("sharp_held_packets_total")),
            () -> assertEquals(0, values.get("sharp_flows{phase=\"detection\"}")));
    }

    @Test
    void shouldShowWhatEverybodyCounts() {
        engine.packetWaited(TimeUnit.MICROSECONDS.toNanos(3));
        engine.foreignPacket();
        engine.unreadablePacket();
        engine.failed();
        driver.flowMods.add(2);
        driver.refusedFlowMods.add(3);
        driver.packetOuts.add(4);
        driver.failedPacketOuts.add(5);
        driver.barriers.add(6);
        driver.failedBarriers.add(7);
        driver.discarded.add(8);
        notifications.published.add(9);
        notifications.delivered.add(7);
        notifications.forgotten.add(10);
        notifications.rejected.add(11);
        notifications.failedWrites.add(12);
        inbox.postPacket(NODE, 1, 0, new byte[0]);

        final var values = values(Map.of());

        final var expected = new ArrayList<>(List.of("sharp_packet_ins_total{kind=\"sharp\"} 2.0",
            "sharp_packet_ins_total{kind=\"other\"} 1.0", "sharp_packet_ins_total{kind=\"unreadable\"} 1.0",
            "sharp_engine_queue_packets 1.0", "sharp_engine_queue_full_total 0.0", "sharp_engine_defects_total 1.0",
            "sharp_engine_queue_wait_seconds 1.0", "sharp_switch_orders_total{kind=\"flow_mod\"} 2.0",
            "sharp_failed_switch_orders_total{kind=\"flow_mod\"} 3.0",
            "sharp_switch_orders_total{kind=\"packet_out\"} 4.0",
            "sharp_failed_switch_orders_total{kind=\"packet_out\"} 5.0",
            "sharp_lost_packets_total{reason=\"not_taken\"} 5.0", "sharp_switch_orders_total{kind=\"barrier\"} 6.0",
            "sharp_failed_switch_orders_total{kind=\"barrier\"} 7.0", "sharp_discarded_switch_orders_total 8.0",
            "sharp_notifications_published_total 9.0", "sharp_notifications_undelivered 2.0",
            "sharp_notifications_dropped_total{reason=\"forgotten\"} 10.0",
            "sharp_notifications_dropped_total{reason=\"rejected\"} 11.0",
            "sharp_datastore_failures_total 12.0"));
        values.forEach((name, value) -> expected.remove(name + ' ' + value));
        assertEquals(List.of(), expected, values::toString);
    }

    @Test
    void shouldReadWhatOpenflowpluginSays() {
        final var found = PluginCounters.parse(List.of("FROM_SWITCH: MSG[PacketInMessage] -> +3 | 81",
            "FROM_SWITCH: MSG[FlowRemovedMessage] -> +0 | 4", "FROM_SWITCH_PUBLISHED_SUCCESS: MSG[PacketInMessage]"
            + " -> +3 | 78", "FROM_SWITCH_PACKET_IN_LIMIT_REACHED_AND_DROPPED: MSG[PacketInMessage] -> +2 | 2",
            "OFJ_BACKPRESSURE_ON: MSG[DeviceContext] -> +1 | 1", "TO_SWITCH_DISREGARDED: no activity detected"));

        final var values = values(found);

        assertAll(
            () -> assertEquals(5, found.size(), found::toString),
            () -> assertEquals(81, values.get("sharp_openflowplugin_packet_ins_total{stage=\"received\"}")),
            () -> assertEquals(78, values.get("sharp_openflowplugin_packet_ins_total{stage=\"published\"}")),
            () -> assertEquals(2, values.get("sharp_openflowplugin_packet_ins_total{stage=\"limited\"}")),
            () -> assertEquals(0, values.get("sharp_openflowplugin_packet_ins_total{stage=\"rejected\"}")),
            () -> assertEquals(1, values.get("sharp_openflowplugin_packet_in_filters_total")));
    }
}

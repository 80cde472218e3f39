/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.metrics.Metric;
import org.sharpnfv.sharp.metrics.SharpMetricsMXBean;

/** By JMX, with open types alone: whoever reads needs no class of ours. */
class MetricsBeanTest {
    private static final List<Metric> METRICS = List.of(
        new Metric.Counter("sharp_lost_packets_total", "Lost.", List.of(
            new Metric.Value(Map.of("reason", "buffer_full"), 3), new Metric.Value(Map.of("reason", "agent"), 0))),
        new Metric.Gauge("sharp_buffered_packets", "Held.", List.of(new Metric.Value(Map.of(), 7))),
        new Metric.Histogram("sharp_handover_duration_seconds", "Duration.", List.of(new Metric.Distribution(
            Map.of("outcome", "completed"), List.of(new Metric.Range(0.5, 2), new Metric.Range(1, 1),
                new Metric.Range(Double.POSITIVE_INFINITY, 4)), 12.5))));

    @Test
    void shouldShowAllMetricsAsOpenTypes() throws JMException {
        final var server = ManagementFactory.getPlatformMBeanServer();
        final var name = new ObjectName(SharpMetricsMXBean.OBJECT_NAME);
        try (var bean = new MetricsBean(() -> METRICS)) {
            assertInstanceOf(TabularData.class, server.getAttribute(name, "Counters"));
            final var read = JMX.newMXBeanProxy(server, name, SharpMetricsMXBean.class);
            assertEquals(bean.getCounters(), read.getCounters());
            assertEquals(Map.of("sharp_lost_packets_total{reason=\"buffer_full\"}", 3.0,
                "sharp_lost_packets_total{reason=\"agent\"}", 0.0), read.getCounters());
            assertEquals(Map.of("sharp_buffered_packets", 7.0), read.getGauges());
            assertEquals("Held.", read.getHelp().get("sharp_buffered_packets"));
            final var durations = read.getHistograms().get("sharp_handover_duration_seconds{outcome=\"completed\"}");
            assertEquals(7, durations.getCount());
            assertEquals(12.5, durations.getSumSeconds());
            assertEquals(Map.of("0.5", 2L, "1.0", 3L, "+Inf", 7L), durations.getAtMost());
        }
        assertFalse(server.isRegistered(name));
    }

    /** A bundle that was not stopped in order leaves its bean: the next one takes its place. */
    @Test
    void shouldTakeThePlaceOfOneThatWasLeft() throws JMException {
        final var left = new MetricsBean(() -> List.of());
        try (var next = new MetricsBean(() -> METRICS)) {
            final var read = JMX.newMXBeanProxy(ManagementFactory.getPlatformMBeanServer(),
                new ObjectName(SharpMetricsMXBean.OBJECT_NAME), SharpMetricsMXBean.class);
            assertEquals(next.getGauges(), read.getGauges());
        }
        left.close();
    }
}

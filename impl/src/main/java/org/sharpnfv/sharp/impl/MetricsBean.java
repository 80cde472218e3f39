/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.sharpnfv.sharp.metrics.DurationsData;
import org.sharpnfv.sharp.metrics.Metric;
import org.sharpnfv.sharp.metrics.MetricSource;
import org.sharpnfv.sharp.metrics.SharpMetricsMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics by JMX. */
final class MetricsBean implements SharpMetricsMXBean, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsBean.class);

    private final MetricSource source;

    MetricsBean(final MetricSource source) {
        this.source = source;
        try {
            // whoever was there before belongs to a bundle that is gone
            unregister();
            ManagementFactory.getPlatformMBeanServer()
                .registerMBean(new StandardMBean(this, SharpMetricsMXBean.class, true), name());
        } catch (JMException e) {
            LOG.warn("No metrics by JMX", e);
        }
    }

    private static ObjectName name() throws JMException {
        return new ObjectName(OBJECT_NAME);
    }

    private static void unregister() throws JMException {
        final var server = ManagementFactory.getPlatformMBeanServer();
        if (server.isRegistered(name())) {
            server.unregisterMBean(name());
        }
    }

    @Override
    public void close() {
        try {
            unregister();
        } catch (JMException e) {
            LOG.warn("The metrics' MBean stays", e);
        }
    }

    @Override
    public Map<String, Double> getCounters() {
        final var found = new TreeMap<String, Double>();
        for (final var metric : source.read()) {
            if (metric instanceof Metric.Counter counter) {
                put(found, counter.name(), counter.values());
            }
        }
        return found;
    }

    @Override
    public Map<String, Double> getGauges() {
        final var found = new TreeMap<String, Double>();
        for (final var metric : source.read()) {
            if (metric instanceof Metric.Gauge gauge) {
                put(found, gauge.name(), gauge.values());
            }
        }
        return found;
    }

    private static void put(final Map<String, Double> found, final String name, final List<Metric.Value> values) {
        values.forEach(value -> found.put(Metric.text(name, value.labels()), value.value()));
    }

    @Override
    public Map<String, DurationsData> getHistograms() {
        final var found = new TreeMap<String, DurationsData>();
        for (final var metric : source.read()) {
            if (metric instanceof Metric.Histogram histogram) {
                histogram.distributions().forEach(each ->
                    found.put(Metric.text(histogram.name(), each.labels()), data(each)));
            }
        }
        return found;
    }

    private static DurationsData data(final Metric.Distribution distribution) {
        final var atMost = new LinkedHashMap<String, Long>();
        long below = 0;
        for (final var range : distribution.ranges()) {
            below += range.count();
            atMost.put(Double.isInfinite(range.upperSeconds()) ? "+Inf" : Double.toString(range.upperSeconds()), below);
        }
        return new DurationsData(distribution.count(), distribution.sumSeconds(), atMost);
    }

    @Override
    public Map<String, String> getHelp() {
        final var found = new TreeMap<String, String>();
        source.read().forEach(metric -> found.put(metric.name(), metric.help()));
        return found;
    }
}

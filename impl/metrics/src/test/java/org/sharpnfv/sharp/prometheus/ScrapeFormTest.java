/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.metrics.Metric;

/** What Prometheus reads, to the letter. */
class ScrapeFormTest {
    private static String text(final List<Metric> metrics) throws IOException {
        final var out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.builder().build().write(out, ScrapeForm.of(metrics));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldWriteCountersGaugesAndHistograms() throws IOException {
        assertEquals("""
            # HELP sharp_buffered_packets Held now.
            # TYPE sharp_buffered_packets gauge
            sharp_buffered_packets 7.0
            # HELP sharp_handover_duration_seconds How long.
            # TYPE sharp_handover_duration_seconds histogram
            sharp_handover_duration_seconds_bucket{outcome="completed",le="0.5"} 2
            sharp_handover_duration_seconds_bucket{outcome="completed",le="+Inf"} 6
            sharp_handover_duration_seconds_count{outcome="completed"} 6
            sharp_handover_duration_seconds_sum{outcome="completed"} 12.5
            # HELP sharp_lost_packets_total Lost.
            # TYPE sharp_lost_packets_total counter
            sharp_lost_packets_total{reason="agent"} 0.0
            sharp_lost_packets_total{reason="buffer_full"} 3.0
            """, text(List.of(
                new Metric.Counter("sharp_lost_packets_total", "Lost.", List.of(
                    new Metric.Value(Map.of("reason", "buffer_full"), 3),
                    new Metric.Value(Map.of("reason", "agent"), 0))),
                new Metric.Gauge("sharp_buffered_packets", "Held now.", List.of(new Metric.Value(Map.of(), 7))),
                new Metric.Histogram("sharp_handover_duration_seconds", "How long.", List.of(
                    new Metric.Distribution(Map.of("outcome", "completed"), List.of(new Metric.Range(0.5, 2),
                        new Metric.Range(Double.POSITIVE_INFINITY, 4)), 12.5))))));
    }
}

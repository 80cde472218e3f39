/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.metrics.Metric;

/** How scrapes are answered. */
class ScrapeServletTest {
    private static final List<Metric> METRICS =
        List.of(new Metric.Counter("sharp_lost_packets_total", "Lost.", List.of(new Metric.Value(Map.of(), 3))));

    private final HttpServletRequest request = mock(HttpServletRequest.class);
    private final HttpServletResponse response = mock(HttpServletResponse.class);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @BeforeEach
    void setUp() throws IOException {
        when(response.getOutputStream()).thenReturn(new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(final WriteListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(final int octet) {
                body.write(octet);
            }
        });
    }

    private String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldAnswerInTheTextFormUnlessAskedForAnother() throws IOException {
        new ScrapeServlet(() -> METRICS).doGet(request, response);

        verify(response).setContentType("text/plain; version=0.0.4; charset=utf-8");
        verify(response).setContentLength(body.size());
        assertTrue(text().endsWith("\nsharp_lost_packets_total 3.0\n"), this::text);
    }

    @Test
    void shouldAnswerInOpenMetricsIfAskedFor() throws IOException {
        when(request.getHeader("Accept")).thenReturn("application/openmetrics-text; version=1.0.0");

        new ScrapeServlet(() -> METRICS).doGet(request, response);

        verify(response).setContentType("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertTrue(text().endsWith("\n# EOF\n"), this::text);
    }

    /** The scrape fails, and Prometheus shows that: an empty one would look as if all were well. */
    @Test
    void shouldFailIfTheEngineDoesNotAnswer() throws IOException {
        new ScrapeServlet(() -> {
            throw new IllegalStateException("stuck");
        }).doGet(request, response);

        verify(response).sendError(503, "stuck");
        verify(response, never()).setContentType(anyString());
        assertEquals("", text());
    }
}

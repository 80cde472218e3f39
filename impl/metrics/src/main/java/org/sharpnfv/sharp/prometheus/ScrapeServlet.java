/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.prometheus;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.sharpnfv.sharp.metrics.MetricSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a scrape in the form that the client asks for: Prometheus' text form, or OpenMetrics. */
@SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "Nobody makes octets of a servlet")
final class ScrapeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeServlet.class);

    private final transient MetricSource source;
    private final transient ExpositionFormats formats = ExpositionFormats.init();

    ScrapeServlet(final MetricSource source) {
        this.source = source;
    }

    /** All is read before anything is said: a scrape that fails must not look like one that found less. */
    @Override
    protected void doGet(final HttpServletRequest request, final HttpServletResponse response) throws IOException {
        final var format = formats.findWriter(request.getHeader("Accept"));
        final var body = new ByteArrayOutputStream();
        try {
            format.write(body, ScrapeForm.of(source.read()));
        } catch (IllegalStateException e) {
            LOG.warn("No metrics", e);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, e.getMessage());
            return;
        }
        response.setContentType(format.getContentType());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageServletTest {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final HttpServletResponse response = mock(HttpServletResponse.class);

    private void get(final @Nullable String path) throws IOException {
        final var request = mock(HttpServletRequest.class);
        when(request.getPathInfo()).thenReturn(path);
        when(response.getOutputStream()).thenReturn(new ServletOutputStream() {
            @Override
            public void write(final int octet) {
                body.write(octet);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(final WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        });
        new PageServlet().doGet(request, response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html"})
    void shouldServeThePageWithItsPolicy(final String path) throws IOException {
        get(path);

        assertTrue(body.toString(StandardCharsets.UTF_8).contains("<div id=\"app\">"));
        verify(response).setContentType("text/html; charset=utf-8");
        verify(response).setHeader("Content-Security-Policy", PageServlet.POLICY);
        verify(response).setHeader("X-Content-Type-Options", "nosniff");
        verify(response, never()).sendError(anyInt());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void shouldSendToThePathWithTheSlash(final @Nullable String path) throws IOException {
        get(path);

        verify(response).sendRedirect("/sharp/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing.html", "/../org/sharpnfv/sharp/ui/Dashboard.class", "/assets/"})
    void shouldNotFindAnythingElse(final String path) throws IOException {
        get(path);

        verify(response).sendError(HttpServletResponse.SC_NOT_FOUND);
        verify(response, never()).setContentType(any());
    }

    @Test
    void shouldAllowNothingFromElsewhere() {
        assertTrue(PageServlet.POLICY.startsWith("default-src 'self';"));
        assertTrue(!PageServlet.POLICY.contains("unsafe") && !PageServlet.POLICY.contains("http"));
    }
}

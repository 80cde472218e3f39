/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javax.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.opendaylight.aaa.web.WebContext;
import org.opendaylight.aaa.web.WebContextSecurer;
import org.opendaylight.aaa.web.WebServer;
import org.opendaylight.yangtools.concepts.Registration;

class DashboardTest {
    private final List<WebContext> registered = new ArrayList<>();
    private final List<String> secured = new ArrayList<>();

    private final WebServer webServer = new WebServer() {
        @Override
        public Registration registerWebContext(final WebContext context) {
            registered.add(context);
            return () -> registered.remove(context);
        }

        @Override
        public String getBaseURL() {
            throw new UnsupportedOperationException();
        }
    };
    private final WebContextSecurer securer = (builder, async, patterns) -> secured.addAll(List.of(patterns));

    @Test
    void shouldServeNothingWithoutAuthentication() throws ServletException {
        final var dashboard = new Dashboard(webServer, securer);

        assertEquals(List.of("/*"), secured);
        final var context = registered.getFirst();
        assertEquals("/sharp", context.contextPath());
        assertEquals(List.of("/*"), context.servlets().getFirst().urlPatterns());
        assertTrue(context.resources().isEmpty());

        dashboard.close();
        assertTrue(registered.isEmpty());
    }
}

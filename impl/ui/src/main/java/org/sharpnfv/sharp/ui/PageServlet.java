/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.ui;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** The page and its files, out of this bundle, with headers that keep everything but this origin's out. */
final class PageServlet extends HttpServlet {
    /** Nothing from elsewhere, no script or style in the page itself, no frame around it. */
    static final String POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        + " object-src 'none'";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(final HttpServletRequest request, final HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        final var path = request.getPathInfo();
        if (path == null || path.isEmpty()) {
            // with the slash, so that the page's relative links are right
            response.sendRedirect(Dashboard.PATH + '/');
            return;
        }
        final var file = PageFile.of(path.equals("/") ? "/index.html" : path);
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (var content = file.get().open()) {
            if (content == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            response.setContentType(file.get().contentType());
            response.setHeader("Cache-Control", file.get().cacheControl());
            content.transferTo(response.getOutputStream());
        }
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageFileTest {
    @ParameterizedTest
    @CsvSource({
        "/index.html, text/html; charset=utf-8, no-cache",
        "/licences.txt, text/plain; charset=utf-8, no-cache",
        "/assets/index-D9KKXum8.css, text/css; charset=utf-8, 'private, max-age=31536000, immutable'",
        "/assets/index-BzP_-OBjC.js, text/javascript; charset=utf-8, 'private, max-age=31536000, immutable'",
        "/assets/icon-CA7MgvPL.svg, image/svg+xml, 'private, max-age=31536000, immutable'"})
    void shouldKnowTypeAndLifetime(final String path, final String contentType, final String cacheControl) {
        final var file = PageFile.of(path).orElseThrow();

        assertEquals(contentType, file.contentType());
        assertEquals(cacheControl, file.cacheControl());
    }

    /** Paths out of the directory, and what no file of the page is called. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/..", "/../index.html", "/assets/../index.html", "/assets/..", "//index.html",
        "/assets//index.js", "/.hidden.js", "/index", "/index.class", "/org/sharpnfv/sharp/ui/Dashboard.html",
        "/index.html/", "/index.html\n", "/%2e%2e/index.html", "/assets\\index.js"})
    void shouldRefuseOtherPaths(final String path) {
        assertTrue(PageFile.of(path).isEmpty());
    }

    /** The build has put the page there, and all that it links to; nothing in it is from elsewhere, or inline. */
    @Test
    void shouldOpenThePageAndItsLinks() throws IOException {
        final String page;
        try (var content = PageFile.of("/index.html").orElseThrow().open()) {
            page = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
        final var links = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page).results()
            .map(found -> found.group(1)).toList();

        assertEquals(3, links.size(), page);
        for (final var link : links) {
            assertTrue(link.startsWith("./assets/"), link);
            try (var content = PageFile.of(link.substring(1)).orElseThrow().open()) {
                assertNotNull(content, link);
            }
        }
        assertTrue(Pattern.compile("<script[^>]*></script>").matcher(page).find(), page);
        assertTrue(Pattern.compile("<style| style=| on\\w+=").matcher(page).results().findAny().isEmpty(), page);
    }
}

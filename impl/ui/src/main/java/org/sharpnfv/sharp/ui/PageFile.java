/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.ui;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the page's files, which may or may not exist.
 *
 * @param path below the page's directory, e.g. {@code /assets/index-1a2b.js}
 * @param contentType its media type
 */
record PageFile(String path, String contentType) {
    private static final String DIRECTORY = "/dashboard";
    /** A file's name never begins with a dot, so no path leads out of the directory. */
    private static final Pattern PATH = Pattern.compile("(?:/assets)?/\\w[\\w-]*(?:\\.[\\w-]+)*\\.(?<type>\\w+)");
    private static final Map<String, String> TYPES = Map.of(
        "css", "text/css; charset=utf-8",
        "html", "text/html; charset=utf-8",
        "js", "text/javascript; charset=utf-8",
        "svg", "image/svg+xml",
        "txt", "text/plain; charset=utf-8");

    /**
     * The file of a request.
     *
     * @param path what was asked for
     * @return nothing if it cannot be one of the page's files
     */
    static Optional<PageFile> of(final String path) {
        final var matcher = PATH.matcher(path);
        return matcher.matches() ? Optional.ofNullable(TYPES.get(matcher.group("type")))
            .map(type -> new PageFile(path, type)) : Optional.empty();
    }

    /** Vite puts a hash of the content into the names of what is in assets. */
    String cacheControl() {
        return path.startsWith("/assets/") ? "private, max-age=31536000, immutable" : "no-cache";
    }

    @Nullable InputStream open() {
        return PageFile.class.getResourceAsStream(DIRECTORY + path);
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the guide and the models together. */
class GuideTest {
    private static final String MODEL = "yang/src/main/yang/sharp-handover.yang";

    private static List<String> named(final String pattern, final String text) {
        final var found = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results()
            .map(result -> result.group(1)).toList();
        assertFalse(found.isEmpty(), pattern);
        return found;
    }

    private static List<String> missing(final List<String> names, final String text) {
        final var missing = new ArrayList<>(names);
        missing.removeIf(text::contains);
        return missing;
    }

    private static String model() {
        return String.join("\n", Guide.lines(MODEL));
    }

    @Test
    void shouldSayWhatToDoAboutEachFailure() {
        final var failures = named("^  identity ([a-z-]+) \\{\n    base", model()).stream()
            .filter(name -> !List.of("buffer-full", "cancelled").contains(name)).map(name -> '`' + name + '`').toList();

        assertEquals(List.of(), missing(failures, String.join("\n",
            Guide.section("karaf/README.md", "Troubleshooting"))));
    }

    @Test
    void shouldHaveEachCallAsCurlAndAsPython() {
        final var calls = named("^  (?:rpc|container) ([a-z-]+)", model()).stream()
            .map(name -> "sharp-handover:" + name).toList();

        for (final var language : List.of("sh", "python")) {
            final var blocks = Guide.blocks("karaf/orchestrators.md").stream()
                .filter(block -> block.language().equals(language)).map(Guide.Block::text).toList();
            assertEquals(List.of(), missing(calls, String.join("\n", blocks)), language);
        }
    }

    @Test
    void shouldShowEachOptionOfARequest() {
        final String model = model();
        final var options = named("^    leaf ([a-z-]+) \\{", model.substring(model.indexOf("grouping request {"),
            model.indexOf("container handover-requests")));

        assertEquals(List.of(), missing(options.stream().map(name -> '"' + name + '"').toList(),
            String.join("\n", Guide.lines("karaf/orchestrators.md"))));
    }
}

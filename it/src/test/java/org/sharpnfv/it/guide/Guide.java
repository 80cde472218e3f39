/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Programs;

/** The Markdown files of the guide, read so that tests do what they say. */
public final class Guide {
    private static final String INDENTED = "    ";

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /**
     * A fenced block.
     *
     * @param language what stands behind the fence
     * @param text its lines
     */
    record Block(String language, String text) {
    }

    private Guide() {
    }

    /**
     * The fenced blocks of a file.
     *
     * @param file e.g. karaf/orchestrators.md
     * @return them, in order
     */
    static List<Block> blocks(final String file) {
        final var blocks = new ArrayList<Block>();
        String language = "";
        final var text = new ArrayList<String>();
        boolean inside = false;
        for (final var line : lines(file)) {
            if (!line.startsWith("```")) {
                if (inside) {
                    text.add(line);
                }
            } else if (inside) {
                blocks.add(new Block(language, String.join("\n", text)));
                text.clear();
                inside = false;
            } else {
                language = line.substring(3);
                inside = true;
            }
        }
        if (inside || blocks.isEmpty()) {
            throw new LabException("expected closed blocks in " + file + ", found " + blocks.size());
        }
        return blocks;
    }

    /**
     * The indented lines of a section that begin with a word.
     *
     * @param file e.g. karaf/README.md
     * @param heading the section's heading, without its number signs
     * @param word how the lines begin
     * @return them, without what is commented
     */
    public static List<String> commands(final String file, final String heading, final String word) {
        final var found = section(file, heading).stream().filter(line -> line.startsWith(INDENTED + word))
            .map(line -> line.replaceFirst("\\s+#.*", "").strip()).toList();
        if (found.isEmpty()) {
            throw new LabException("expected lines with " + word + " below '" + heading + "' in " + file
                + ", found none");
        }
        return found;
    }

    /**
     * What a section's sentence that begins with a word has between backquotes.
     *
     * @param file e.g. karaf/README.md
     * @param heading the section's heading, without its number signs
     * @param word the word before the first of them
     * @return them, until the sentence's end
     */
    static List<String> quoted(final String file, final String heading, final String word) {
        final String text = String.join(" ", section(file, heading));
        final int from = text.indexOf(word + " `");
        final int to = text.indexOf(". ", from);
        if (from < 0 || to < 0) {
            throw new LabException("expected a sentence with '" + word + " `' below '" + heading + "' in " + file
                + ", found none");
        }
        return QUOTED.matcher(text.substring(from, to)).results().map(found -> found.group(1)).toList();
    }

    /**
     * A section's lines, until the next heading of whatever level.
     *
     * @param file e.g. karaf/README.md
     * @param heading the heading, without its number signs
     * @return the lines
     */
    static List<String> section(final String file, final String heading) {
        final var lines = new ArrayList<String>();
        boolean inside = false;
        for (final var line : lines(file)) {
            if (line.startsWith("#")) {
                inside = line.replaceFirst("^#+ ", "").equals(heading);
            } else if (inside) {
                lines.add(line);
            }
        }
        return lines;
    }

    static List<String> lines(final String file) {
        try {
            return Files.readAllLines(Programs.top().resolve(file));
        } catch (IOException e) {
            throw new LabException("cannot read " + file, e);
        }
    }
}

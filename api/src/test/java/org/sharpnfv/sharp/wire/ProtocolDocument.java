/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** {@code PROTOCOL.md}, read by tests so that it and the code cannot drift apart. */
public final class ProtocolDocument {
    private final List<String> lines;

    private ProtocolDocument(final List<String> lines) {
        this.lines = lines;
    }

    /**
     * Reads the document.
     *
     * @param path where it is
     * @return the document
     */
    public static ProtocolDocument read(final Path path) {
        try {
            return new ProtocolDocument(Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document, for a test of {@code api}, which runs in the module's directory. */
    public static ProtocolDocument ofThisModule() {
        return read(Path.of("PROTOCOL.md"));
    }

    /**
     * The examples under one name.
     *
     * @param name what is behind {@code hex} where the block begins
     * @return the octets of each
     */
    public List<byte[]> examples(final String name) {
        final var found = new ArrayList<byte[]>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```hex " + name)) {
                final var digits = new StringBuilder();
                for (i++; !lines.get(i).equals("```"); i++) {
                    digits.append(lines.get(i).split(";", 2)[0].replace(" ", ""));
                }
                found.add(HexFormat.of().parseHex(digits));
            }
        }
        return found;
    }

    /**
     * The only example under a name.
     *
     * @param name the name
     * @return its octets
     */
    public byte[] example(final String name) {
        final var all = examples(name);
        if (all.size() != 1) {
            throw new IllegalStateException("expected one example of " + name + ", found " + all.size());
        }
        return all.getFirst();
    }

    /**
     * The rows of the first table whose heading begins with a text.
     *
     * @param heading the first cells of the heading, as they are written
     * @return the cells of each row, without backquotes
     */
    public List<List<String>> table(final String heading) {
        final var rows = new ArrayList<List<String>>();
        int at = 0;
        while (!lines.get(at).startsWith("| " + heading)) {
            at++;
        }
        for (at += 2; at < lines.size() && lines.get(at).startsWith("|"); at++) {
            rows.add(Arrays.stream(lines.get(at).substring(1).split("\\|")).map(cell -> cell.strip().replace("`", ""))
                .toList());
        }
        return rows;
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What tshark hears on the links between the ingress switch and the agents, read with SHarP's dissector. */
public final class Capture {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Sandbox sandbox;
    private final ChildProcess tshark;
    private final Path file;

    private Capture(final Sandbox sandbox, final ChildProcess tshark, final Path file) {
        this.sandbox = sandbox;
        this.tshark = tshark;
        this.file = file;
    }

    /**
     * Begins to listen, and returns when it does.
     *
     * @param sandbox what owns it
     * @param topology where
     * @return the capture
     */
    public static Capture start(final Sandbox sandbox, final Topology topology) {
        final Path file = sandbox.directory().resolve("ingress.pcapng");
        final var words = new ArrayList<>(List.of("tshark", "-q", "-w", file.toString()));
        for (var site : topology.instances()) {
            words.addAll(List.of("-i", "ingr-" + site.id()));
        }
        final var tshark = sandbox.start("tshark", topology.control(), Command.of(words.toArray(String[]::new)));
        Waiting.until("packets in " + file, LIMIT, INTERVAL, () -> Files.exists(file) && file.toFile().length() > 0);
        return new Capture(sandbox, tshark, file);
    }

    /** Ends it. */
    public void stop() {
        sandbox.stop(tshark);
    }

    /**
     * Reads it.
     *
     * @param filter a display filter
     * @param field what of each packet that it lets through
     * @return all values, in their order
     */
    public List<String> read(final String filter, final String field) {
        return Command.of("tshark", "-X", "lua_script:" + Programs.top().resolve("api/wireshark/sharp.lua"), "-r",
            file.toString(), "-Y", filter, "-T", "fields", "-e", field).run().lines()
            .flatMap(line -> Stream.of(line.split(","))).toList();
    }
}

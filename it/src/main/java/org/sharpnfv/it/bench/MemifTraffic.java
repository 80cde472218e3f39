/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.lab.ChildProcess;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NetworkNamespace;
import org.sharpnfv.it.lab.Sandbox;

/**
 * Source and sink: {@code it/src/main/c/bench-memif.c}, client of the forwarder's four sockets, the network on both
 * sides and the cable that is the VNF.
 */
final class MemifTraffic implements Traffic {
    /** Frames under way: half a ring. */
    private static final int WINDOW = 512;
    /** Of a hundred times more frames than on veths; as many a second are to be handed over. */
    private static final int EVERY = 4096;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(50);
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final Sandbox sandbox;
    private final NetworkNamespace namespace;
    private final Path tool;
    private final Path directory;
    private @Nullable ChildProcess host;

    MemifTraffic(final Sandbox sandbox, final String name) {
        this.sandbox = sandbox;
        namespace = sandbox.namespace(name);
        tool = Traffic.compile(sandbox, "bench-memif");
        try {
            directory = Files.createDirectory(sandbox.directory().resolve(name));
        } catch (IOException e) {
            throw new LabException("cannot make a directory for the sockets of " + name, e);
        }
    }

    @Override
    public NetworkNamespace namespace() {
        return namespace;
    }

    /** Where the forwarder listens; 0 ingress, 1 and 2 the VNF's sides, 3 egress. */
    Path socket(final int port) {
        return directory.resolve("p" + port);
    }

    @Override
    public void prepare() {
        try {
            for (int port = 0; port < Cables.PORTS.size(); port++) {
                // of a forwarder that was there before
                Files.deleteIfExists(socket(port));
            }
        } catch (IOException e) {
            throw new LabException("cannot remove a socket of the last forwarder", e);
        }
    }

    @Override
    public void attach() {
        host = sandbox.converse("memif-traffic", namespace, Priority.over(Command.of("taskset", "-c",
            String.valueOf(Traffic.cpu()), tool.toString(), "host", directory.toString())));
        host.hear(CONNECT_MAX);
    }

    @Override
    public void pause() {
        signal("STOP");
    }

    @Override
    public void resume() {
        signal("CONT");
    }

    private void signal(final String signal) {
        if (host != null) {
            sandbox.signal(host, signal);
        }
    }

    @Override
    public void detach() {
        if (host != null) {
            sandbox.stop(host);
            host = null;
        }
    }

    @Override
    public Streamed stream(final int size, final double seconds, final int flows, final Path schedstat,
            final int thread) {
        return Streamed.parse(ask(seconds, "stream %d %f %d %d %d %s %d", size, seconds, WINDOW, flows, EVERY,
            schedstat, thread).getFirst());
    }

    @Override
    public Histogram roundTrips(final int size, final double seconds, final int rate, final int thread) {
        return Traffic.histogram(ask(seconds, "rtt %d %f %d %d", size, seconds, rate, thread));
    }

    /** Both answers end with a line that names what was lost. */
    private List<String> ask(final double seconds, final String command, final Object... words) {
        if (host == null) {
            throw new IllegalStateException("expected a forwarder that traffic is attached to, found none");
        }
        host.say(String.format(Locale.ROOT, command, words));
        final Duration limit = SLACK.plusMillis((long) (seconds * 3000));
        final var lines = new ArrayList<String>();
        do {
            lines.add(host.hear(limit));
        } while (!lines.getLast().contains("lost"));
        return lines;
    }

    @Override
    public ChildProcess handOver(final int flows) {
        return Traffic.startHandovers(sandbox, namespace, flows,
            List.of(tool.toString(), "relay", directory.toString()));
    }
}

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
import org.HdrHistogram.Histogram;
import org.sharpnfv.it.lab.ChildProcess;
import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NetworkNamespace;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.sharp.wire.MessageCodec;

/** Source and sink: {@code it/src/main/c/bench-agent.c} on the far ends of the veths. */
final class VethTraffic implements Traffic {
    /** Frames under way: enough to keep a forwarder busy, less than any ring has slots. */
    private static final int WINDOW = 1024;
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final Sandbox sandbox;
    private final NetworkNamespace namespace;
    private final Path tool;

    /** In a namespace of this name. */
    VethTraffic(final Sandbox sandbox, final String name) {
        this.sandbox = sandbox;
        namespace = Cables.lay(sandbox, name);
        tool = Traffic.compile(sandbox, "bench-agent");
    }

    @Override
    public NetworkNamespace namespace() {
        return namespace;
    }

    /** Forwards by itself, too. */
    Path tool() {
        return tool;
    }

    @Override
    public Streamed stream(final int size, final double seconds, final int flows, final Path schedstat,
            final int thread) {
        final var lines = run(seconds, List.of("stream", Cables.IN, Cables.OUT, String.valueOf(size),
            String.valueOf(seconds), String.valueOf(WINDOW), String.valueOf(flows), "64", schedstat.toString()));
        return Streamed.parse(lines.getFirst());
    }

    @Override
    public Histogram roundTrips(final int size, final double seconds, final int rate, final int thread) {
        return Traffic.histogram(run(seconds, List.of("rtt", Cables.IN, Cables.OUT, String.valueOf(size),
            String.valueOf(seconds), String.valueOf(rate), String.valueOf(thread))));
    }

    @Override
    public ChildProcess handOver(final int flows) {
        return Traffic.startHandovers(sandbox, namespace, flows, List.of(tool.toString(), "control",
            String.valueOf(MessageCodec.ETHER_TYPE), Cables.IN, Cables.OUT));
    }

    private List<String> run(final double seconds, final List<String> arguments) {
        final Path output = sandbox.directory().resolve("traffic.txt");
        final var words = new ArrayList<>(List.of("sh", "-c",
            "exec taskset -c " + Traffic.cpu() + " \"$@\" > " + output, "sh", tool.toString()));
        words.addAll(arguments);
        final var child = sandbox.start("traffic", namespace, Priority.over(Command.of(words.toArray(String[]::new))));
        if (!child.waitFor(SLACK.plusMillis((long) (seconds * 2000)))) {
            sandbox.stop(child);
            throw new LabException("the traffic did not end: " + child.tail());
        }
        try {
            final var lines = Files.readAllLines(output);
            if (lines.isEmpty()) {
                throw new LabException("the traffic failed: " + child.tail());
            }
            return lines;
        } catch (IOException e) {
            throw new LabException("cannot read " + output, e);
        }
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.sharpnfv.it.traffic.DelaySeries;
import org.sharpnfv.it.traffic.Generator;
import org.sharpnfv.it.traffic.Responder;
import org.sharpnfv.it.traffic.StreamOptions;
import org.sharpnfv.it.traffic.Tally;

/** One run of the packet stream between the hosts: both processes, from their start to their account. */
public final class Stream {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** Each stream has ports of its own, so that its flows are not those of the streams before it. */
    private static final int PORTS_FROM = 20_000;
    private static final int PORTS_END = 60_000;
    private static int nextPort = PORTS_FROM;

    /**
     * Both ends' tallies at about one moment.
     *
     * @param forward Host2's
     * @param reverse Host1's
     */
    public record Look(Tally forward, Tally reverse) {
    }

    private final Sandbox sandbox;
    private final ChildProcess generator;
    private final ChildProcess responder;
    private final Path series;

    private Stream(final Sandbox sandbox, final ChildProcess generator, final ChildProcess responder,
            final Path series) {
        this.sandbox = sandbox;
        this.generator = generator;
        this.responder = responder;
        this.series = series;
    }

    static Stream prepare(final Sandbox sandbox, final Topology topology, final int ratePps, final int sizeBytes,
            final int flows, final int portOffset) {
        final int number = COUNT.getAndIncrement();
        final int basePort = ports(flows);
        final Path series = sandbox.directory().resolve("series-" + number);
        final var sink = sandbox.converse("responder-" + number, topology.host2(), Programs.java(Responder.class,
            new StreamOptions(Topology.HOST2, Topology.HOST1, flows, basePort + portOffset, sizeBytes, ratePps,
                series.toString()).words()));
        final var source = sandbox.converse("generator-" + number, topology.host1(), Programs.java(Generator.class,
            new StreamOptions(Topology.HOST1, Topology.HOST2, flows, basePort, sizeBytes, ratePps,
                series.toString()).words()));
        expectReady(sink);
        expectReady(source);
        return new Stream(sandbox, source, sink, series);
    }

    private static synchronized int ports(final int count) {
        if (nextPort + count > PORTS_END) {
            nextPort = PORTS_FROM;
        }
        final int first = nextPort;
        nextPort += count;
        return first;
    }

    private static void expectReady(final ChildProcess child) {
        final String line = child.hear(ANSWER_LIMIT);
        if (!line.equals("ready")) {
            throw new LabException("expected ready from " + child.name() + ", found " + line);
        }
    }

    /** Begins to send. */
    public void start() {
        generator.say("start");
    }

    /**
     * Packets sent and packets that have come back so far.
     *
     * @return two numbers
     */
    public long[] counts() {
        generator.say("count");
        final String[] words = generator.hear(ANSWER_LIMIT).split(" ", -1);
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    }

    /**
     * The UDP ports, at Host1, of the flows of which packets have arrived since an earlier look, there and back.
     *
     * @param before what the earlier look yielded
     * @return the ports of the flows that move
     */
    public Set<Integer> movingSince(final Look before) {
        final Look now = look();
        final var moving = new HashSet<Integer>();
        now.forward().perFlow().forEach((port, packets) -> {
            if (packets > before.forward().perFlow().getOrDefault(port, 0L)
                    && now.reverse().perFlow().getOrDefault(port, 0L)
                        > before.reverse().perFlow().getOrDefault(port, 0L)) {
                moving.add(port);
            }
        });
        return moving;
    }

    /**
     * What has arrived so far.
     *
     * @return both ends' tallies
     */
    public Look look() {
        responder.say("report");
        final var there = new Gson().fromJson(responder.hear(ANSWER_LIMIT), Responder.Result.class).forward();
        generator.say("tally");
        return new Look(there, new Gson().fromJson(generator.hear(ANSWER_LIMIT), Tally.class));
    }

    /**
     * Ends the stream, waits for stragglers and collects the account.
     *
     * @return what happened
     */
    public StreamResult stop() {
        generator.say("stop");
        final var sent = new Gson().fromJson(generator.hear(ANSWER_LIMIT), Generator.Result.class);
        responder.say("report");
        final var received = new Gson().fromJson(responder.hear(ANSWER_LIMIT), Responder.Result.class);
        sandbox.stop(generator);
        sandbox.stop(responder);
        try {
            final var delays = DelaySeries.read(series);
            Files.delete(series);
            return new StreamResult(sent, received, delays);
        } catch (IOException e) {
            throw new LabException("cannot read " + series, e);
        }
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.time.Duration;
import org.sharpnfv.it.console.Console;

/**
 * The baseline: no controller, flow entries by hand, everything through vnf1. Arguments: how the VNF is attached
 * (NO_AGENT, VETH, TAP), then any number of rate:size pairs.
 */
public final class StaticLab {
    private static final Duration SECONDS = Duration.ofSeconds(Integer.getInteger("sharp.seconds", 10));

    private StaticLab() {
    }

    /**
     * Runs it.
     *
     * @param args see above
     */
    public static void main(final String[] args) {
        try (var sandbox = Sandbox.create()) {
            final var side = VnfSide.valueOf(args[0]);
            final var topology = Topology.build(sandbox, 1, side);
            final var lab = Lab.start(sandbox, topology);
            topology.steerStatically(topology.instances().getFirst());
            for (int i = 1; i < args.length; i++) {
                final String[] parts = args[i].split(":", -1);
                measure(lab, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            }
        }
    }

    private static void measure(final Lab lab, final int ratePps, final int sizeBytes) {
        final var before = lab.drops();
        final var stream = lab.stream(ratePps, sizeBytes, 1);
        stream.start();
        Waiting.pause(SECONDS);
        final var result = stream.stop();
        final var delay = result.delays().percentiles(
            result.afterWarmUp(Duration.ofSeconds(3)), java.util.List.of());
        Console.out().printf("%d packets/s %d B: sent %d received %d lost %d duplicated %d reordered %d damaged %d,"
            + " socket drops %d, lag max %d us, RTT us p50 %.0f p99 %.0f max %.0f, state exact %s, drops %s%n",
            ratePps, sizeBytes, result.sent(), result.received(), result.lost(), result.duplicated(),
            result.reordered(), result.damaged(), result.socketDrops(), result.generator().lagMaxUs(),
            delay.p50(), delay.p99(), delay.max(), lab.accounts().isExact(result),
            lab.drops().since(before).nonZero());
        result.anomalies().stream().limit(10).forEach(line -> Console.say("  " + line));
    }
}

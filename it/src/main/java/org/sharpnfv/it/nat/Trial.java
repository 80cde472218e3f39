/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.nat;

import com.google.gson.Gson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.IntConsumer;
import org.sharpnfv.it.lab.ChildProcess;
import org.sharpnfv.it.lab.KernelVnf;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.traffic.TcpHost;

/** Live TCP connections from Host1 to Host2 through the NAT, and moves of the NAT meanwhile. */
final class Trial {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    /** Long enough for two retransmissions with doubled time-outs of a connection that can still recover. */
    private static final Duration REST = Duration.ofSeconds(2);

    private final Lab lab;
    private final NatPlan plan;
    private final int port;

    Trial(final Lab lab, final NatPlan plan, final int port) {
        this.lab = lab;
        this.plan = plan;
        this.port = port;
    }

    /** Runs it. The mover is told the number of each move, from 1: odd ones go there, even ones back. */
    TrialResult run(final IntConsumer mover) {
        final var topology = lab.topology();
        final String chunk = Integer.toString(plan.chunkBytes());
        final String interval = Integer.toString(plan.intervalMs());
        final var server = lab.tcpHost(topology.host2(), "listen", KernelVnf.HOST2, Integer.toString(port), chunk,
            interval);
        final var client = lab.tcpHost(topology.host1(), "connect", KernelVnf.HOST2, Integer.toString(port), chunk,
            interval, Integer.toString(plan.connections()));
        try {
            Waiting.pause(WARM_UP);
            look(client);
            look(server);
            final var before = counters();
            final long invalid = invalid();
            Waiting.pause(REST);
            final double baselineMs = Math.max(look(client).maxStallMs(), look(server).maxStallMs());
            for (int i = 1; i <= plan.handovers(); i++) {
                mover.accept(i);
            }
            Waiting.pause(REST);
            final var clientMoved = look(client);
            final var serverMoved = look(server);
            Waiting.pause(REST);
            final var clientAfter = look(client);
            final var serverAfter = look(server);
            final var failures = new ArrayList<>(clientAfter.failures());
            failures.addAll(serverAfter.failures());
            return new TrialResult(plan.connections(), Math.max(clientAfter.broken(), serverAfter.broken())
                    + plan.connections() - serverAfter.connections(), counters().since(before), baselineMs,
                Math.max(Math.max(clientMoved.maxStallMs(), serverMoved.maxStallMs()),
                    Math.max(clientAfter.maxStallMs(), serverAfter.maxStallMs())),
                clientMoved.bytes() + serverMoved.bytes() + clientAfter.bytes() + serverAfter.bytes(),
                invalid() - invalid, plan.handovers(), failures);
        } finally {
            lab.stop(client);
            lab.stop(server);
        }
    }

    private long invalid() {
        return lab.topology().instances().stream().mapToLong(KernelVnf::invalid).sum();
    }

    private TcpCounters counters() {
        return TcpCounters.of(lab.topology().host1()).plus(TcpCounters.of(lab.topology().host2()));
    }

    private static TcpHost.Result look(final ChildProcess host) {
        host.say("look");
        return new Gson().fromJson(host.hear(ANSWER_LIMIT), TcpHost.Result.class);
    }
}

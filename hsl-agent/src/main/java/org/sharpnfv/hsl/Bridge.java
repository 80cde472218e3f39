/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.concurrent.TimeUnit;
import org.sharpnfv.hsl.linux.EventFd;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.PollSet;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.stats.Counter;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.flow.Direction;

/**
 * The data path: moves frames between the network and the VNF on both sides, in batches, in one thread. When there was
 * nothing to do it looks again for a while, then sleeps in ppoll(2).
 */
final class Bridge {
    /** Frames taken from one shim before the next has its turn. */
    private static final int BATCH_FRAMES = 64;
    /** Each shim once a second; one at a time, because packets wait meanwhile. */
    private static final long TEND_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int POSITION_EVENT_FD = 0;

    private final BridgeSide ingress;
    private final BridgeSide egress;
    private final Shim[] shims;
    private final FramePath path;
    private final EventFd wakeup;
    private final PollSet readable;
    private final long spinNs;
    private final Counter dutyCycles;
    private final Counter sleeps;
    private volatile boolean running = true;

    Bridge(final Libc libc, final BridgePorts ports, final FramePath path, final EventFd wakeup, final long spinNs,
            final Counters counters) {
        ingress = new BridgeSide(Direction.FORWARD, ports.ingress(), ports.vnfIngress(), path);
        egress = new BridgeSide(Direction.REVERSE, ports.egress(), ports.vnfEgress(), path);
        shims = new Shim[] {ports.ingress(), ports.vnfIngress(), ports.egress(), ports.vnfEgress()};
        this.path = path;
        this.wakeup = wakeup;
        this.spinNs = spinNs;
        readable = new PollSet(libc, LinuxAbi.POLLIN, wakeup.fd(), shims[0].fd(), shims[1].fd(), shims[2].fd(),
            shims[3].fd());
        dutyCycles = counters.counter("bridge.duty-cycles");
        sleeps = counters.counter("bridge.sleeps");
    }

    /** The duty cycle, until {@link #stop()} and the path's consent. */
    void run() {
        long nowNs = System.nanoTime();
        long idleSinceNs = nowNs;
        long tendAtNs = nowNs;
        int tended = 0;
        while (running || !path.mayEnd(nowNs)) {
            final int work = dutyCycle(nowNs);
            nowNs = System.nanoTime();
            if (nowNs - tendAtNs >= 0) {
                shims[tended++ % shims.length].tend();
                tendAtNs = nowNs + TEND_NS;
            }
            if (work > 0) {
                idleSinceNs = nowNs;
            } else if (nowNs - idleSinceNs < spinNs) {
                Thread.onSpinWait();
            } else if (mayRest()) {
                sleep(Math.min(Math.min(tendAtNs - nowNs, path.idleNs(nowNs)), restNs()));
                nowNs = System.nanoTime();
                idleSinceNs = nowNs;
            }
        }
    }

    private boolean mayRest() {
        boolean all = true;
        for (final Shim shim : shims) {
            all &= shim.rest();
        }
        return all;
    }

    /** Ends {@link #run()} as soon as the path has brought to an end what is under way; from any thread. */
    void stop() {
        running = false;
        wakeup.signal();
    }

    private int dutyCycle(final long nowNs) {
        dutyCycles.increment();
        path.startCycle(nowNs);
        int work = 0;
        // each poll is followed by a flush before the same shim is polled again: its frames are sent from its memory
        work += ingress.pollNetwork(BATCH_FRAMES);
        work += ingress.pollVnf(BATCH_FRAMES);
        ingress.flush();
        work += egress.pollNetwork(BATCH_FRAMES);
        work += egress.pollVnf(BATCH_FRAMES);
        egress.flush();
        work += path.doWork(nowNs);
        ingress.flush();
        egress.flush();
        return work;
    }

    /** The shortest of all shims'. */
    private long restNs() {
        long rest = Long.MAX_VALUE;
        for (final Shim shim : shims) {
            rest = Math.min(rest, shim.restNs());
        }
        return rest;
    }

    /** Every shim was just polled with nothing as the answer, as poll(2) on it demands. */
    private void sleep(final long idleNs) {
        sleeps.increment();
        if (readable.await(Math.max(idleNs, 0)) == 0) {
            return;
        }
        if (readable.found(POSITION_EVENT_FD) != 0) {
            wakeup.drain();
        }
        for (int i = 0; i < shims.length; i++) {
            if (readable.failed(i + 1)) {
                shims[i].tend();
            }
        }
    }
}

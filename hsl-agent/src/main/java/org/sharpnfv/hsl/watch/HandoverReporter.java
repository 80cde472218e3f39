/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.hsl.handover.HandoverLog;
import org.sharpnfv.hsl.handover.HandoverTimeline;
import org.sharpnfv.hsl.handover.HandoverTimeline.Standing;
import org.sharpnfv.hsl.handover.Moment;
import org.sharpnfv.hsl.handover.PacketCount;

/**
 * Logs handovers that have ended, a line of key=value facts each, from a thread of its own once a second. Of very many
 * in a second only some have a line, and one more line says how many have not.
 */
public final class HandoverReporter implements AutoCloseable {
    /** Lines in a second. */
    static final int LINES_MAX = 20;
    private static final System.Logger LOG = System.getLogger(HandoverReporter.class.getName());
    private static final long PERIOD_MS = 1000;

    private final String id;
    private final HandoverLog handovers;
    private final Set<HandoverTimeline> reported = Collections.newSetFromMap(new WeakHashMap<>());
    private final Thread thread = Thread.ofPlatform().daemon().name("hsl-report").unstarted(this::run);

    public HandoverReporter(final String id, final HandoverLog handovers) {
        this.id = id;
        this.handovers = handovers;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MS);
                report();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report() {
        int lines = 0;
        int more = 0;
        for (final var timeline : handovers.latest(HandoverLog.KEPT_MAX)) {
            if (timeline.standing() != Standing.IN_PROGRESS && reported.add(timeline)) {
                if (lines < LINES_MAX) {
                    lines++;
                    LOG.log(timeline.standing() == Standing.COMPLETED ? System.Logger.Level.INFO
                        : System.Logger.Level.WARNING, line(id, timeline));
                } else {
                    more++;
                }
            }
        }
        if (more > 0) {
            LOG.log(System.Logger.Level.INFO, "{0}: handovers-without-a-line={1}, or more; see sharp-hsl status", id,
                more);
        }
    }

    static String line(final String id, final HandoverTimeline timeline) {
        final var start = timeline.start();
        final String failure = timeline.failure();
        return id + ": handover=" + Long.toUnsignedString(start.handover())
            + " role=" + start.role().name().toLowerCase(Locale.ROOT)
            + " outcome=" + timeline.standing().text()
            + " peer=" + start.peer()
            + timeline.afterNs(Moment.HANDOVER_ENDED).stream().mapToObj(ns -> String.format(Locale.ROOT,
                " duration-ms=%.3f", ns / (double) TimeUnit.MILLISECONDS.toNanos(1))).findFirst().orElse("")
            + " held=" + timeline.packets(PacketCount.HELD)
            + " returned=" + timeline.packets(PacketCount.RETURNED)
            + " late=" + timeline.packets(PacketCount.LATE)
            + " lost=" + timeline.packets(PacketCount.LOST)
            + " reordered=" + timeline.packets(PacketCount.REORDERED)
            + (failure == null ? "" : " reason=\"" + failure.replace('"', '\'').replace('\n', ' ') + '"');
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PERIOD_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        report();
    }
}

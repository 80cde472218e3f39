/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.handover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.handover.HandoverTimeline.Standing;
import org.sharpnfv.hsl.stats.Counter;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.hsl.stats.DurationHistogram;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Role;

/**
 * Watches control messages pass and keeps what they tell: a timeline for each attempt, counts of outcomes, histograms
 * of durations. The packet thread writes; it allocates once for each attempt.
 */
public final class HandoverLog {
    /** Attempts that can be looked at; a newer one takes the place of the oldest. */
    public static final int KEPT_MAX = 256;
    /** Attempts that are followed to their end; beyond, the oldest is not. */
    private static final int FOLLOWED_MAX = HslMachine.MAX_FLOWS;
    private static final int SLOTS = 1 << 16;
    /** As long as the machine keeps a flow after its end, and longer: a repeated START_HO is no new attempt. */
    private static final long LINGER_NS = TimeUnit.SECONDS.toNanos(5);
    /** Of the deadline in START_HO: the machine waits for 1.5 of it. */
    private static final double PATIENCE = 1.6;

    private final AtomicReferenceArray<@Nullable HandoverTimeline> kept = new AtomicReferenceArray<>(KEPT_MAX);
    private final AtomicLong begun = new AtomicLong();
    private final Map<Long, HandoverTimeline> followed = new LinkedHashMap<>();
    private final @Nullable HandoverTimeline[] bySlot = new HandoverTimeline[SLOTS];

    private final Map<Role, Counter> started = new EnumMap<>(Role.class);
    private final Map<Role, Map<Standing, Counter>> ended = new EnumMap<>(Role.class);
    private final Map<Role, DurationHistogram> durations = new EnumMap<>(Role.class);
    private final DurationHistogram exportDurations = new DurationHistogram();
    private final DurationHistogram importDurations = new DurationHistogram();
    private final Counter notFollowed;
    private final Counter reordered;
    private final Counter missing;

    public HandoverLog(final Counters counters) {
        for (final var role : Role.values()) {
            final String prefix = "handovers." + role.name().toLowerCase(Locale.ROOT) + '-';
            started.put(role, counters.counter(prefix + "started"));
            final var byStanding = new EnumMap<Standing, Counter>(Standing.class);
            for (final var standing : Standing.values()) {
                if (standing != Standing.IN_PROGRESS) {
                    byStanding.put(standing, counters.counter(prefix + standing.text()));
                }
            }
            ended.put(role, byStanding);
            durations.put(role, new DurationHistogram());
        }
        notFollowed = counters.counter("handovers.not-followed");
        reordered = counters.counter("path.reordered");
        missing = counters.counter("path.lost-missing");
    }

    // --- the packet thread ---

    /** A message of the controller's, in a frame that counted. */
    void received(final long nowNs, final Direction side, final Message message) {
        if (message instanceof Message.StartHandover start) {
            start(nowNs, start).pass(Moment.START_HO_FORWARD.on(side), nowNs);
            return;
        }
        final var timeline = followed.get(message.handover());
        if (timeline == null) {
            return;
        }
        if (message instanceof Message.StartRelease m) {
            timeline.pass(Moment.START_RELEASE_FORWARD.on(m.direction()), nowNs);
        } else if (message instanceof Message.ReleaseFinished m) {
            timeline.pass(Moment.RELEASE_FINISHED_FORWARD.on(m.direction()), nowNs);
        } else if (message instanceof Message.HandoverEnded m && timeline.pass(Moment.HANDOVER_ENDED, nowNs)) {
            durations.get(timeline.start().role()).record(nowNs - timeline.startedNs());
            end(timeline, Standing.of(m.outcome()));
        }
    }

    private HandoverTimeline start(final long nowNs, final Message.StartHandover start) {
        final var known = followed.get(start.handover());
        if (known != null) {
            known.renew(nowNs);
            return known;
        }
        if (followed.size() >= FOLLOWED_MAX) {
            followed.remove(followed.keySet().iterator().next());
            notFollowed.increment();
        }
        final var timeline = new HandoverTimeline(start, nowNs, System.currentTimeMillis());
        followed.put(start.handover(), timeline);
        bySlot[start.slot()] = timeline;
        final long index = begun.getPlain();
        kept.setRelease((int) (index % KEPT_MAX), timeline);
        begun.setRelease(index + 1);
        started.get(start.role()).increment();
        return timeline;
    }

    private void end(final HandoverTimeline timeline, final Standing standing) {
        if (timeline.standing() == Standing.IN_PROGRESS) {
            ended.get(timeline.start().role()).get(standing).increment();
            timeline.end(standing);
        }
    }

    /** A message to the controller. */
    void sent(final long nowNs, final Direction side, final Message message) {
        final var timeline = followed.get(message.handover());
        if (timeline == null) {
            return;
        }
        if (message instanceof Message.StartAcknowledged) {
            timeline.pass(Moment.ACKNOWLEDGED_FORWARD.on(side), nowNs);
        } else if (message instanceof Message.Drained) {
            timeline.pass(Moment.DRAINED, nowNs);
        } else if (message instanceof Message.FirstUnmarked m) {
            timeline.pass(Moment.FIRST_UNMARKED_FORWARD.on(m.direction()), nowNs);
        } else if (message instanceof Message.StateFailed m) {
            if (timeline.pass(Moment.STATE_FAILED, nowNs)) {
                timeline.fail(m.reason());
            }
        } else if (message instanceof Message.HandoverFinished m && timeline.pass(Moment.HANDOVER_FINISHED, nowNs)) {
            finished(timeline, m);
        }
    }

    private void finished(final HandoverTimeline timeline, final Message.HandoverFinished message) {
        final var counts = message.counters();
        missing.add(Math.max(0, counts.lost() - timeline.packets(PacketCount.LOST)));
        reordered.add(counts.reordered());
        timeline.set(PacketCount.LOST, Math.max(counts.lost(), timeline.packets(PacketCount.LOST)));
        timeline.set(PacketCount.LATE, counts.late());
        timeline.set(PacketCount.REORDERED, counts.reordered());
        timeline.set(PacketCount.CTRL_BUFF_MAX, counts.ctrlBuffMax());
        timeline.set(PacketCount.SW_BUFF_MAX, counts.swBuffMax());
    }

    /** The VNF was told to export or to import. */
    public void told(final long nowNs, final long handover) {
        final var timeline = followed.get(handover);
        if (timeline != null) {
            timeline.pass(Moment.VNF_TOLD, nowNs);
        }
    }

    /** The VNF said that the state has left. */
    public void exported(final long nowNs, final long handover) {
        record(nowNs, handover, Moment.STATE_EXPORTED, exportDurations);
    }

    /** The VNF said that the state is there. */
    public void imported(final long nowNs, final long handover) {
        record(nowNs, handover, Moment.STATE_IMPORTED, importDurations);
    }

    private void record(final long nowNs, final long handover, final Moment moment,
            final DurationHistogram histogram) {
        final var timeline = followed.get(handover);
        if (timeline != null && timeline.pass(moment, nowNs)) {
            histogram.record(nowNs - timeline.startedNs());
        }
    }

    /** A packet was held, sent back or lost; by the mark of its flow ({@code FlowGate.lateMark}). */
    public void count(final PacketCount what, final long mark) {
        final var timeline = bySlot[Mark.slot(mark)];
        if (timeline != null) {
            timeline.count(what);
        }
    }

    /** About once a second: forgets attempts that are long over, and gives up those of which nothing was heard. */
    public void tend(final long nowNs) {
        if (followed.isEmpty()) {
            return;
        }
        final var oldestFirst = followed.values().iterator();
        while (oldestFirst.hasNext()) {
            final var timeline = oldestFirst.next();
            if (!isOver(timeline, nowNs)) {
                return;
            }
            end(timeline, Standing.ABANDONED);
            oldestFirst.remove();
            if (bySlot[timeline.start().slot()] == timeline) {
                bySlot[timeline.start().slot()] = null;
            }
        }
    }

    private static boolean isOver(final HandoverTimeline timeline, final long nowNs) {
        return timeline.standing() == Standing.IN_PROGRESS
            ? nowNs - timeline.renewedNs() > LINGER_NS
                + (long) (TimeUnit.MILLISECONDS.toNanos(timeline.start().deadlineMs()) * PATIENCE)
            : nowNs - timeline.startedNs() > LINGER_NS + timeline.afterNs(Moment.HANDOVER_ENDED).orElse(0);
    }

    // --- any thread ---

    /** The attempts that began last, the oldest first. */
    public List<HandoverTimeline> latest(final int count) {
        final long end = begun.getAcquire();
        final var timelines = new ArrayList<HandoverTimeline>();
        for (long i = Math.max(0, end - Math.clamp(count, 0, KEPT_MAX)); i < end; i++) {
            final var timeline = kept.getAcquire((int) (i % KEPT_MAX));
            if (timeline != null) {
                timelines.add(timeline);
            }
        }
        // the oldest may have been replaced while we read
        timelines.sort(Comparator.comparingLong(HandoverTimeline::startedNs));
        return timelines;
    }

    /** From the first START_HO to HANDOVER_ENDED. */
    public DurationHistogram durations(final Role role) {
        return durations.get(role);
    }

    /** From the first START_HO to the VNF's word that the state has left. */
    public DurationHistogram exportDurations() {
        return exportDurations;
    }

    /** From the first START_HO to the VNF's word that the state is there. */
    public DurationHistogram importDurations() {
        return importDurations;
    }
}

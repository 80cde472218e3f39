/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.handover;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.wire.Message.StartHandover;
import org.sharpnfv.sharp.wire.Outcome;

/**
 * One attempt to hand over one flow, as it went here. The packet thread writes; whoever reads sees each fact whole,
 * though not all of them as of the same instant.
 */
public final class HandoverTimeline {
    /** How an attempt stands. */
    public enum Standing {
        IN_PROGRESS, COMPLETED, ROLLED_BACK, FAILED,
        /** HANDOVER_ENDED never came: the HSL let the packets pass at its own deadline. */
        ABANDONED;

        static Standing of(final Outcome outcome) {
            return switch (outcome) {
                case COMPLETED -> COMPLETED;
                case ROLLED_BACK -> ROLLED_BACK;
                case FAILED -> FAILED;
            };
        }

        /** As it is written in JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final StartHandover start;
    private final long startedNs;
    private final long startedWallMs;
    /** Nanoseconds after the first START_HO, plus 1; 0 for what has not been. */
    private final AtomicLongArray after = new AtomicLongArray(Moment.COUNT);
    private final AtomicLongArray packets = new AtomicLongArray(PacketCount.COUNT);
    private volatile Standing standing = Standing.IN_PROGRESS;
    private volatile @Nullable String failure;
    /** Last START_HO, which sets a new deadline; the packet thread's own. */
    private volatile long renewedNs;

    HandoverTimeline(final StartHandover start, final long startedNs, final long startedWallMs) {
        this.start = start;
        this.startedNs = startedNs;
        renewedNs = startedNs;
        this.startedWallMs = startedWallMs;
    }

    /** The START_HO that came first: number, role, flow, peer. */
    public StartHandover start() {
        return start;
    }

    /** When that was, by the system's clock, milliseconds since 1970. */
    public long startedWallMs() {
        return startedWallMs;
    }

    public Standing standing() {
        return standing;
    }

    /** What the VNF, or the agent for it, gave as the reason why export or import failed. */
    public @Nullable String failure() {
        return failure;
    }

    /** When it came past, in nanoseconds after the first START_HO; empty if it has not. */
    public OptionalLong afterNs(final Moment moment) {
        final long value = after.getOpaque(moment.ordinal());
        return value == 0 ? OptionalLong.empty() : OptionalLong.of(value - 1);
    }

    public long packets(final PacketCount what) {
        return packets.getOpaque(what.ordinal());
    }

    /** The same by the system's monotonic clock ({@link System#nanoTime}), which its other processes read, too. */
    public long startedNs() {
        return startedNs;
    }

    long renewedNs() {
        return renewedNs;
    }

    void renew(final long nowNs) {
        renewedNs = nowNs;
    }

    /** The first time counts. Returns whether this was it. */
    boolean pass(final Moment moment, final long nowNs) {
        final boolean first = after.getPlain(moment.ordinal()) == 0;
        if (first) {
            after.setOpaque(moment.ordinal(), Math.max(0, nowNs - startedNs) + 1);
        }
        return first;
    }

    void count(final PacketCount what) {
        packets.setOpaque(what.ordinal(), packets.getPlain(what.ordinal()) + 1);
    }

    void set(final PacketCount what, final long value) {
        packets.setOpaque(what.ordinal(), value);
    }

    void fail(final String reason) {
        failure = reason;
    }

    /** After the last moment was written, so that who sees the end sees that too. */
    void end(final Standing last) {
        standing = last;
    }
}

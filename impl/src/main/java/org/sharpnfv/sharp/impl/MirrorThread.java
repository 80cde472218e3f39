/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import com.google.common.util.concurrent.MoreExecutors;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverStateChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the {@link ProgressStore} written and publishes notifications, one piece of news after the other: the next one is
 * taken when the transaction is through, so that under load changes meet in the machine instead of queueing in the
 * datastore.
 */
@SuppressFBWarnings(value = "AT_UNSAFE_RESOURCE_ACCESS_IN_THREAD",
    justification = "The store is used by the mirror's own thread alone")
final class MirrorThread implements Mirror.Sink, ConfigListener.RefusalSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorThread.class);
    private static final long CLOSE_MS = 2_000;
    /** After a transaction that failed. */
    private static final long RETRY_MS = 1_000;

    private final ProgressStore store;
    private final NotificationPublishService notifications;
    private final ProgressWriter writer;
    private final MachineClock clock;
    private final Inbox inbox;
    private final NotificationCounters counters;
    private final Thread thread = new Thread(this::run, "sharp-mirror");
    private final ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();

    private final Object lock = new Object();
    private @Nullable News next;
    private Map<String, String> refusals = new LinkedHashMap<>();
    private boolean closed;
    /** Number of the last notification; used by the mirror's own thread alone. */
    private long sequence;

    private volatile boolean busy = true;
    private volatile boolean wanted;
    private volatile long costNs;

    MirrorThread(final ProgressStore store, final NotificationPublishService notifications,
            final ProgressWriter writer, final MachineClock clock, final Inbox inbox,
            final NotificationCounters counters) {
        this.store = store;
        this.notifications = notifications;
        this.writer = writer;
        this.clock = clock;
        this.inbox = inbox;
        this.counters = counters;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public boolean isReady() {
        if (busy) {
            wanted = true;
        }
        // again: who was done before it could see that this is wanted does not wake anybody
        return !busy;
    }

    @Override
    public long costNs() {
        return costNs;
    }

    @Override
    public List<String> drainLost() {
        final var names = new ArrayList<String>();
        for (var name = lost.poll(); name != null; name = lost.poll()) {
            names.add(name);
        }
        return names;
    }

    @Override
    public void take(final News news) {
        synchronized (lock) {
            busy = true;
            next = news;
            lock.notifyAll();
        }
    }

    @Override
    public void refused(final String id, final @Nullable String message) {
        if (message != null) {
            synchronized (lock) {
                refusals.put(id, message);
                lock.notifyAll();
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            store.clear();
            done();
            while (true) {
                final News news;
                final Map<String, String> refused;
                synchronized (lock) {
                    while (!closed && next == null && refusals.isEmpty()) {
                        lock.wait();
                    }
                    if (closed) {
                        return;
                    }
                    news = next == null ? News.NONE : next;
                    next = null;
                    refused = refusals;
                    refusals = new LinkedHashMap<>();
                }
                handle(news, refused);
                done();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(final News news, final Map<String, String> refused) throws InterruptedException {
        final long fromNs = clock.nowNs();
        for (final var change : news.changes()) {
            LOG.info("{}: {}{}", change.id(), change.view().phase(),
                change.view().reason() == null ? "" : ", " + change.view().message());
        }
        final boolean written = store.write(news.snapshots(), refused, lost);
        refused.keySet().forEach(id -> publish(writer.refused(++sequence, id)));
        forget(news.forgotten());
        for (final var change : news.changes()) {
            publish(writer.stateChanged(++sequence, change));
        }
        costNs = clock.nowNs() - fromNs;
        if (!written) {
            counters.failedWrites.increment();
            pause();
        }
    }

    private void forget(final long changes) {
        if (changes > 0) {
            sequence += changes;
            counters.forgotten.add(changes);
            LOG.warn("{} changes of state were too many to be told: the notifications' numbers have a gap", changes);
        }
    }

    private void publish(final HandoverStateChanged notification) {
        final var offered = notifications.offerNotification(notification);
        if (offered == NotificationPublishService.REJECTED) {
            counters.rejected.increment();
            LOG.warn("{}: MD-SAL does not take notification {}", notification.getId().getValue(),
                notification.getSequenceNumber());
            return;
        }
        counters.published.increment();
        offered.addListener(counters.delivered::increment, MoreExecutors.directExecutor());
    }

    private void pause() throws InterruptedException {
        final long untilNs = clock.nowNs() + TimeUnit.MILLISECONDS.toNanos(RETRY_MS);
        synchronized (lock) {
            for (long leftNs = untilNs - clock.nowNs(); !closed && leftNs > 0; leftNs = untilNs - clock.nowNs()) {
                TimeUnit.NANOSECONDS.timedWait(lock, leftNs);
            }
        }
    }

    private void done() {
        synchronized (lock) {
            busy = next != null;
        }
        if (!busy && (wanted || !lost.isEmpty())) {
            wanted = false;
            inbox.post((machine, nowNs) -> { });
        }
    }
}

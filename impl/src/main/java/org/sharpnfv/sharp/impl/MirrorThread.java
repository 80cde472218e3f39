/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.Handovers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.Handover;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.HandoverKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.VnfGroups;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroup;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroupKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.sharpnfv.sharp.controller.ControllerMachine.StateChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots into the operational datastore and publishes notifications. It waits for each transaction, so that
 * under load snapshots of the same name replace each other here instead of queueing in the datastore.
 */
final class MirrorThread implements ConfigListener.RefusalSink, AutoCloseable {
    /** State changes that may wait to be published; the oldest go first. */
    static final int MAX_CHANGES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(MirrorThread.class);
    private static final long CLOSE_MS = 2_000;
    private static final DataObjectIdentifier<Handovers> HANDOVERS =
        DataObjectIdentifier.builder(Handovers.class).build();
    private static final DataObjectIdentifier<VnfGroups> GROUPS =
        DataObjectIdentifier.builder(VnfGroups.class).build();

    private final DataBroker broker;
    private final NotificationPublishService notifications;
    private final MachineClock clock;
    private final ProgressWriter writer;
    private final Thread thread = new Thread(this::run, "sharp-mirror");
    private final Set<String> mirroredHandovers = new HashSet<>();
    private final Set<String> mirroredGroups = new HashSet<>();

    private final Object lock = new Object();
    private Map<String, Snapshot> snapshots = new LinkedHashMap<>();
    private Map<String, String> refusals = new LinkedHashMap<>();
    private final ArrayDeque<StateChange> changes = new ArrayDeque<>();
    private boolean closed;

    MirrorThread(final DataBroker broker, final NotificationPublishService notifications, final MachineClock clock) {
        this.broker = broker;
        this.notifications = notifications;
        this.clock = clock;
        writer = new ProgressWriter(clock);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** In the engine's turn: state to be written. */
    void mirror(final Map<String, Snapshot> more) {
        synchronized (lock) {
            snapshots.putAll(more);
            lock.notifyAll();
        }
    }

    /** In the engine's turn: a change to be published. */
    void publish(final StateChange change) {
        synchronized (lock) {
            if (changes.size() >= MAX_CHANGES) {
                changes.removeFirst();
            }
            changes.add(change);
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

    /** What was there belongs to a controller of before: the machine knows nothing of it. */
    private void run() {
        write(tx -> {
            tx.delete(LogicalDatastoreType.OPERATIONAL, HANDOVERS);
            tx.delete(LogicalDatastoreType.OPERATIONAL, GROUPS);
        });
        try {
            while (true) {
                final Map<String, Snapshot> state;
                final Map<String, String> refused;
                final List<StateChange> events;
                synchronized (lock) {
                    while (!closed && snapshots.isEmpty() && changes.isEmpty() && refusals.isEmpty()) {
                        lock.wait();
                    }
                    if (closed) {
                        return;
                    }
                    state = snapshots;
                    snapshots = new LinkedHashMap<>();
                    refused = refusals;
                    refusals = new LinkedHashMap<>();
                    events = new ArrayList<>(changes);
                    changes.clear();
                }
                for (final var event : events) {
                    LOG.info("{}: {}{}", event.id(), event.view().phase(),
                        event.view().reason() == null ? "" : ", " + event.view().message());
                }
                write(tx -> {
                    refused.forEach((id, message) -> put(tx, writer.refused(id, message, clock.nowNs())));
                    state.forEach((name, snapshot) -> addTo(tx, name, snapshot));
                });
                for (final var event : events) {
                    final var offered = notifications.offerNotification(
                        writer.stateChanged(event.id(), event.view()));
                    if (offered == NotificationPublishService.REJECTED) {
                        LOG.warn("{}: nobody takes the notification of {}", event.id(), event.view().phase());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void addTo(final WriteTransaction tx, final String name, final Snapshot snapshot) {
        if (snapshot.take() != null) {
            put(tx, writer.handover(name, snapshot.take(), snapshot.handBack()));
        } else if (mirroredHandovers.remove(name)) {
            tx.delete(LogicalDatastoreType.OPERATIONAL, handover(name));
        }
        if (snapshot.group() != null) {
            mirroredGroups.add(name);
            tx.put(LogicalDatastoreType.OPERATIONAL, group(name), GroupWriter.group(name, snapshot.group()));
        } else if (mirroredGroups.remove(name)) {
            tx.delete(LogicalDatastoreType.OPERATIONAL, group(name));
        }
    }

    private void put(final WriteTransaction tx, final Handover handover) {
        final var id = handover.requireId().getValue();
        mirroredHandovers.add(id);
        tx.put(LogicalDatastoreType.OPERATIONAL, handover(id), handover);
    }

    private static DataObjectIdentifier<Handover> handover(final String id) {
        return HANDOVERS.toBuilder().child(Handover.class, new HandoverKey(new HandoverId(id))).build();
    }

    private static DataObjectIdentifier<VnfGroup> group(final String id) {
        return GROUPS.toBuilder().child(VnfGroup.class, new VnfGroupKey(id)).build();
    }

    /** Changes of the operational datastore, made in one transaction. */
    private interface Changes {
        void addTo(WriteTransaction tx);
    }

    /** The next snapshot replaces what could not be written. */
    @SuppressWarnings("checkstyle:illegalCatch")
    private void write(final Changes state) {
        try {
            final var tx = broker.newWriteOnlyTransaction();
            state.addTo(tx);
            tx.commit().get();
        } catch (ExecutionException | RuntimeException e) {
            LOG.warn("The operational datastore does not take the state of handovers", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

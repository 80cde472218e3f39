/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.Handovers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.Handover;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.HandoverKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.handover.HandBack;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.VnfGroups;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroup;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroupKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.sharpnfv.sharp.controller.SweepUpdate;
import org.sharpnfv.sharp.controller.SweepView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The northbound's state in the operational datastore. A handover is put there as a whole once; then only its own
 * leaves are merged, which come or change but never go, and those flows are put or deleted that have changed. Used
 * by one thread.
 */
final class ProgressStore {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressStore.class);
    private static final DataObjectIdentifier<Handovers> HANDOVERS =
        DataObjectIdentifier.builder(Handovers.class).build();
    private static final DataObjectIdentifier<VnfGroups> GROUPS =
        DataObjectIdentifier.builder(VnfGroups.class).build();

    private final DataBroker broker;
    private final MachineClock clock;
    private final ProgressWriter writer;
    private final Set<String> handovers = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    /** Handovers of which the datastore does not have what was told before. */
    private final Set<String> incomplete = new HashSet<>();

    ProgressStore(final DataBroker broker, final MachineClock clock, final ProgressWriter writer) {
        this.broker = broker;
        this.clock = clock;
        this.writer = writer;
    }

    /** What was there belongs to a controller of before: the machine knows nothing of it. */
    void clear() throws InterruptedException {
        commit(tx -> {
            tx.delete(LogicalDatastoreType.OPERATIONAL, HANDOVERS);
            tx.delete(LogicalDatastoreType.OPERATIONAL, GROUPS);
        });
    }

    /**
     * Writes everything in one transaction.
     *
     * @param snapshots what is new, by name
     * @param refused what was refused and why, by name
     * @param lost gets the names of which the datastore does not have everything
     * @return false if the datastore does not work
     */
    boolean write(final Map<String, Snapshot> snapshots, final Map<String, String> refused,
            final Collection<String> lost) throws InterruptedException {
        if (snapshots.isEmpty() && refused.isEmpty()) {
            return true;
        }
        final boolean written = commit(tx -> {
            refused.forEach((id, message) -> {
                tx.put(LogicalDatastoreType.OPERATIONAL, handover(id), writer.refused(id, message, clock.nowNs()));
                handovers.add(id);
                incomplete.add(id);
            });
            snapshots.forEach((name, snapshot) -> add(tx, name, snapshot, lost));
        });
        if (!written) {
            incomplete.addAll(snapshots.keySet());
            lost.addAll(snapshots.keySet());
        }
        return written;
    }

    private void add(final WriteTransaction tx, final String name, final Snapshot snapshot,
            final Collection<String> lost) {
        final var take = snapshot.take();
        if (take == null) {
            if (handovers.remove(name)) {
                incomplete.remove(name);
                tx.delete(LogicalDatastoreType.OPERATIONAL, handover(name));
            }
        } else if (take.isWhole()) {
            handovers.add(name);
            incomplete.remove(name);
            tx.put(LogicalDatastoreType.OPERATIONAL, handover(name),
                writer.handover(name, take.view(), view(snapshot.handBack())));
        } else if (incomplete.contains(name)) {
            lost.add(name);
        } else {
            change(tx, name, take, snapshot.handBack());
        }
        if (snapshot.group() != null) {
            groups.add(name);
            tx.put(LogicalDatastoreType.OPERATIONAL, group(name), GroupWriter.group(name, snapshot.group()));
        } else if (groups.remove(name)) {
            tx.delete(LogicalDatastoreType.OPERATIONAL, group(name));
        }
    }

    private static @Nullable SweepView view(final @Nullable SweepUpdate update) {
        return update == null ? null : update.view();
    }

    private void change(final WriteTransaction tx, final String name, final SweepUpdate take,
            final @Nullable SweepUpdate handBack) {
        final var path = handover(name);
        tx.merge(LogicalDatastoreType.OPERATIONAL, path,
            writer.summary(name, take.view(), view(handBack)));
        for (final var flow : take.view().flows()) {
            final var entry = writer.flow(flow);
            tx.put(LogicalDatastoreType.OPERATIONAL, path.toBuilder().child(Flow.class, entry.key()).build(), entry);
        }
        for (final var key : take.gone()) {
            tx.delete(LogicalDatastoreType.OPERATIONAL,
                path.toBuilder().child(Flow.class, ProgressWriter.key(key)).build());
        }
        if (handBack != null) {
            for (final var flow : handBack.view().flows()) {
                final var entry = writer.flow(flow);
                tx.put(LogicalDatastoreType.OPERATIONAL,
                    path.toBuilder().child(HandBack.class).child(Flow.class, entry.key()).build(), entry);
            }
            for (final var key : handBack.gone()) {
                tx.delete(LogicalDatastoreType.OPERATIONAL,
                    path.toBuilder().child(HandBack.class).child(Flow.class, ProgressWriter.key(key)).build());
            }
        }
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

    @SuppressWarnings("checkstyle:illegalCatch")
    private boolean commit(final Changes changes) throws InterruptedException {
        try {
            final var tx = broker.newWriteOnlyTransaction();
            changes.addTo(tx);
            tx.commit().get();
            return true;
        } catch (ExecutionException | RuntimeException e) {
            LOG.warn("The operational datastore does not take the state of handovers", e);
            return false;
        }
    }
}

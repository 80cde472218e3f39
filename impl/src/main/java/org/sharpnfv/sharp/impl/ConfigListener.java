/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.binding.api.ReadTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverRequests;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequestBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.takeover.rev261123.Takeover;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.takeover.rev261123.takeover.WithdrawnRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.VnfGroups;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroup;
import org.opendaylight.yangtools.binding.ChildOf;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.binding.DataRoot;
import org.opendaylight.yangtools.concepts.Registration;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.RequestConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the machine what was committed, at the start what is there already. Groups and requests may come in any order:
 * the machine keeps a request until its group is there.
 */
final class ConfigListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigListener.class);

    private static final int READ_LIMIT_S = 60;

    /** Is told of configuration that cannot be carried out; it came in while nobody checked. */
    interface RefusalSink {
        /**
         * A request cannot be carried out.
         *
         * @param id its name
         * @param message why, or null if it is gone
         */
        void refused(String id, @Nullable String message);
    }

    private final Inbox inbox;
    private final RequestLedger ledger;
    private final TakeoverJournal journal;
    private final RefusalSink refusals;
    private final List<Registration> registrations;

    ConfigListener(final DataBroker broker, final Inbox inbox, final RequestLedger ledger,
            final TakeoverJournal journal, final RefusalSink refusals) {
        this.inbox = inbox;
        this.ledger = ledger;
        this.journal = journal;
        this.refusals = refusals;
        restore(broker);
        registrations = List.of(
            broker.registerTreeChangeListener(LogicalDatastoreType.CONFIGURATION,
                DataObjectReference.builder(VnfGroups.class).child(VnfGroup.class).build(), this::onGroups),
            broker.registerTreeChangeListener(LogicalDatastoreType.CONFIGURATION,
                DataObjectReference.builder(HandoverRequests.class).child(HandoverRequest.class).build(),
                this::onRequests));
    }

    /**
     * What was there before this start. The listeners tell it once more, which changes nothing: a group that is the
     * same, a request that is in force.
     */
    private void restore(final DataBroker broker) {
        try (var tx = broker.newReadOnlyTransaction()) {
            final var groups = read(tx, VnfGroups.class);
            final var requests = read(tx, HandoverRequests.class);
            final var before = read(tx, Takeover.class);
            if (groups != null) {
                groups.nonnullVnfGroup().values().forEach(this::putGroup);
            }
            if (before != null) {
                before.nonnullWithdrawnRequest().values().forEach(withdrawn -> finishWithdrawal(withdrawn,
                    TakeoverJournal.settled(before, withdrawn.requireId().getValue())));
            }
            if (requests != null) {
                for (final var request : requests.nonnullHandoverRequest().values()) {
                    final var id = request.requireId().getValue();
                    // the note of one that was deleted is not its namesake's
                    final var settled = TakeoverJournal.wasWithdrawn(before, id) ? null
                        : TakeoverJournal.settled(before, id);
                    put(request, (machine, nowNs, config) -> machine.restoreRequest(nowNs, config, settled));
                }
            }
        }
    }

    private static <T extends ChildOf<? extends DataRoot<?>>> @Nullable T read(final ReadTransaction tx,
            final Class<T> type) {
        try {
            return tx.read(LogicalDatastoreType.CONFIGURATION, DataObjectIdentifier.builder(type).build())
                .get(READ_LIMIT_S, TimeUnit.SECONDS).orElse(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the configuration was read", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the configuration datastore cannot be read", e);
        }
    }

    /** A request was deleted, and the controller of before did not come to its end. */
    private void finishWithdrawal(final WithdrawnRequest withdrawn, final @Nullable Set<String> settled) {
        final var id = withdrawn.requireId().getValue();
        LOG.info("{}: its flows are still to be handed back", id);
        put(new HandoverRequestBuilder(withdrawn).setId(withdrawn.requireId()).build(), (machine, nowNs, config) -> {
            machine.restoreRequest(nowNs, config, settled);
            ledger.announceRemoval(id);
            ledger.remove(machine, nowNs, id);
        });
    }

    private void onGroups(final List<DataTreeModification<VnfGroup>> changes) {
        for (final var change : changes) {
            final var before = change.getRootNode().dataBefore();
            final var after = change.getRootNode().dataAfter();
            if (after != null) {
                putGroup(after);
            } else if (before != null) {
                final var id = before.requireId();
                LOG.info("{}: vnf-group deleted", id);
                inbox.post((machine, nowNs) -> machine.removeGroup(nowNs, id));
            }
        }
    }

    private void putGroup(final VnfGroup group) {
        try {
            final var config = ConfigTranslator.group(group);
            LOG.info("{}: vnf-group with {} instances between {} and {}", config.id(), config.instances().size(),
                config.ingress().node(), config.egress().node());
            inbox.post((machine, nowNs) -> machine.putGroup(nowNs, config));
        } catch (IllegalArgumentException e) {
            LOG.error("{}: this vnf-group is ignored", group.requireId(), e);
        }
    }

    private void onRequests(final List<DataTreeModification<HandoverRequest>> changes) {
        for (final var change : changes) {
            final var before = change.getRootNode().dataBefore();
            final var after = change.getRootNode().dataAfter();
            if (after != null) {
                putRequest(after);
            } else if (before != null) {
                final var id = before.requireId().getValue();
                LOG.info("{}: handover-request deleted", id);
                refusals.refused(id, null);
                journal.withdrawn(before);
                ledger.announceRemoval(id);
                inbox.post((machine, nowNs) -> ledger.remove(machine, nowNs, id));
            }
        }
    }

    private void putRequest(final HandoverRequest request) {
        put(request, ledger::put);
    }

    /** What becomes of a request that can be carried out; in the engine's turn. */
    private interface Step {
        void accept(ControllerMachine machine, long nowNs, RequestConfig config);
    }

    private void put(final HandoverRequest request, final Step step) {
        ledger.announce();
        final var id = request.requireId().getValue();
        try {
            final var config = ConfigTranslator.request(request, null);
            LOG.info("{}: handover-request to {}/{}, priority {}", id, config.group(), config.destination(),
                config.priority());
            inbox.post((machine, nowNs) -> step.accept(machine, nowNs, config));
        } catch (IllegalArgumentException e) {
            LOG.error("{}: this handover-request is ignored", id, e);
            refusals.refused(id, e.getMessage());
        }
    }

    @Override
    public void close() {
        registrations.forEach(Registration::close);
    }
}

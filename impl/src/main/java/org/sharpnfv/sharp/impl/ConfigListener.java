/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverRequests;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.VnfGroups;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroup;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;
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
    private final RefusalSink refusals;
    private final Set<String> inForce;
    private final List<Registration> registrations;

    ConfigListener(final DataBroker broker, final Inbox inbox, final RequestLedger ledger,
            final RefusalSink refusals) {
        this.inbox = inbox;
        this.ledger = ledger;
        this.refusals = refusals;
        inForce = new HashSet<>(requestsOfBefore(broker));
        registrations = List.of(
            broker.registerTreeChangeListener(LogicalDatastoreType.CONFIGURATION,
                DataObjectReference.builder(VnfGroups.class).child(VnfGroup.class).build(), this::onGroups),
            broker.registerTreeChangeListener(LogicalDatastoreType.CONFIGURATION,
                DataObjectReference.builder(HandoverRequests.class).child(HandoverRequest.class).build(),
                this::onRequests));
    }

    /** What was asked for before this start is in force already: nothing is looked for. */
    private static List<String> requestsOfBefore(final DataBroker broker) {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(LogicalDatastoreType.CONFIGURATION,
                    DataObjectIdentifier.builder(HandoverRequests.class).build())
                .get(READ_LIMIT_S, TimeUnit.SECONDS)
                .map(requests -> requests.nonnullHandoverRequest().keySet().stream()
                    .map(key -> key.getId().getValue()).toList())
                .orElse(List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the configuration was read", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the configuration datastore cannot be read", e);
        }
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
                inForce.remove(id);
                LOG.info("{}: handover-request deleted", id);
                refusals.refused(id, null);
                ledger.announceRemoval(id);
                inbox.post((machine, nowNs) -> ledger.remove(machine, nowNs, id));
            }
        }
    }

    private void putRequest(final HandoverRequest request) {
        final var id = request.requireId().getValue();
        try {
            final var config = ConfigTranslator.request(request, null);
            LOG.info("{}: handover-request to {}/{}, priority {}", id, config.group(), config.destination(),
                config.priority());
            if (inForce.remove(id)) {
                inbox.post((machine, nowNs) -> machine.restoreRequest(nowNs, config));
            } else {
                inbox.post((machine, nowNs) -> ledger.put(machine, nowNs, config));
            }
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

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.takeover.rev261123.Takeover;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.takeover.rev261123.takeover.SettledRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.takeover.rev261123.takeover.SettledRequestBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.takeover.rev261123.takeover.SettledRequestKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.takeover.rev261123.takeover.WithdrawnRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.takeover.rev261123.takeover.WithdrawnRequestBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.takeover.rev261123.takeover.WithdrawnRequestKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the configuration datastore what a controller that starts after this one has to know beside the
 * configuration. Never waits: what is not written in time is found out from the agents and the switches, or handed over
 * once more.
 */
final class TakeoverJournal {
    private static final Logger LOG = LoggerFactory.getLogger(TakeoverJournal.class);
    private static final DataObjectIdentifier<Takeover> TAKEOVER =
        DataObjectIdentifier.builder(Takeover.class).build();

    private final DataBroker broker;
    /** Ids that are noted as settled. */
    private final Set<String> settled = new HashSet<>();

    TakeoverJournal(final DataBroker broker) {
        this.broker = broker;
    }

    /** The detection of a request is over. */
    synchronized void settled(final String id) {
        if (settled.add(id)) {
            write(id, tx -> tx.merge(LogicalDatastoreType.CONFIGURATION, settledPath(id),
                new SettledRequestBuilder().setId(new HandoverId(id)).build()));
        }
    }

    /** What was noted before this start. */
    synchronized boolean wasSettled(final @Nullable Takeover before, final String id) {
        final boolean was = before != null
            && before.nonnullSettledRequest().containsKey(new SettledRequestKey(new HandoverId(id)));
        if (was) {
            settled.add(id);
        }
        return was;
    }

    /** A request was deleted; its flows are handed back now. */
    synchronized void withdrawn(final HandoverRequest request) {
        final var id = request.requireId().getValue();
        settled.remove(id);
        write(id, tx -> {
            tx.delete(LogicalDatastoreType.CONFIGURATION, settledPath(id));
            tx.put(LogicalDatastoreType.CONFIGURATION, withdrawnPath(id),
                new WithdrawnRequestBuilder(request).setId(request.requireId()).build());
        });
    }

    /** The flows of a deleted request have been handed back. */
    synchronized void handedBack(final String id) {
        write(id, tx -> tx.delete(LogicalDatastoreType.CONFIGURATION, withdrawnPath(id)));
    }

    private static DataObjectIdentifier<SettledRequest> settledPath(final String id) {
        return TAKEOVER.toBuilder().child(SettledRequest.class, new SettledRequestKey(new HandoverId(id))).build();
    }

    private static DataObjectIdentifier<WithdrawnRequest> withdrawnPath(final String id) {
        return TAKEOVER.toBuilder().child(WithdrawnRequest.class, new WithdrawnRequestKey(new HandoverId(id))).build();
    }

    @SuppressWarnings("checkstyle:illegalCatch")
    private void write(final String id, final Consumer<WriteTransaction> change) {
        try {
            final var tx = broker.newWriteOnlyTransaction();
            change.accept(tx);
            tx.commit().addCallback(new FutureCallback<CommitInfo>() {
                @Override
                public void onSuccess(final CommitInfo result) {
                    LOG.debug("{}: noted", id);
                }

                @Override
                public void onFailure(final Throwable cause) {
                    LOG.warn("{}: a restart would not know how far this request is", id, cause);
                }
            }, MoreExecutors.directExecutor());
        } catch (RuntimeException e) {
            LOG.warn("{}: a restart would not know how far this request is", id, e);
        }
    }
}

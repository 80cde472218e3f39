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
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
import org.sharpnfv.sharp.controller.JournalNote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in the configuration datastore what a controller that starts after this one has to know beside the
 * configuration. Nobody waits for it but the machine, which keeps what tells the same on the switches until a note is
 * there.
 */
final class TakeoverJournal {
    private static final Logger LOG = LoggerFactory.getLogger(TakeoverJournal.class);
    private static final DataObjectIdentifier<Takeover> TAKEOVER =
        DataObjectIdentifier.builder(Takeover.class).build();

    private final DataBroker broker;

    TakeoverJournal(final DataBroker broker) {
        this.broker = broker;
    }

    /**
     * Writes what the machine wants to be noted.
     *
     * @param note what
     * @param done called when it is durable, or cannot be written
     */
    void write(final JournalNote note, final Runnable done) {
        final var id = note.request();
        if (note.handedBack()) {
            commit(id, done, tx -> {
                handedBack(tx, id);
                note.others().forEach((other, behind) -> settled(tx, other, behind));
            });
        } else {
            commit(id, done, tx -> settled(tx, id, note.behind()));
        }
    }

    private static void settled(final WriteTransaction tx, final String id, final Set<String> behind) {
        final var names = behind.stream().map(HandoverId::new).collect(Collectors.toSet());
        tx.put(LogicalDatastoreType.CONFIGURATION, settledPath(id),
            new SettledRequestBuilder().setId(new HandoverId(id)).setBehind(names).build());
    }

    /** What was noted before this start of a request that was settled; null if it was not. */
    static @Nullable Set<String> settled(final @Nullable Takeover before, final String id) {
        final var note = before == null ? null
            : before.nonnullSettledRequest().get(new SettledRequestKey(new HandoverId(id)));
        if (note == null) {
            return null;
        }
        final var behind = note.getBehind();
        return behind == null ? Set.of()
            : behind.stream().map(HandoverId::getValue).collect(Collectors.toSet());
    }

    /** Whether flows of a request of this name were still to be handed back. */
    static boolean wasWithdrawn(final @Nullable Takeover before, final String id) {
        return before != null
            && before.nonnullWithdrawnRequest().containsKey(new WithdrawnRequestKey(new HandoverId(id)));
    }

    /** A request was deleted; its flows are handed back now. */
    void withdrawn(final HandoverRequest request) {
        final var id = request.requireId().getValue();
        commit(id, () -> { }, tx -> tx.put(LogicalDatastoreType.CONFIGURATION, withdrawnPath(id),
            new WithdrawnRequestBuilder(request).setId(request.requireId()).build()));
    }

    /** The flows of a deleted request have been handed back. */
    void handedBack(final String id, final Runnable done) {
        commit(id, done, tx -> handedBack(tx, id));
    }

    private static void handedBack(final WriteTransaction tx, final String id) {
        tx.delete(LogicalDatastoreType.CONFIGURATION, settledPath(id));
        tx.delete(LogicalDatastoreType.CONFIGURATION, withdrawnPath(id));
    }

    private static DataObjectIdentifier<SettledRequest> settledPath(final String id) {
        return TAKEOVER.toBuilder().child(SettledRequest.class, new SettledRequestKey(new HandoverId(id))).build();
    }

    private static DataObjectIdentifier<WithdrawnRequest> withdrawnPath(final String id) {
        return TAKEOVER.toBuilder().child(WithdrawnRequest.class, new WithdrawnRequestKey(new HandoverId(id))).build();
    }

    @SuppressWarnings("checkstyle:illegalCatch")
    private void commit(final String id, final Runnable done, final Consumer<WriteTransaction> change) {
        try {
            final var tx = broker.newWriteOnlyTransaction();
            change.accept(tx);
            tx.commit().addCallback(new FutureCallback<CommitInfo>() {
                @Override
                public void onSuccess(final CommitInfo result) {
                    LOG.debug("{}: noted", id);
                    done.run();
                }

                @Override
                public void onFailure(final Throwable cause) {
                    LOG.warn("{}: a restart would not know how far this request is", id, cause);
                    done.run();
                }
            }, MoreExecutors.directExecutor());
        } catch (RuntimeException e) {
            LOG.warn("{}: a restart would not know how far this request is", id, e);
            done.run();
        }
    }
}

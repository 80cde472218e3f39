/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.RpcResult;

/** Waits for answers, with a bound: for threads that may be kept. */
final class Answers {
    private static final long LIMIT_S = 5;

    private Answers() {
        // static functions only
    }

    /**
     * Waits.
     *
     * @param future the answer
     * @param silence gets why there is none
     * @return the answer, or null
     */
    static <T> @Nullable T await(final ListenableFuture<T> future, final List<String> silence)
            throws InterruptedException {
        try {
            return future.get(LIMIT_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            silence.add(String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            silence.add("no answer within " + LIMIT_S + " s");
        }
        return null;
    }

    /** The output of an RPC; what it has refused is a failure with its reasons. */
    static <T> ListenableFuture<T> unwrap(final RpcResult<T> result) {
        return result.isSuccessful() ? Futures.immediateFuture(result.getResult())
            : Futures.immediateFailedFuture(new IllegalStateException(result.getErrors().stream()
                .map(error -> error.getMessage()).collect(Collectors.joining("; "))));
    }

    static <T extends DataObject> Optional<T> read(final DataBroker broker, final LogicalDatastoreType store,
            final DataObjectIdentifier<T> path) throws InterruptedException {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(store, path).get(LIMIT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the datastore cannot be read", e);
        }
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.DataValidationFailedException;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/** Of all that a datastore wraps around it, the words of who refused are told. */
@NullMarked
class RefusalTest {
    @Test
    void shouldTellWhatTheNorthboundTells() {
        final var refusal = new DataValidationFailedException(YangInstanceIdentifier.class,
            YangInstanceIdentifier.of(), "vnf-group: there is none", new IllegalStateException("the cause"));

        assertEquals("vnf-group: there is none", Refusal.of(new ExecutionException(
            new TransactionCommitFailedException("canCommit failed", refusal))).getMessage());
    }

    @Test
    void shouldTellTheFirstCauseOfOtherFailures() {
        assertEquals("full", Refusal.of(new ExecutionException(new IllegalStateException("full"))).getMessage());
        assertEquals("java.lang.IllegalStateException", Refusal.of(new IllegalStateException()).getMessage());
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.Handover;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;

/** What happens beside the boot, so that the first handover is not the first. */
class RehearsalThreadTest {
    private static final int LIMIT_MS = 10_000;

    private final DataBroker broker = mock(DataBroker.class);
    private final WriteTransaction tx = mock(WriteTransaction.class);
    private final AtomicBoolean asked = new AtomicBoolean();

    RehearsalThreadTest() {
        when(broker.newWriteOnlyTransaction()).thenReturn(tx);
    }

    @Test
    void shouldWriteWhatAHandoverWritesAndLetNobodySeeIt() {
        try (var rehearsal = new RehearsalThread(broker, new MachineClock(), asked::get)) {
            rehearsal.start();

            verify(tx, timeout(LIMIT_MS).atLeast(20)).cancel();
        }

        verify(tx, atLeastOnce()).put(eq(LogicalDatastoreType.OPERATIONAL),
            ArgumentMatchers.<DataObjectIdentifier<Handover>>any(), any(Handover.class));
        verify(tx, never()).commit();
    }

    @Test
    void shouldEndWithTheFirstRequest() {
        asked.set(true);
        try (var rehearsal = new RehearsalThread(broker, new MachineClock(), asked::get)) {
            rehearsal.start();

            rehearsal.awaitEnd(LIMIT_MS);
        }

        verify(tx).cancel();
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.Handovers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.progress.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.Handover;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.HandoverKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.sharpnfv.sharp.controller.ControllerMachine.StateChange;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.controller.Rehearsal;
import org.sharpnfv.sharp.controller.SweepView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rehearses handovers in memory while the controller starts: the protocol, the translation of entries for
 * openflowplugin, and the mirror's writes, into transactions that are given up, so that nobody sees anything of it. It
 * takes {@value #MAX_MS} ms of one processor at most, holds nothing up, and ends with the first request.
 */
final class RehearsalThread implements Rehearsal.Audience, AutoCloseable {
    static final int MAX_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(RehearsalThread.class);
    private static final int MAX_FLOWS = 20_000;
    private static final long CLOSE_MS = 2_000;
    private static final String NAME = "sharp-rehearsal";
    private static final DataObjectIdentifier<Handover> PATH = DataObjectIdentifier.builder(Handovers.class)
        .child(Handover.class, new HandoverKey(new HandoverId(NAME))).build();

    private final DataBroker broker;
    private final ProgressWriter writer;
    private final BooleanSupplier asked;
    private final Thread thread = new Thread(this::run, NAME);
    private final long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_MS);
    private volatile boolean closed;

    /**
     * Does nothing yet.
     *
     * @param broker whose transactions are given up
     * @param clock for the times that are written
     * @param asked whether there is a request
     */
    RehearsalThread(final DataBroker broker, final MachineClock clock, final BooleanSupplier asked) {
        this.broker = broker;
        this.asked = asked;
        writer = new ProgressWriter(clock);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits until it is over, for a while. */
    void awaitEnd(final long limitMs) {
        try {
            thread.join(limitMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("checkstyle:illegalCatch")
    private void run() {
        try {
            LOG.debug("{} handovers rehearsed in memory", Rehearsal.run(MAX_FLOWS, this));
        } catch (RuntimeException e) {
            LOG.warn("A rehearsal went wrong, the first handovers will take longer", e);
        }
    }

    @Override
    public void saw(final ControllerOutput output) {
        switch (output) {
            case ControllerOutput.Install install -> EntryTranslator.add(install.entry());
            case ControllerOutput.Remove remove -> EntryTranslator.remove(remove.entry());
            case ControllerOutput.RemoveAll all -> EntryTranslator.removeAll(all);
            case ControllerOutput.Barrier barrier -> Inventory.nodeRef(barrier.node());
            case ControllerOutput.ReadEntries read -> EntryReader.request(read);
            case ControllerOutput.PacketOut packet -> Inventory.nodeRef(packet.node());
        }
    }

    @Override
    public boolean handedOver(final SweepView view) {
        final var tx = broker.newWriteOnlyTransaction();
        tx.put(LogicalDatastoreType.OPERATIONAL, PATH, writer.handover(NAME, view, null));
        tx.merge(LogicalDatastoreType.OPERATIONAL, PATH, writer.summary(NAME, view, view));
        for (final var flow : view.flows()) {
            final var entry = writer.flow(flow);
            tx.put(LogicalDatastoreType.OPERATIONAL, PATH.toBuilder().child(Flow.class, entry.key()).build(), entry);
        }
        tx.cancel();
        writer.stateChanged(1, new StateChange(NAME, false, view));
        return !closed && !asked.getAsBoolean() && untilNs - System.nanoTime() > 0;
    }

    @Override
    public void close() {
        closed = true;
        awaitEnd(CLOSE_MS);
    }
}

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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.ProtocolCounters;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.ProtocolCountersBuilder;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.wire.ControlLink.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows once a second what belongs to no handover or did not count, if there is more. Needs the engine's turn. */
final class ProtocolMirror {
    private static final Logger LOG = LoggerFactory.getLogger(ProtocolMirror.class);
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final DataObjectIdentifier<ProtocolCounters> PATH =
        DataObjectIdentifier.builder(ProtocolCounters.class).build();

    private final DataBroker broker;
    private final Alarms alarms;
    private final DriverCounters driver;
    private @Nullable ProtocolCounters written;
    private volatile boolean writing;

    ProtocolMirror(final DataBroker broker, final Alarms alarms, final DriverCounters driver) {
        this.broker = broker;
        this.alarms = alarms;
        this.driver = driver;
    }

    void observe(final ControllerMachine machine, final long nowNs) {
        final var now = read(machine, driver);
        if (!writing && !now.equals(written)) {
            written = now;
            write(now);
        }
        alarms.at(nowNs + INTERVAL_NS, this::observe);
    }

    static ProtocolCounters read(final ControllerMachine machine, final DriverCounters driver) {
        final var protocol = machine.protocol();
        return new ProtocolCountersBuilder()
            .setStrayPackets(Uint64.valueOf(protocol.strays()))
            .setLostPackets(Uint64.valueOf(protocol.lostPackets() + driver.failedPacketOuts.sum()))
            .setMalformedFrames(Uint64.valueOf(protocol.refused(Refusal.MALFORMED)))
            .setOtherVersionFrames(Uint64.valueOf(protocol.refused(Refusal.OTHER_VERSION)))
            .setBadTagFrames(Uint64.valueOf(protocol.refused(Refusal.BAD_TAG)))
            .setStaleFrames(Uint64.valueOf(protocol.refused(Refusal.STALE)))
            .setReplayedFrames(Uint64.valueOf(protocol.refused(Refusal.REPLAYED)))
            .setMisplacedMessages(Uint64.valueOf(protocol.errors()))
            .build();
    }

    private void write(final ProtocolCounters counters) {
        writing = true;
        final var tx = broker.newWriteOnlyTransaction();
        tx.put(LogicalDatastoreType.OPERATIONAL, PATH, counters);
        tx.commit().addCallback(new FutureCallback<CommitInfo>() {
            @Override
            public void onSuccess(final CommitInfo result) {
                writing = false;
            }

            @Override
            public void onFailure(final Throwable cause) {
                LOG.debug("The operational datastore does not take the protocol's counters", cause);
                writing = false;
            }
        }, MoreExecutors.directExecutor());
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import com.google.common.util.concurrent.ListenableFuture;
import java.util.List;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.CancelHandover;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.CancelHandoverInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.CancelHandoverOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.CancelHandoverOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.ClearFinishedHandovers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.ClearFinishedHandoversInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.ClearFinishedHandoversOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.ClearFinishedHandoversOutputBuilder;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The northbound's commands. */
final class HandoverRpcs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandoverRpcs.class);

    private final Inbox inbox;
    private final List<Registration> registrations;

    HandoverRpcs(final RpcProviderService rpcs, final Inbox inbox) {
        this.inbox = inbox;
        registrations = List.of(rpcs.registerRpcImplementation((CancelHandover) this::cancel),
            rpcs.registerRpcImplementation((ClearFinishedHandovers) this::clearFinished));
    }

    ListenableFuture<RpcResult<CancelHandoverOutput>> cancel(final CancelHandoverInput input) {
        if (input.getId() == null) {
            // RESTCONF does not insist on it
            return RpcResultBuilder.<CancelHandoverOutput>failed()
                .withError(ErrorType.APPLICATION, ErrorTag.MISSING_ELEMENT, "id: expected a request's id, found none")
                .buildFuture();
        }
        final var id = input.requireId().getValue();
        return inbox.ask((machine, nowNs) -> {
            if (machine.view(id) == null) {
                return RpcResultBuilder.<CancelHandoverOutput>failed()
                    .withError(ErrorType.APPLICATION, ErrorTag.INVALID_VALUE, "id: there is no handover '" + id + "'")
                    .build();
            }
            final boolean inProgress = machine.cancel(nowNs, id);
            LOG.info("{}: cancel-handover{}", id, inProgress ? "" : ", but it has ended already");
            return RpcResultBuilder.success(new CancelHandoverOutputBuilder().build()).build();
        });
    }

    ListenableFuture<RpcResult<ClearFinishedHandoversOutput>> clearFinished(final ClearFinishedHandoversInput input) {
        return inbox.ask((machine, nowNs) -> {
            LOG.info("clear-finished-handovers: {}", machine.clearFinished());
            return RpcResultBuilder.success(new ClearFinishedHandoversOutputBuilder().build()).build();
        });
    }

    @Override
    public void close() {
        registrations.forEach(Registration::close);
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.Check;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.CheckInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.CheckOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.CheckOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.FindingSeverity;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.check.output.FindingBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.sharpnfv.sharp.check.Facts;
import org.sharpnfv.sharp.check.Finding;
import org.sharpnfv.sharp.check.Preflight;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The northbound's check. Each call has a thread of its own, since it waits for switches and agents. */
final class CheckRpc implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRpc.class);

    private final FactsGatherer gatherer;
    private final Registration registration;

    CheckRpc(final RpcProviderService rpcs, final FactsGatherer gatherer) {
        this.gatherer = gatherer;
        registration = rpcs.registerRpcImplementation((Check) this::check);
    }

    @SuppressWarnings("checkstyle:illegalCatch")
    ListenableFuture<RpcResult<CheckOutput>> check(final CheckInput input) {
        final var result = SettableFuture.<RpcResult<CheckOutput>>create();
        Thread.ofVirtual().name("sharp-check").start(() -> {
            try {
                result.set(answer(input));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                result.setException(e);
            } catch (RuntimeException e) {
                // whoever waits must hear of it
                LOG.warn("check failed", e);
                result.setException(e);
            }
        });
        return result;
    }

    private RpcResult<CheckOutput> answer(final CheckInput input) throws InterruptedException {
        final var all = gatherer.groups();
        final var only = input.getVnfGroup();
        final var groups = all.stream().filter(group -> only == null || group.id().equals(only)).toList();
        if (only != null && groups.isEmpty()) {
            return RpcResultBuilder.<CheckOutput>failed().withError(ErrorType.APPLICATION, ErrorTag.INVALID_VALUE,
                "vnf-group: there is no vnf-group '" + only + "'; there are "
                    + all.stream().map(GroupConfig::id).sorted().toList()).build();
        }
        final var rate = input.getExpectedRate();
        return RpcResultBuilder.success(output(Preflight.findings(gatherer.gather(groups,
            rate == null ? Facts.DEFAULT_RATE : rate.toJava())))).build();
    }

    static CheckOutput output(final List<Finding> findings) {
        return new CheckOutputBuilder().setFinding(BindingMap.ordered(findings.stream().map(finding ->
            new FindingBuilder().setId(finding.id()).setSubject(finding.subject())
                .setSeverity(FindingSeverity.forName(finding.severity().name().toLowerCase(Locale.ROOT)))
                .setMessage(finding.message()).setRemedy(text(finding.remedy())).build()).toList())).build();
    }

    private static @Nullable String text(final String remedy) {
        return remedy.isEmpty() ? null : remedy;
    }

    @Override
    public void close() {
        registration.close();
    }
}

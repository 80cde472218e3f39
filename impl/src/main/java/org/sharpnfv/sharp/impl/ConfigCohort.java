/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import com.google.common.util.concurrent.FluentFuture;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.opendaylight.mdsal.common.api.DataValidationFailedException;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.common.api.PostCanCommitStep;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataBroker.CommitCohortExtension;
import org.opendaylight.mdsal.dom.api.DOMDataTreeCandidate;
import org.opendaylight.mdsal.dom.api.DOMDataTreeCommitCohort;
import org.opendaylight.mdsal.dom.api.DOMDataTreeIdentifier;
import org.opendaylight.netconf.api.NetconfDocumentedException;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverRequests;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.VnfGroups;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.opendaylight.yangtools.yang.common.ErrorSeverity;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidateNode;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.sharpnfv.sharp.impl.RequestValidator.Configuration;
import org.sharpnfv.sharp.impl.RequestValidator.Refused;

/**
 * Takes part in each commit to the configuration datastore, and fails it with RESTCONF's 400 invalid-value if the
 * {@link RequestValidator} refuses.
 *
 * <p>It is registered at the root, not at our containers: one candidate then has both, and its root's data are the
 * whole tree with and without this transaction, so that neither a cache nor a read is needed.
 */
final class ConfigCohort implements DOMDataTreeCommitCohort, AutoCloseable {
    private static final DataObjectIdentifier<VnfGroups> GROUPS =
        DataObjectIdentifier.builder(VnfGroups.class).build();
    private static final DataObjectIdentifier<HandoverRequests> REQUESTS =
        DataObjectIdentifier.builder(HandoverRequests.class).build();

    private final AdapterContext codec;
    private final RequestValidator validator;
    private final YangInstanceIdentifier groupsPath;
    private final YangInstanceIdentifier requestsPath;
    private final Registration registration;

    ConfigCohort(final DOMDataBroker broker, final AdapterContext codec, final RequestValidator validator) {
        this.codec = codec;
        this.validator = validator;
        groupsPath = codec.currentSerializer().toYangInstanceIdentifier(GROUPS);
        requestsPath = codec.currentSerializer().toYangInstanceIdentifier(REQUESTS);
        final var extension = broker.extension(CommitCohortExtension.class);
        if (extension == null) {
            throw new IllegalStateException("expected a data broker that takes commit cohorts, found " + broker);
        }
        registration = extension.registerCommitCohort(
            DOMDataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION, YangInstanceIdentifier.of()), this);
    }

    /** Never throws: the datastore's actor would die of it, and all writers wait. */
    @Override
    @SuppressWarnings("checkstyle:illegalCatch")
    public FluentFuture<PostCanCommitStep> canCommit(final Object txId, final EffectiveModelContext ctx,
            final Collection<DOMDataTreeCandidate> candidates) {
        try {
            for (final var candidate : candidates) {
                check(candidate.getRootNode());
            }
            return PostCanCommitStep.NOOP_SUCCESSFUL_FUTURE;
        } catch (Refused e) {
            return FluentFutures.immediateFailedFluentFuture(refusal(e.getMessage()));
        } catch (RuntimeException e) {
            return FluentFutures.immediateFailedFluentFuture(new DataValidationFailedException(
                YangInstanceIdentifier.class, YangInstanceIdentifier.of(), "SHarP's validation failed: " + e, e));
        }
    }

    private void check(final DataTreeCandidateNode root) throws Refused {
        if (root.modifiedChild(groupsPath.getLastPathArgument()) == null
                && root.modifiedChild(requestsPath.getLastPathArgument()) == null) {
            return;
        }
        validator.validate(configuration(root.dataBefore()), configuration(root.dataAfter()));
    }

    private Configuration configuration(final @Nullable NormalizedNode root) {
        return new Configuration(decode(groupsPath, root, VnfGroups.class),
            decode(requestsPath, root, HandoverRequests.class));
    }

    private <T extends DataObject> @Nullable T decode(final YangInstanceIdentifier path,
            final @Nullable NormalizedNode root, final Class<T> type) {
        final var data = root instanceof ContainerNode container
            ? container.childByArg((NodeIdentifier) path.getLastPathArgument()) : null;
        return data == null ? null : type.cast(codec.currentSerializer().fromNormalizedNode(path, data).getValue());
    }

    /** RESTCONF looks for a NetconfDocumentedException among the causes, and for nothing else. */
    private static DataValidationFailedException refusal(final String message) {
        return new DataValidationFailedException(YangInstanceIdentifier.class, YangInstanceIdentifier.of(), message,
            new NetconfDocumentedException(message, ErrorType.APPLICATION, ErrorTag.INVALID_VALUE,
                ErrorSeverity.ERROR));
    }

    @Override
    public void close() {
        registration.close();
    }
}

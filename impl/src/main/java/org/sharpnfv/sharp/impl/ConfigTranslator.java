/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.Side;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroup;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.Instance;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.sharpnfv.sharp.controller.GroupConfig.Attachment;
import org.sharpnfv.sharp.controller.HandoverMode;
import org.sharpnfv.sharp.controller.RequestConfig;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Overflow;

/**
 * Turns configuration into what the machine takes. What cannot be done is refused with an
 * {@link IllegalArgumentException} whose message begins with the leaf.
 */
final class ConfigTranslator {
    private static final int BOTH = Direction.FORWARD.bit() | Direction.REVERSE.bit();
    private static final int DEFAULT_IDLE_S = 3;
    private static final int DEFAULT_HARD_S = 10;
    static final long DEFAULT_DEADLINE_MS = 10_000;
    private static final long DEFAULT_CONTROLLER_LIMIT = 10_000;
    private static final long DEFAULT_AGENT_LIMIT = 100_000;

    private ConfigTranslator() {
        // static functions only
    }

    static GroupConfig group(final VnfGroup group) {
        final var id = group.requireId();
        final var instances = group.nonnullInstance().values().stream().map(ConfigTranslator::instance).toList();
        if (group.getDefaultInstance() == null) {
            throw new IllegalArgumentException("default-instance: expected one of the instances of vnf-group '" + id
                + "', found none");
        }
        return new GroupConfig(id, attachment(group.getIngress(), "ingress"), attachment(group.getEgress(), "egress"),
            group.getDefaultInstance(), instances, key(group.getControlKey()));
    }

    private static ControlKey key(final byte @Nullable [] octets) {
        try {
            return octets == null ? ControlKey.NONE : ControlKey.of(octets);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("control-key: " + e.getMessage(), e);
        }
    }

    private static Attachment attachment(final @Nullable Side side, final String name) {
        if (side == null || side.getNode() == null) {
            throw new IllegalArgumentException(name + "/node: expected a switch, for example openflow:1, found none");
        }
        if (side.getPort() == null || side.getPort().isEmpty()) {
            throw new IllegalArgumentException(name + "/port: expected at least one port, found none");
        }
        return new Attachment(side.getNode().getValue(),
            side.getPort().stream().map(port -> port.getValue().intValue()).sorted().toList());
    }

    private static org.sharpnfv.sharp.controller.Instance instance(final Instance instance) {
        if (instance.getIngressPort() == null) {
            throw new IllegalArgumentException("instance/ingress-port: expected a port of instance '"
                + instance.getId() + "', found none");
        }
        if (instance.getEgressPort() == null) {
            throw new IllegalArgumentException("instance/egress-port: expected a port of instance '"
                + instance.getId() + "', found none");
        }
        final var management = instance.getManagementAddress();
        return new org.sharpnfv.sharp.controller.Instance(instance.requireId(),
            instance.getIngressPort().getValue().intValue(), instance.getEgressPort().getValue().intValue(),
            management == null ? "" : management.stringValue());
    }

    /**
     * A request.
     *
     * @param request what was asked for
     * @param group its group, or null if it is not known: then input ports are not checked
     * @return the same for the machine
     */
    static RequestConfig request(final HandoverRequest request, final @Nullable GroupConfig group) {
        final var id = request.requireId().getValue();
        if (request.getVnfGroup() == null) {
            throw new IllegalArgumentException("vnf-group: expected the id of a vnf-group, found none");
        }
        if (request.getDestination() == null) {
            throw new IllegalArgumentException("destination: expected the id of an instance, found none");
        }
        if (request.getPriority() == null) {
            throw new IllegalArgumentException("priority: expected 1 to " + RequestConfig.MAX_PRIORITY
                + ", found none");
        }
        final var match = MatchReader.read(request.getMatch(), "match", group == null ? null : group.ingress());
        final var reverse = request.getReverseMatch() == null ? match.reversed()
            : MatchReader.read(request.getReverseMatch(), "reverse-match", group == null ? null : group.egress());
        return new RequestConfig(id, request.getVnfGroup(), request.getDestination(), request.getPriority(),
            match, reverse, directions(request), mode(request),
            TimeUnit.SECONDS.toNanos(orElse(request.getDetectionIdleTimeout(), DEFAULT_IDLE_S)),
            TimeUnit.SECONDS.toNanos(orElse(request.getDetectionHardTimeout(), DEFAULT_HARD_S)),
            TimeUnit.MILLISECONDS.toNanos(orElse(request.getDeadline(), DEFAULT_DEADLINE_MS)),
            request.getOnSourceSilent() == HandoverRequest.OnSourceSilent.Continue,
            request.getOnFailure() != HandoverRequest.OnFailure.Fail,
            overflow(request),
            limit(request.getControllerBufferLimit(), DEFAULT_CONTROLLER_LIMIT),
            limit(request.getAgentBufferLimit(), DEFAULT_AGENT_LIMIT));
    }

    private static HandoverMode mode(final HandoverRequest request) {
        return switch (request.getMode()) {
            case null -> HandoverMode.SHARP;
            case Sharp -> HandoverMode.SHARP;
            case Opennf -> HandoverMode.OPENNF;
            case Naive -> HandoverMode.NAIVE;
        };
    }

    private static int directions(final HandoverRequest request) {
        return switch (request.getDirection()) {
            case null -> BOTH;
            case Both -> BOTH;
            case Forward -> Direction.FORWARD.bit();
            case Reverse -> Direction.REVERSE.bit();
        };
    }

    private static Overflow overflow(final HandoverRequest request) {
        return switch (request.getOnOverflow()) {
            case null -> Overflow.FAIL;
            case Fail -> Overflow.FAIL;
            case Drop -> Overflow.DROP;
            case Reorder -> Overflow.REORDER;
        };
    }

    private static int orElse(final @Nullable Uint16 value, final int otherwise) {
        return value == null ? otherwise : value.toJava();
    }

    private static long orElse(final @Nullable Uint32 value, final long otherwise) {
        return value == null ? otherwise : value.toJava();
    }

    private static int limit(final @Nullable Uint32 value, final long otherwise) {
        return (int) Math.min(orElse(value, otherwise), Integer.MAX_VALUE);
    }

    /** All instance ids of a group, for messages. */
    static List<String> instanceIds(final GroupConfig group) {
        return group.instances().stream().map(org.sharpnfv.sharp.controller.Instance::id).sorted().toList();
    }
}

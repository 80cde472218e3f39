/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.List;
import java.util.Objects;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.ControlKey;

/**
 * A group of interchangeable instances of one VNF.
 *
 * @param id its name
 * @param ingress where forward packets enter
 * @param egress where reverse packets enter
 * @param defaultInstance name of the instance that gets all flows that no request claims
 * @param instances the instances
 * @param key by which controller and HSLs of the group know each other's control messages
 */
public record GroupConfig(String id, Attachment ingress, Attachment egress, String defaultInstance,
        List<Instance> instances, ControlKey key) {
    /**
     * The hosts' side of the group.
     *
     * @param node the switch, e.g. {@code openflow:1}
     * @param ports the ports towards hosts or uplinks, at least one
     */
    public record Attachment(String node, List<Integer> ports) {
        /** Checks and copies. */
        public Attachment {
            Objects.requireNonNull(node);
            ports = List.copyOf(ports);
            if (ports.isEmpty()) {
                throw new IllegalArgumentException("port: expected at least one port of " + node + ", found none");
            }
        }
    }

    /**
     * A group without a key.
     *
     * @param id its name
     * @param ingress where forward packets enter
     * @param egress where reverse packets enter
     * @param defaultInstance name of the instance that gets all flows that no request claims
     * @param instances the instances
     */
    public GroupConfig(final String id, final Attachment ingress, final Attachment egress,
            final String defaultInstance, final List<Instance> instances) {
        this(id, ingress, egress, defaultInstance, instances, ControlKey.NONE);
    }

    /** Checks and copies. */
    public GroupConfig {
        instances = List.copyOf(instances);
        if (instances.stream().noneMatch(instance -> instance.id().equals(defaultInstance))) {
            throw new IllegalArgumentException("default-instance: expected the id of an instance of group '" + id
                + "', found '" + defaultInstance + "'");
        }
    }

    /**
     * Where packets of a direction enter.
     *
     * @param direction the direction
     * @return switch and ports
     */
    public Attachment attachment(final Direction direction) {
        return direction == Direction.FORWARD ? ingress : egress;
    }

    /**
     * An instance by name.
     *
     * @param name the name
     * @return the instance, or null
     */
    public Instance instance(final String name) {
        for (final var instance : instances) {
            if (instance.id().equals(name)) {
                return instance;
            }
        }
        return null;
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.OperationalStatus;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroup;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroupBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.Instance;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.InstanceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.InstanceKey;
import org.sharpnfv.sharp.controller.GroupView;
import org.sharpnfv.sharp.controller.GroupView.InstanceView;

/** Says in the northbound's words how a group is: the worst of its instances'. */
final class GroupWriter {
    private GroupWriter() {
        // static functions only
    }

    /** Only the state; the configuration is in the other datastore. */
    static VnfGroup group(final String id, final GroupView view) {
        final var instances = new HashMap<InstanceKey, Instance>();
        boolean allUp = true;
        for (final var entry : view.instances().entrySet()) {
            final var instance = entry.getValue();
            allUp &= instance.agentUp();
            final var key = new InstanceKey(entry.getKey());
            instances.put(key, new InstanceBuilder()
                .withKey(key)
                .setOperationalStatus(status(view, instance.agentUp()))
                .setAgentVersion(version(instance))
                .build());
        }
        return new VnfGroupBuilder()
            .setId(id)
            .setOperationalStatus(status(view, allUp))
            .setInstance(instances)
            .build();
    }

    private static @Nullable String version(final InstanceView instance) {
        return instance.agentVersion().isEmpty() ? null : instance.agentVersion();
    }

    private static OperationalStatus status(final GroupView view, final boolean agentUp) {
        if (!view.switchesConnected()) {
            return OperationalStatus.SwitchDisconnected;
        }
        return agentUp ? OperationalStatus.Up : OperationalStatus.NoAgent;
    }
}

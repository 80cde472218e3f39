/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opendaylight.openflowplugin.api.openflow.device.DeviceInfo;
import org.opendaylight.openflowplugin.api.openflow.mastership.MastershipChangeService;
import org.opendaylight.openflowplugin.api.openflow.mastership.MastershipChangeServiceManager;
import org.opendaylight.yangtools.concepts.Registration;

/**
 * Tells when a switch takes orders from this node and when it does not any more. Mastership is what openflowplugin
 * tells first: at a loss at once, where the inventory follows half a second later and misses a quick reconnect
 * altogether. Switches that are there already when this registers are told, too.
 */
final class SwitchTracker implements MastershipChangeService, AutoCloseable {
    private final Inbox inbox;
    private final SwitchDriver driver;
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();
    private final Registration registration;

    SwitchTracker(final MastershipChangeServiceManager mastership, final Inbox inbox,
            final SwitchDriver driver) {
        this.inbox = inbox;
        this.driver = driver;
        registration = mastership.register(this);
    }

    @Override
    public void onBecomeOwner(final DeviceInfo deviceInfo) {
        final var node = deviceInfo.getNodeId().getValue();
        versions.put(node, deviceInfo.getVersion().intValue());
        inbox.post((machine, nowNs) -> driver.connected(machine, nowNs, node));
    }

    @Override
    public void onLoseOwnership(final DeviceInfo deviceInfo) {
        final var node = deviceInfo.getNodeId().getValue();
        versions.remove(node);
        inbox.post((machine, nowNs) -> driver.disconnected(machine, nowNs, node));
    }

    /** The versions of OpenFlow, as on the wire, of the switches that take orders from this node. */
    Map<String, Integer> versions() {
        return Map.copyOf(versions);
    }

    @Override
    public void close() {
        registration.close();
    }
}

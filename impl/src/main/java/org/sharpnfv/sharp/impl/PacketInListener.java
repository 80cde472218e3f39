/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.NotificationService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.FlowRemoved;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeConnectorRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.node.NodeConnector;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.nodes.Node;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.PacketReceived;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.concepts.Registration;
import org.sharpnfv.sharp.controller.ControllerSettings;
import org.sharpnfv.sharp.flow.Addresses;

/**
 * Tells the machine what the switches send by themselves: packets, and entries that timed out. What bears other cookies
 * than SHarP's belongs to other applications and goes no further.
 */
final class PacketInListener implements AutoCloseable {
    /** Ports whose names are remembered; far more than there are. Beyond it all are forgotten. */
    private static final int MAX_PORTS = 65_536;

    private record Port(String node, int number) {
    }

    private final Inbox inbox;
    private final long cookiePrefix;
    private final EngineCounters counters;
    /** By name. Used by one thread at a time: notifications of a registration come one after the other. */
    private final Map<String, Port> ports = new HashMap<>();
    private final List<Registration> registrations;

    // FlowRemoved is deprecated, but SwitchFlowRemoved never comes (openflowplugin 0.20.1)
    @SuppressWarnings("deprecation")
    PacketInListener(final NotificationService notifications, final Inbox inbox, final ControllerSettings settings,
            final EngineCounters counters) {
        this.inbox = inbox;
        this.counters = counters;
        cookiePrefix = settings.cookiePrefix();
        registrations = List.of(notifications.registerListener(PacketReceived.class, this::onPacket),
            notifications.registerListener(FlowRemoved.class, this::onFlowRemoved));
    }

    private boolean isOurs(final long cookie) {
        return cookie >>> 48 == cookiePrefix;
    }

    private void onPacket(final PacketReceived packet) {
        final var cookie = packet.getFlowCookie();
        final var ingress = packet.getIngress();
        final var frame = packet.getPayload();
        if (cookie == null || !isOurs(cookie.getValue().longValue())) {
            counters.foreignPacket();
            return;
        }
        final var port = ingress == null ? null : port(ingress);
        if (port == null || frame == null) {
            counters.unreadablePacket();
            return;
        }
        inbox.postPacket(port.node(), port.number(), cookie.getValue().longValue(), frame);
    }

    private @Nullable Port port(final NodeConnectorRef ref) {
        final var connector = ref.getValue() instanceof DataObjectIdentifier<?> path
            ? path.getFirstKeyOf(NodeConnector.class) : null;
        if (connector == null) {
            return null;
        }
        final var name = connector.getId().getValue();
        final var known = ports.get(name);
        if (known != null) {
            return known;
        }
        if (ports.size() >= MAX_PORTS) {
            ports.clear();
        }
        final var port = new Port(Inventory.nodeName(name), Inventory.portNumber(name));
        ports.put(name, port);
        return port;
    }

    @SuppressWarnings("deprecation")
    private void onFlowRemoved(final FlowRemoved removed) {
        final var node = node(removed.getNode());
        if (node == null || removed.getCookie() == null) {
            return;
        }
        final long cookie = removed.getCookie().getValue().longValue();
        if (!isOurs(cookie)) {
            return;
        }
        final var match = removed.getMatch();
        final var inPort = match == null || match.getInPort() == null ? null
            : Inventory.portNumber(match.getInPort().getValue());
        final var ethernet = match == null ? null : match.getEthernetMatch();
        final var source = ethernet == null || ethernet.getEthernetSource() == null ? null
            : Addresses.mac(ethernet.getEthernetSource().requireAddress().getValue());
        inbox.post((machine, nowNs) -> machine.handleFlowRemoved(node, cookie, inPort, source));
    }

    private static @Nullable String node(final @Nullable NodeRef ref) {
        final var key = ref != null && ref.getValue() instanceof DataObjectIdentifier<?> path
            ? path.getFirstKeyOf(Node.class) : null;
        return key == null ? null : key.getId().getValue();
    }

    @Override
    public void close() {
        registrations.forEach(Registration::close);
    }
}

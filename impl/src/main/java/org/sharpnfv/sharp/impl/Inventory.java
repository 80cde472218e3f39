/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowCapableNode;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.Table;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.TableKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.FlowTableRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.FlowRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeConnectorId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeConnectorRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeRef;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.Nodes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.node.NodeConnector;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.node.NodeConnectorKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.nodes.Node;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.nodes.NodeKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.Uint8;

/** Names of OpenDaylight's inventory: a switch is {@code openflow:1}, its port 2 is {@code openflow:1:2}. */
final class Inventory {
    private Inventory() {
        // static functions only
    }

    static DataObjectIdentifier.WithKey<Node, NodeKey> node(final String node) {
        return DataObjectIdentifier.builder(Nodes.class).child(Node.class, new NodeKey(new NodeId(node))).build();
    }

    static NodeRef nodeRef(final String node) {
        return new NodeRef(node(node));
    }

    static NodeConnectorId portId(final String node, final int port) {
        return new NodeConnectorId(node + ':' + Integer.toUnsignedString(port));
    }

    static NodeConnectorRef portRef(final String node, final int port) {
        return new NodeConnectorRef(port(node, portId(node, port)));
    }

    static DataObjectIdentifier.WithKey<NodeConnector, NodeConnectorKey> port(final String node,
            final NodeConnectorId port) {
        return node(node).toBuilder().child(NodeConnector.class, new NodeConnectorKey(port)).build();
    }

    static FlowTableRef tableRef(final String node, final int table) {
        return new FlowTableRef(table(node, table));
    }

    static FlowRef flowRef(final String node, final int table, final String flow) {
        return new FlowRef(table(node, table).toBuilder().child(Flow.class, new FlowKey(new FlowId(flow))).build());
    }

    private static DataObjectIdentifier.WithKey<Table, TableKey> table(final String node, final int table) {
        return DataObjectIdentifier.builder(Nodes.class).child(Node.class, new NodeKey(new NodeId(node)))
            .augmentation(FlowCapableNode.class).child(Table.class, new TableKey(Uint8.valueOf(table))).build();
    }

    /**
     * The number in a port's name.
     *
     * @param name for example {@code openflow:1:2} or {@code 2}
     * @return the number, or 0, which no port has, for a reserved port
     */
    static int portNumber(final String name) {
        final int start = name.lastIndexOf(':') + 1;
        if (start == name.length()) {
            return 0;
        }
        for (int i = start; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return 0;
            }
        }
        return name.length() - start > 10 ? 0 : (int) Long.parseLong(name, start, name.length(), 10);
    }

    /**
     * The switch in a port's name.
     *
     * @param name for example {@code openflow:1:2}
     * @return the switch, or an empty string if the name has none
     */
    static String nodeName(final String name) {
        return name.substring(0, Math.max(name.lastIndexOf(':'), 0));
    }
}

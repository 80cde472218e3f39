/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sharpnfv.sharp.flow.Direction;

/**
 * Fig. 1 of the paper, from network namespaces, veth pairs and one Open vSwitch with two bridges.
 *
 * <pre>
 *   Host1 -- ingr --+-- [ vnf1 ] --+-- egr -- Host2      ports: 1 = host, 2 = vnf1, 3 = vnf2 ...
 *                   +-- [ vnf2 ] --+
 *                         |
 *              management 192.0.2.0/24
 * </pre>
 *
 * @param control the namespace of the switches' control side and of the controller
 * @param host1 the namespace of the traffic's source
 * @param host2 the namespace of the traffic's sink
 * @param management the namespace of the management network's bridge
 * @param instances one site for each VNF instance
 * @param ovs the switches
 * @param layout how all that is spread over them
 */
public record Topology(NetworkNamespace control, NetworkNamespace host1, NetworkNamespace host2,
        NetworkNamespace management, List<InstanceSite> instances, OpenVSwitch ovs, Layout layout) {
    /** Name of the ingress bridge. */
    public static final String INGRESS = "ingr";
    /** Name of the egress bridge, if it is another one. */
    public static final String EGRESS = "egr";
    /** Address of Host1. */
    public static final String HOST1 = "10.0.0.1";
    /** Address of Host2. */
    public static final String HOST2 = "10.0.0.2";
    /** The hosts' device. */
    public static final String HOST_DEVICE = "eth0";

    /** Where Host1's flows come from behind a VNF that translates. */
    public static final String TRANSLATED = "10.0.0.100";

    static final String HOST1_MAC = "0a:00:00:00:00:01";
    static final String HOST2_MAC = "0a:00:00:00:00:02";

    /** Copies. */
    public Topology {
        instances = List.copyOf(instances);
    }

    /**
     * Builds it; the bridges have no flow entries and no controller yet.
     *
     * @param sandbox what owns it
     * @param count number of VNF instances
     * @param side how they are attached
     * @return the topology, with two switches
     */
    public static Topology build(final Sandbox sandbox, final int count, final VnfSide side) {
        return build(sandbox, count, side, Layout.TWO_SWITCHES);
    }

    /**
     * Builds it; the bridges have no flow entries and no controller yet.
     *
     * @param sandbox what owns it
     * @param count number of VNF instances
     * @param side how they are attached
     * @param layout how all that is spread over switches
     * @return the topology
     */
    public static Topology build(final Sandbox sandbox, final int count, final VnfSide side, final Layout layout) {
        final var control = sandbox.namespace("ctl");
        final var host1 = sandbox.namespace("h1");
        final var host2 = sandbox.namespace("h2");
        final var management = sandbox.namespace("mgmt");
        management.run("ip link add br0 type bridge");
        management.run("ip link set br0 up");
        final var instances = new ArrayList<InstanceSite>();
        for (int i = 1; i <= count; i++) {
            final var namespace = sandbox.namespace("vnf" + i);
            final var site = new InstanceSite(i, namespace, side, sandbox.directory());
            Wiring.cable(control, "ingr-" + site.id(), namespace, InstanceSite.INGRESS);
            Wiring.cable(control, "egr-" + site.id(), namespace, InstanceSite.EGRESS);
            Wiring.cable(management, site.id(), namespace, "mgmt");
            management.run("ip link set " + site.id() + " master br0");
            namespace.run("ip address add " + site.managementAddress() + "/24 dev mgmt");
            site.cable();
            instances.add(site);
        }
        // the controller's namespace is on the management network for our own questions to the VNFs; SHarP has no use
        // for it
        Wiring.cable(management, "ctl", control, "mgmt");
        management.run("ip link set ctl master br0");
        control.run("ip address add 192.0.2.254/24 dev mgmt");
        host(host1, control, "ingr-h1", HOST1, HOST1_MAC);
        host(host2, control, "egr-h2", HOST2, HOST2_MAC);
        neighbour(host1, HOST2, HOST2_MAC);
        neighbour(host2, HOST1, HOST1_MAC);
        neighbour(host2, TRANSLATED, HOST1_MAC);
        final var ovs = OpenVSwitch.start(sandbox, control);
        KernelBuffers.whileRaised(() -> {
            for (int i = 0; i < layout.bridges().size(); i++) {
                ovs.addBridge(layout.bridges().get(i), i + 1);
            }
            attach(ovs, layout, Direction.FORWARD, "ingr-", "h1", instances);
            attach(ovs, layout, Direction.REVERSE, "egr-", "h2", instances);
            ovs.sendOnce(INGRESS, 1);
        });
        return new Topology(control, host1, host2, management, instances, ovs, layout);
    }

    private static void attach(final OpenVSwitch ovs, final Layout layout, final Direction side, final String prefix,
            final String host, final List<InstanceSite> instances) {
        ovs.addPort(layout.bridge(side), prefix + host, layout.hostPort(side));
        for (var site : instances) {
            ovs.addPort(layout.bridge(side), prefix + site.id(), layout.port(site.index(), side));
        }
    }

    private static void host(final NetworkNamespace host, final NetworkNamespace control, final String device,
            final String address, final String mac) {
        Wiring.cable(host, HOST_DEVICE, control, device);
        host.run("ip link set " + HOST_DEVICE + " address " + mac);
        host.run("ip address add " + address + "/24 dev " + HOST_DEVICE);
    }

    private static void neighbour(final NetworkNamespace host, final String address, final String mac) {
        host.run("ip neighbour replace " + address + " lladdr " + mac + " dev " + HOST_DEVICE + " nud permanent");
    }

    /** Steers everything through one instance without a controller. */
    public void steerStatically(final InstanceSite site) {
        steer(site);
        letOut(site);
    }

    /** Sends what comes from the hosts to an instance, without a controller. */
    public void steer(final InstanceSite site) {
        for (var side : Direction.values()) {
            ovs.addFlow(layout.bridge(side), "priority=1,in_port=" + layout.hostPort(side) + ",actions=output:"
                + port(site, side));
        }
    }

    /** Sends what comes from an instance to the hosts, without a controller. */
    public void letOut(final InstanceSite site) {
        for (var side : Direction.values()) {
            ovs.addFlow(layout.bridge(side), "priority=1,in_port=" + port(site, side) + ",actions=output:"
                + layout.hostPort(side));
        }
    }

    /**
     * The port by which an instance gets a direction's packets.
     *
     * @param site the instance
     * @param side the direction
     * @return the OpenFlow port
     */
    public int port(final InstanceSite site, final Direction side) {
        return layout.port(site.index(), side);
    }

    /**
     * All namespaces.
     *
     * @return in no particular order
     */
    public List<NetworkNamespace> namespaces() {
        return Stream.concat(Stream.of(control, host1, host2, management),
            instances.stream().map(InstanceSite::namespace)).toList();
    }

    /**
     * The instance with an id.
     *
     * @param id e.g. vnf1
     * @return its site
     */
    public InstanceSite instance(final String id) {
        return instances.stream().filter(site -> site.id().equals(id)).findFirst()
            .orElseThrow(() -> new LabException("no instance " + id));
    }
}

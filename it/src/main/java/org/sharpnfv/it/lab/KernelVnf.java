/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The Linux kernel itself as the VNF, unmodified: a router that masquerades or is a firewall, with connection tracking
 * that takes up no connection in its middle and has no patience for packets outside their window. Both instances have
 * the same addresses and MAC addresses and know their neighbours, so that hosts notice nothing. Of NATs each gives new
 * connections ports of its own, so that one that moves finds its port free, and one whose translation was lost shows at
 * once.
 *
 * <pre>
 *   Host1 10.1.0.1 -- 10.1.0.254 inside [VNF] outside 10.2.0.254 -- 10.2.0.2 Host2
 * </pre>
 */
public final class KernelVnf {
    /** Host1's address. */
    public static final String HOST1 = "10.1.0.1";
    /** Host2's address. */
    public static final String HOST2 = "10.2.0.2";
    private static final String INSIDE = "10.1.0.254";
    private static final String OUTSIDE = "10.2.0.254";
    private static final String INSIDE_MAC = "0a:00:00:00:01:fe";
    private static final String OUTSIDE_MAC = "0a:00:00:00:02:fe";
    private static final int PORTS_AN_INSTANCE = 10_000;
    private static final int PORTS_FROM = 20_000;
    private static final String EXAMPLES = "hsl-agent/examples/nat/";
    private static final Path HOOK = Programs.top().resolve(EXAMPLES + "nat-hook.sh");

    private static final Pattern INVALID = Pattern.compile(" invalid=(\\d+)");

    private KernelVnf() {
    }

    /** Gives the hosts their addresses in the two networks that the VNF connects. */
    static void prepareHosts(final Topology topology) {
        final String device = Topology.HOST_DEVICE;
        topology.host1().run("ip address add " + HOST1 + "/24 dev " + device);
        topology.host1().run("ip neighbour replace " + INSIDE + " lladdr " + INSIDE_MAC + " dev " + device
            + " nud permanent");
        topology.host1().run("ip route add 10.2.0.0/24 via " + INSIDE);
        topology.host2().run("ip address add " + HOST2 + "/24 dev " + device);
        topology.host2().run("ip route add 10.1.0.0/24 via " + OUTSIDE);
        topology.host2().run("ip neighbour replace " + OUTSIDE + " lladdr " + OUTSIDE_MAC + " dev " + device
            + " nud permanent");
    }

    /** Makes a site's namespace the VNF. */
    static void configure(final InstanceSite site, final VnfKind kind) {
        final var namespace = site.namespace();
        side(site, site.vnfIngress(), INSIDE, INSIDE_MAC, HOST1, Topology.HOST1_MAC);
        side(site, site.vnfEgress(), OUTSIDE, OUTSIDE_MAC, HOST2, Topology.HOST2_MAC);
        namespace.run("sysctl -q -w net.ipv4.ip_forward=1");
        final String rules = "flush ruleset\n" + (kind == VnfKind.KERNEL_FIREWALL ? firewall(site) : nat(site));
        Command.of("sh", "-c", "printf %s \"$1\" | nft -f -", "sh", rules).behind(namespace.entry()).run();
        // after the rules: they bring the connection tracking, and its settings, into the namespace
        namespace.run("sysctl -q -w net.netfilter.nf_conntrack_tcp_loose=0"
            + " net.netfilter.nf_conntrack_tcp_be_liberal=0");
    }

    /** From inside connections may begin; everything else must belong to one. */
    private static String firewall(final InstanceSite site) {
        return """
            table ip firewall {
              chain through {
                type filter hook forward priority filter; policy drop;
                ct state established,related accept
                iifname "INSIDE" tcp flags & (fin | syn | rst | ack) == syn ct state new accept
                iifname "INSIDE" meta l4proto != tcp ct state new accept
              }
            }
            """.replace("INSIDE", site.vnfIngress());
    }

    private static String nat(final InstanceSite site) {
        final int from = PORTS_FROM + (site.index() - 1) * PORTS_AN_INSTANCE;
        return """
            table ip nat {
              chain outward {
                type nat hook postrouting priority srcnat;
                oifname "OUTSIDE" meta l4proto { tcp, udp } masquerade to :PORTS
                oifname "OUTSIDE" masquerade
              }
              chain through {
                type filter hook forward priority filter;
                ct state invalid drop
              }
            }
            """.replace("OUTSIDE", site.vnfEgress()).replace("PORTS", from + "-" + (from + PORTS_AN_INSTANCE - 1));
    }

    private static void side(final InstanceSite site, final String device, final String address, final String mac,
            final String host, final String hostMac) {
        final var namespace = site.namespace();
        namespace.run("ip link set " + device + " address " + mac);
        namespace.run("ip address replace " + address + "/24 dev " + device);
        namespace.run("ip neighbour replace " + host + " lladdr " + hostMac + " dev " + device + " nud permanent");
    }

    /** What speaks with the agent in the VNF's place, or takes what the peer's hook sends. */
    static Command adapter(final InstanceSite site, final VnfKind kind) {
        return kind == VnfKind.KERNEL_NAT_BY_HOOK
            ? new Command(List.of("socat", "TCP-LISTEN:7791,bind=" + site.managementAddress()
                + ",reuseaddr,fork,backlog=1024", "EXEC:" + HOOK + " receive,nofork"), Map.of("NAT_RUN", run(site)))
            : adapter(site, "--control", site.controlPath().toString(), "--listen", site.managementAddress());
    }

    private static Command adapter(final InstanceSite site, final String... arguments) {
        final var words = new ArrayList<>(List.of("/usr/bin/python3", "-B",
            Programs.top().resolve(EXAMPLES + "nat-adapter.py").toString(),
            "--inside", site.vnfIngress(), "--outside", site.vnfEgress()));
        words.addAll(List.of(arguments));
        return new Command(words, Map.of());
    }

    /** The hook, and its private directory. */
    static List<String> hook(final InstanceSite site) {
        return List.of("--hook", "NAT_RUN=" + run(site) + " exec " + HOOK, "--hook-concurrent", "16");
    }

    private static String run(final InstanceSite site) {
        return site.directory().resolve("nat-" + site.id()).toString();
    }

    /**
     * Gives all entries of one instance to another, by hand, as an operator without SHarP would.
     *
     * @param from the one
     * @param to the other, whose adapter runs
     * @param removes whether they are removed at the one first, or only copied
     */
    public static void transfer(final InstanceSite from, final InstanceSite to, final boolean removes) {
        adapter(from, removes ? "--move-to" : "--copy-to", to.managementAddress()).behind(from.namespace().entry())
            .run();
    }

    /**
     * How many connections to a port an instance knows.
     *
     * @param site the instance
     * @param port the port at Host2
     * @return established ones
     */
    public static long connections(final InstanceSite site, final int port) {
        return site.namespace().run("conntrack -L -p tcp --orig-port-dst " + port + " --state ESTABLISHED").lines()
            .count();
    }

    /**
     * Packets that an instance could not assign to a connection, or that were outside their connection's window: it
     * drops them, or resets the connection.
     *
     * @param site the instance
     * @return how many so far
     */
    public static long invalid(final InstanceSite site) {
        return INVALID.matcher(site.namespace().run("conntrack -S")).results()
            .mapToLong(found -> Long.parseLong(found.group(1))).sum();
    }
}

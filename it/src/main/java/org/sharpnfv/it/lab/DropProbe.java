/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads all {@link DropCounters} of a lab. */
final class DropProbe {
    /**
     * Open vSwitch's coverage counters that mean a lost packet or message. Not among them is
     * datapath_drop_userspace_action_error: the userspace datapath counts there each packet that it hands to the
     * controller as its last action, lost or not.
     */
    private static final Pattern COVERAGE = Pattern.compile(
        "^(rconn_overflow|rconn_discarded|drop_action_\\w+|datapath_drop_(?!userspace_action_error)\\w+|"
        + "dpif_\\w*drop\\w*|packet_in_\\w*drop\\w*|"
        + "netdev_\\w*drop\\w*|xlate_actions_oversize|upcall_ukey_contention_lost)\\s.*total: (\\d+)$",
        Pattern.MULTILINE);
    private static final Pattern DATA_PATH =
        Pattern.compile("eth0|(ingr|egr)-\\w+|ingress|egress|(agent|vnf)-(in|out)");
    private static final Pattern PACKET_SOCKET = Pattern.compile("skmem:\\([^)]*,d(\\d+)\\)");
    /** What openflowplugin and MD-SAL log when they drop or throttle. */
    private static final Pattern KARAF_DROP = Pattern.compile(
        "(?i)dropp(ed|ing) |rate.?limit|queue.{0,20}(full|overflow)|RejectedExecution|quota");

    private final Topology topology;
    private final @Nullable KarafProcess karaf;

    DropProbe(final Topology topology, final @Nullable KarafProcess karaf) {
        this.topology = topology;
        this.karaf = karaf;
    }

    DropCounters read(final VnfAccounts accounts) {
        final var values = new TreeMap<String, Long>();
        coverage(values);
        for (var namespace : topology.namespaces()) {
            final String role = namespace.name().substring(namespace.name().lastIndexOf('-') + 1);
            devices(values, role, namespace);
            packetSockets(values, role, namespace);
        }
        softnet(values);
        for (var site : topology.instances()) {
            agent(values, site);
            final JsonObject dump = accounts.dumps().get(site.id());
            if (dump != null) {
                named(values, site.id() + ".vnf.", dump.getAsJsonObject("counters"));
            }
        }
        karafLog(values);
        return new DropCounters(values);
    }

    private void coverage(final Map<String, Long> values) {
        values.put("ovs.rconn_overflow", 0L);
        final Matcher matcher = COVERAGE.matcher(topology.ovs().coverage());
        while (matcher.find()) {
            values.put("ovs." + matcher.group(1), Long.parseLong(matcher.group(2)));
        }
    }

    /**
     * The devices of the data path. What a host's device receives and drops is left out: it counts the LLDP frames that
     * openflowplugin sends out of all ports, which nobody in a host asks for; what is lost there of the stream shows in
     * the socket's own counter.
     */
    private static void devices(final Map<String, Long> values, final String role, final NetworkNamespace namespace) {
        namespace.run("cat /proc/net/dev").lines().skip(2).forEach(line -> {
            final String device = line.substring(0, line.indexOf(':')).strip();
            final String[] fields = line.substring(line.indexOf(':') + 1).strip().split(" +", -1);
            if (DATA_PATH.matcher(device).matches()) {
                values.put(role + '.' + device + ".send-dropped", Long.parseLong(fields[11]));
                if (!device.equals(Topology.HOST_DEVICE)) {
                    values.put(role + '.' + device + ".receive-dropped", Long.parseLong(fields[3]));
                }
            }
        });
    }

    private static void packetSockets(final Map<String, Long> values, final String role,
            final NetworkNamespace namespace) {
        long drops = 0;
        final Matcher matcher = PACKET_SOCKET.matcher(namespace.run("ss -0 -a -n -m"));
        while (matcher.find()) {
            drops += Long.parseLong(matcher.group(1));
        }
        values.put(role + ".packet-socket-dropped", drops);
    }

    /** The machine's, not only ours: the kernel's queue between the two ends of a veth pair. */
    private static void softnet(final Map<String, Long> values) {
        try {
            long drops = 0;
            for (String line : Files.readAllLines(Path.of("/proc/net/softnet_stat"))) {
                drops += Long.parseLong(line.split(" ", 3)[1], 16);
            }
            values.put("kernel.softnet-dropped", drops);
        } catch (IOException e) {
            throw new LabException("cannot read /proc/net/softnet_stat", e);
        }
    }

    private static void agent(final Map<String, Long> values, final InstanceSite site) {
        try {
            if (Files.exists(site.statisticsPath())) {
                named(values, site.id() + ".agent.",
                    JsonParser.parseString(Files.readString(site.statisticsPath())).getAsJsonObject());
            }
        } catch (IOException e) {
            throw new LabException("cannot read " + site.statisticsPath(), e);
        }
    }

    private static void named(final Map<String, Long> values, final String prefix, final JsonObject counters) {
        counters.entrySet().forEach(entry -> {
            if (entry.getKey().contains("drop") || entry.getKey().contains("lost")) {
                values.put(prefix + entry.getKey(), entry.getValue().getAsLong());
            }
        });
    }

    private void karafLog(final Map<String, Long> values) {
        if (karaf == null || !Files.exists(karaf.log())) {
            return;
        }
        try (var lines = Files.lines(karaf.log())) {
            values.put("controller.drop-warnings", lines.filter(line -> line.contains("| WARN ")
                || line.contains("| ERROR ")).filter(line -> KARAF_DROP.matcher(line).find()).count());
        } catch (IOException e) {
            throw new LabException("cannot read " + karaf.log(), e);
        }
    }
}

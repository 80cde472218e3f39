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
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.traffic.TcpHost;
import org.sharpnfv.it.vnf.CountingVnf;
import org.sharpnfv.it.vnf.LineClient;

/** A topology with its agents and VNFs, with or without a controller. */
public final class Lab {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final Sandbox sandbox;
    private final Topology topology;
    private final VnfKind kind;
    private final Map<String, ChildProcess> agents = new HashMap<>();
    private final Map<String, ChildProcess> vnfs = new HashMap<>();
    private final Map<String, LineClient> management = new HashMap<>();
    private final NamespaceThread inControl;
    private @Nullable KarafProcess karaf;

    private Lab(final Sandbox sandbox, final Topology topology, final VnfKind kind) {
        this.sandbox = sandbox;
        this.topology = topology;
        this.kind = kind;
        inControl = new NamespaceThread(topology.control());
    }

    /**
     * Whether this machine lets us have receive buffers for thousands of packets/s (root does). Without them Open
     * vSwitch loses packets before it sees them, and its sockets' drop counters say so.
     *
     * @return false if only low rates are worth a test
     */
    public static boolean canTakeHighRates() {
        return KernelBuffers.canBeRaised();
    }

    /**
     * Starts an agent and a VNF that counts at each site.
     *
     * @param sandbox what owns them
     * @param topology the network
     * @return the lab, without a controller
     */
    public static Lab start(final Sandbox sandbox, final Topology topology) {
        return start(sandbox, topology, VnfKind.COUNTING);
    }

    /**
     * Starts an agent and a VNF at each site.
     *
     * @param sandbox what owns them
     * @param topology the network
     * @param kind what the VNFs do
     * @return the lab, without a controller
     */
    public static Lab start(final Sandbox sandbox, final Topology topology, final VnfKind kind) {
        final var lab = new Lab(sandbox, topology, kind);
        if (kind.isKernel()) {
            KernelVnf.prepareHosts(topology);
        }
        for (var site : topology.instances()) {
            if (site.side() != VnfSide.NO_AGENT) {
                lab.startAgent(site);
            }
        }
        for (var site : topology.instances()) {
            site.prepareTaps();
            lab.startVnf(site);
        }
        for (var site : topology.instances()) {
            Waiting.until("answer of " + site.id(), PROBE_LIMIT, PROBE_INTERVAL, () -> lab.isUp(site));
        }
        return lab;
    }

    /**
     * Starts the agent of a site, also after it has been stopped.
     *
     * @param site where
     * @return the process
     */
    public ChildProcess startAgent(final InstanceSite site) {
        final var words = new ArrayList<>(List.of(Programs.agent().toString(), "--id", site.id(),
            "--ingress", InstanceSite.INGRESS, "--egress", InstanceSite.EGRESS, "--vnf", site.agentSide(),
            "--key-file", site.groupKey().file().toString(), "--stats-file", site.statisticsPath().toString(),
            "--run-dir", site.runDirectory().toString()));
        words.addAll(kind == VnfKind.KERNEL_NAT_BY_HOOK ? KernelVnf.hook(site)
            : List.of("--control", site.controlPath().toString()));
        if (kind.describesFlows()) {
            words.add("--describes-flows");
        }
        final var child = sandbox.start("agent-" + site.id(), site.namespace(), new Command(words, Map.of(
            "SHARP_HSL_OPTS", System.getProperty("sharp.agent.opts", ""))));
        agents.put(site.id(), child);
        return child;
    }

    /**
     * Starts the VNF of a site, also after it has been stopped.
     *
     * @param site where
     * @return the process
     */
    public ChildProcess startVnf(final InstanceSite site) {
        final Command command;
        if (kind.isKernel()) {
            KernelVnf.configure(site, kind);
            command = KernelVnf.adapter(site, kind);
        } else {
            command = example(site);
        }
        final var child = sandbox.start("vnf-" + site.id(), site.namespace(), command);
        vnfs.put(site.id(), child);
        return child;
    }

    private Command example(final InstanceSite site) {
        final var words = new ArrayList<>(List.of("--ingress", site.vnfIngress(), "--egress", site.vnfEgress(),
            "--address", site.managementAddress()));
        if (site.side() != VnfSide.NO_AGENT) {
            words.addAll(List.of("--control", site.controlPath().toString()));
        }
        if (kind == VnfKind.NAT) {
            words.addAll(List.of("--nat", Topology.TRANSLATED, "--nat-offset", Integer.toString(natOffset(site))));
        }
        return Programs.java(CountingVnf.class, words);
    }

    /** Each instance has its own idea of ports, so that Host2 sees when a mapping was lost. */
    private static int natOffset(final InstanceSite site) {
        return 2000 * site.index();
    }

    private boolean isUp(final InstanceSite site) {
        process(vnfs, site).checkAlive();
        if (site.side() != VnfSide.NO_AGENT) {
            process(agents, site).checkAlive();
        }
        if (kind.isKernel()) {
            return Files.exists(site.statisticsPath()) && (kind == VnfKind.KERNEL_NAT_BY_HOOK
                || agentCounters(site).getOrDefault("vnf.connects", 0L) > 0);
        }
        try {
            ask(site, typed("dump"));
            return site.side() == VnfSide.NO_AGENT || Files.exists(site.controlPath());
        } catch (LabException e) {
            return false;
        }
    }

    /**
     * Starts the controller.
     *
     * @return its process; RESTCONF is not up yet
     */
    public KarafProcess startController() {
        return startController(home -> { });
    }

    /**
     * Starts the controller in a home that was changed before.
     *
     * @param change changes its private home, e.g. what is in etc
     * @return its process; RESTCONF is not up yet
     */
    public KarafProcess startController(final Consumer<Path> change) {
        final var started = KarafProcess.start(sandbox, topology.control(), change);
        karaf = started;
        return started;
    }

    /**
     * Has the switches connect with the controller. One that does so before the controller listens tries again after
     * 1, 2, 4 and then each 8 seconds.
     */
    public void connectSwitches() {
        topology.ovs().bridges().forEach(topology.ovs()::setController);
    }

    /**
     * The controller.
     *
     * @return its process
     */
    public KarafProcess controller() {
        final var process = karaf;
        if (process == null) {
            throw new LabException("expected a controller, found none started");
        }
        return process;
    }

    /**
     * Kills a process without warning, as a fault would, and waits until it is gone.
     *
     * @param child one of the lab's
     */
    public void kill(final ChildProcess child) {
        sandbox.signal(child, "KILL");
        if (!child.waitFor(KILL_LIMIT)) {
            throw new LabException(child.name() + " does not end");
        }
    }

    /** Starts the controller anew, with the data that the one before has left. */
    public void restartController() {
        karaf = controller().restart(sandbox, topology.control());
    }

    /**
     * Stops the controller and starts another one in a home of its own.
     *
     * @param change changes the new home, e.g. brings something of the old one
     */
    public void replaceController(final Consumer<Path> change) {
        final var old = controller();
        sandbox.stop(old.child());
        karaf = old.succeed(sandbox, topology.control(), change);
    }

    /** Starts ovs-vswitchd anew, with the database of before. */
    public void restartSwitches() {
        topology.ovs().restart(sandbox);
    }

    /**
     * The agent of a site.
     *
     * @param site where
     * @return its process
     */
    public ChildProcess agent(final InstanceSite site) {
        return process(agents, site);
    }

    /**
     * The VNF of a site.
     *
     * @param site where
     * @return its process
     */
    public ChildProcess vnf(final InstanceSite site) {
        return process(vnfs, site);
    }

    private static ChildProcess process(final Map<String, ChildProcess> processes, final InstanceSite site) {
        final var child = processes.get(site.id());
        if (child == null) {
            throw new LabException("nothing was started for " + site.id());
        }
        return child;
    }

    /**
     * The network.
     *
     * @return the topology
     */
    public Topology topology() {
        return topology;
    }

    /**
     * A thread of ours in the controller's namespace.
     *
     * @return the thread
     */
    public NamespaceThread inControl() {
        return inControl;
    }

    /**
     * Prepares a stream between the hosts.
     *
     * @param ratePps packets/s
     * @param sizeBytes length of a frame
     * @param flows number of flows
     * @return the stream, not yet started
     */
    public Stream stream(final int ratePps, final int sizeBytes, final int flows) {
        final int offset = kind == VnfKind.NAT ? natOffset(topology.instances().getFirst()) : 0;
        return Stream.prepare(sandbox, topology, ratePps, sizeBytes, flows, offset);
    }

    /**
     * Counts SHarP's entries on the switches from now on.
     *
     * @return to be closed when it is enough
     */
    public EntryCensus census() {
        return EntryCensus.begin(sandbox, topology.ovs());
    }

    /**
     * Starts one end of live TCP connections; see {@link TcpHost}.
     *
     * @param host the namespace
     * @param words the program's arguments
     * @return the process, ready
     */
    public ChildProcess tcpHost(final NetworkNamespace host, final String... words) {
        final var child = sandbox.converse("tcp-" + words[0] + '-' + words[2], host,
            Programs.java(TcpHost.class, List.of(words)));
        final String line = child.hear(PROBE_LIMIT);
        if (!line.equals("ready")) {
            throw new LabException("expected ready from " + child.name() + ", found " + line);
        }
        return child;
    }

    /**
     * Ends one of the lab's processes.
     *
     * @param child the process
     */
    public void stop(final ChildProcess child) {
        sandbox.stop(child);
    }

    /**
     * Sets how long each state transfer takes in addition.
     *
     * @param ms milliseconds
     */
    public void stateDelay(final long ms) {
        final var message = typed("set-delay");
        message.addProperty("ms", ms);
        topology.instances().forEach(site -> ask(site, message));
    }

    /**
     * Sets how long each state that goes through the controller is at least.
     *
     * @param bytes its length
     */
    public void stateBytes(final int bytes) {
        final var message = typed("set-state-bytes");
        message.addProperty("bytes", bytes);
        for (var site : topology.instances()) {
            final JsonObject answer = ask(site, message);
            if (!answer.get("type").getAsString().equals("done")) {
                throw new LabException(site.id() + ": expected done for set-state-bytes, found " + answer);
            }
        }
    }

    /**
     * What the VNFs have counted.
     *
     * @return by instance; nothing of VNFs that do not count
     */
    public VnfAccounts accounts() {
        if (kind.isKernel()) {
            return new VnfAccounts(Map.of());
        }
        final var dumps = new HashMap<String, JsonObject>();
        topology.instances().forEach(site -> dumps.put(site.id(), ask(site, typed("dump"))));
        return new VnfAccounts(dumps);
    }

    /**
     * What an agent counts, as its statistics file of the last second says.
     *
     * @param site where
     * @return values by name
     */
    public Map<String, Long> agentCounters(final InstanceSite site) {
        try {
            final var values = new TreeMap<String, Long>();
            JsonParser.parseString(Files.readString(site.statisticsPath())).getAsJsonObject().entrySet()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().getAsLong()));
            return values;
        } catch (IOException e) {
            throw new LabException("cannot read " + site.statisticsPath(), e);
        }
    }

    /**
     * What an agent says of itself and its last handovers, as {@code sharp-hsl status} does.
     *
     * @param site where
     * @return its status
     */
    public JsonObject agentStatus(final InstanceSite site) {
        final Path socket = site.runDirectory().resolve(site.id() + ".status");
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                var reader = Channels.newReader(channel, StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new LabException("cannot read " + socket, e);
        }
    }

    /**
     * All drop counters.
     *
     * @return at this moment
     */
    public DropCounters drops() {
        return new DropProbe(topology, karaf).read(accounts());
    }

    private JsonObject ask(final InstanceSite site, final JsonObject question) {
        return inControl.run(() -> management.computeIfAbsent(site.id(),
            id -> new LineClient(site.managementAddress(), CountingVnf.PORT)).ask(question));
    }

    private static JsonObject typed(final String type) {
        final var message = new JsonObject();
        message.addProperty("type", type);
        return message;
    }
}

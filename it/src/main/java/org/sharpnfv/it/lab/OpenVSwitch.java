/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An Open vSwitch of our own with the userspace datapath: run directory, database, sockets and logs lie in the sandbox,
 * the system's own, if there is one, is not touched.
 */
public final class OpenVSwitch {
    private static final String SCHEMA = "/usr/share/openvswitch/vswitch.ovsschema";
    private static final Pattern FLOW_COUNT = Pattern.compile("flow_count=(\\d+)");
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration COVERAGE_INTERVAL = Duration.ofMillis(1_100);

    private final NetworkNamespace namespace;
    private final Path directory;
    private final Map<String, String> environment;
    private final List<String> bridges = new ArrayList<>();
    private @Nullable ChildProcess daemon;

    private OpenVSwitch(final NetworkNamespace namespace, final Path directory) {
        this.namespace = namespace;
        this.directory = directory;
        environment = Map.of("OVS_RUNDIR", directory.toString(), "OVS_LOGDIR", directory.toString(),
            "OVS_DBDIR", directory.toString());
    }

    static OpenVSwitch start(final Sandbox sandbox, final NetworkNamespace namespace) {
        final Path directory = sandbox.directory().resolve("ovs");
        try {
            Files.createDirectory(directory);
        } catch (java.io.IOException e) {
            throw new LabException("cannot make " + directory, e);
        }
        final var ovs = new OpenVSwitch(namespace, directory);
        ovs.run("ovsdb-tool", "create", ovs.file("conf.db"), SCHEMA);
        sandbox.start("ovsdb-server", namespace, ovs.command("ovsdb-server", ovs.file("conf.db"),
            "--remote=punix:" + ovs.file("db.sock"), "--unixctl=" + ovs.file("ovsdb-server.ctl"),
            "--pidfile=" + ovs.file("ovsdb-server.pid"), "-vconsole:warn"));
        ovs.awaitFile("db.sock");
        ovs.vsctl("--no-wait", "init");
        ovs.startDaemon(sandbox);
        ovs.awaitFile("ovs-vswitchd.ctl");
        return ovs;
    }

    /** Before all others, where that is allowed: a switch of hardware does not wait for its controller's processor. */
    private void startDaemon(final Sandbox sandbox) {
        daemon = sandbox.start("ovs-vswitchd", namespace, command("nice", "-n", "-10", "ovs-vswitchd",
            "unix:" + file("db.sock"),
            "--unixctl=" + file("ovs-vswitchd.ctl"), "--pidfile=" + file("ovs-vswitchd.pid"), "-vconsole:warn"));
    }

    /**
     * The process that is all the bridges; their configuration is in the database, which is another process's.
     *
     * @return ovs-vswitchd
     */
    public ChildProcess daemon() {
        final var running = daemon;
        if (running == null) {
            throw new LabException("expected ovs-vswitchd, found none started");
        }
        return running;
    }

    /** Starts ovs-vswitchd anew, after it was killed, and waits until the bridges and their ports are there again. */
    void restart(final Sandbox sandbox) {
        KernelBuffers.whileRaised(() -> {
            startDaemon(sandbox);
            for (String bridge : bridges) {
                Waiting.until("bridge " + bridge, START_LIMIT, Duration.ofMillis(10),
                    () -> command("ovs-ofctl", "-OOpenFlow13", "show", bridge).behind(namespace.entry()).attempt()
                        .exitCode() == 0);
            }
            sendOnce(bridges.getFirst(), 1);
        });
    }

    /** Sends a frame that nobody takes: Open vSwitch opens the socket by which it sends with the first one. */
    void sendOnce(final String bridge, final int port) {
        command("ovs-ofctl", "-OOpenFlow13", "packet-out", bridge, "in_port=CONTROLLER packet=" + "02".repeat(12)
            + "88b6" + "00".repeat(46) + " actions=output:" + port).behind(namespace.entry()).run();
    }

    /**
     * The bridges, in the order in which they were made.
     *
     * @return their names
     */
    public List<String> bridges() {
        return List.copyOf(bridges);
    }

    /** Makes a bridge that drops what no flow entry matches. */
    void addBridge(final String bridge, final int datapathId) {
        vsctl("add-br", bridge, "--", "set", "bridge", bridge, "datapath_type=netdev", "protocols=OpenFlow13",
            "fail-mode=secure", "other_config:disable-in-band=true",
            "other_config:datapath-id=" + String.format("%016x", datapathId));
        bridges.add(bridge);
    }

    /** Adds an interface with a fixed OpenFlow port number. */
    void addPort(final String bridge, final String device, final int port) {
        vsctl("add-port", bridge, device, "--", "set", "interface", device, "ofport_request=" + port);
        final String found = vsctl("get", "interface", device, "ofport").strip();
        if (!found.equals(Integer.toString(port))) {
            throw new LabException("expected OpenFlow port " + port + " for " + device + ", found " + found);
        }
    }

    /**
     * Connects a bridge with the controller in its namespace.
     *
     * @param bridge its name
     */
    public void setController(final String bridge) {
        setController(bridge, 6653);
    }

    private void setController(final String bridge, final int port) {
        vsctl("set-controller", bridge, "tcp:127.0.0.1:" + port, "--", "set", "controller", bridge,
            "connection-mode=out-of-band", "max_backoff=1000", "controller_queue_size=511");
    }

    /**
     * Breaks a bridge's session with its controller, until {@link #setController} is called: it tries to reach one that
     * is not there, and so keeps its entries.
     *
     * @param bridge its name
     */
    public void breakSession(final String bridge) {
        setController(bridge, 1);
    }

    /**
     * Takes a bridge's controller away. One that has none any more removes all its entries.
     *
     * @param bridge its name
     */
    public void deleteController(final String bridge) {
        vsctl("del-controller", bridge);
    }

    /**
     * Installs a flow entry.
     *
     * @param bridge its name
     * @param flow as {@code ovs-ofctl add-flow} takes it
     */
    public void addFlow(final String bridge, final String flow) {
        run("ovs-ofctl", "-OOpenFlow13", "add-flow", bridge, flow);
    }

    /**
     * Removes one flow entry.
     *
     * @param bridge its name
     * @param flow table, priority and match, as {@code ovs-ofctl --strict del-flows} takes them
     */
    public void deleteFlow(final String bridge, final String flow) {
        run("ovs-ofctl", "-OOpenFlow13", "--strict", "del-flows", bridge, flow);
    }

    /**
     * Removes all flow entries, whoever's.
     *
     * @param bridge its name
     */
    public void deleteFlows(final String bridge) {
        run("ovs-ofctl", "-OOpenFlow13", "del-flows", bridge);
    }

    /** Installs the flow entries in a file, one a line. */
    void addFlows(final String bridge, final Path file) {
        run("ovs-ofctl", "-OOpenFlow13", "add-flows", bridge, file.toString());
    }

    /**
     * The flow entries without their statistics, for comparison before and after.
     *
     * @param bridge its name
     * @return one line an entry, sorted
     */
    public List<String> flows(final String bridge) {
        return run("ovs-ofctl", "-OOpenFlow13", "--no-stats", "--sort", "dump-flows", bridge).lines()
            .map(String::strip).filter(line -> !line.startsWith("OFPST_FLOW")).toList();
    }

    /**
     * How many entries have SHarP's cookie.
     *
     * @param bridge its name
     * @return the number
     */
    public long countSharpEntries(final String bridge) {
        final String answer = run("ovs-ofctl", "-OOpenFlow13", "dump-aggregate", bridge,
            "cookie=0x5350000000000000/0xffff000000000000");
        final Matcher count = FLOW_COUNT.matcher(answer);
        if (!count.find()) {
            throw new LabException("expected flow_count of " + bridge + ", found " + answer);
        }
        return Long.parseLong(count.group(1));
    }

    /** Has a bridge print what entries it has, and each change of them: that goes to standard error by itself. */
    ChildProcess monitor(final Sandbox sandbox, final String bridge) {
        return sandbox.converse("entries-" + bridge, namespace,
            command("sh", "-c", "exec ovs-ofctl -OOpenFlow13 monitor " + bridge + " watch: 2>&1"));
    }

    /**
     * Queries or changes the database.
     *
     * @param words arguments of {@code ovs-vsctl}
     * @return its output
     */
    public String vsctl(final String... words) {
        final var all = new java.util.ArrayList<>(List.of("ovs-vsctl", "--db=unix:" + file("db.sock"), "--timeout=20"));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    /**
     * Asks the running switch.
     *
     * @param words arguments of {@code ovs-appctl}
     * @return its output
     */
    public String appctl(final String... words) {
        final var all = new java.util.ArrayList<>(List.of("ovs-appctl", "-t", file("ovs-vswitchd.ctl")));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    /**
     * The coverage counters, with all that was counted up to the call. A thread of Open vSwitch adds what it has
     * counted to the sums that are shown when it next goes to sleep a second or more after it last did: so the second
     * question, not the first, is answered after the main thread has, too.
     *
     * @return the output of {@code coverage/show}
     */
    String coverage() {
        Waiting.pause(COVERAGE_INTERVAL);
        appctl("coverage/show");
        return appctl("coverage/show");
    }

    /**
     * What a person sets so that {@code ovs-ofctl} and {@code ovs-vsctl} find this switch.
     *
     * @return the run directory
     */
    public Path directory() {
        return directory;
    }

    private String run(final String... words) {
        return command(words).behind(namespace.entry()).run();
    }

    private Command command(final String... words) {
        return new Command(List.of(words), environment);
    }

    private String file(final String name) {
        return directory.resolve(name).toString();
    }

    private void awaitFile(final String name) {
        Waiting.until("Open vSwitch's " + name, START_LIMIT, Duration.ofMillis(10),
            () -> Files.exists(directory.resolve(name)));
    }
}

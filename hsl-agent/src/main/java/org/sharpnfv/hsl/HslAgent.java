/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.buffer.PacketPool;
import org.sharpnfv.hsl.control.ControlChannel;
import org.sharpnfv.hsl.control.PreferConnected;
import org.sharpnfv.hsl.control.VnfControl;
import org.sharpnfv.hsl.control.VnfEvents;
import org.sharpnfv.hsl.hook.HookRunner;
import org.sharpnfv.hsl.linux.EventFd;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.shim.NetworkSide;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.shim.ShimCounters;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.hsl.stats.StatsFile;
import org.sharpnfv.hsl.watch.AgentFacts;
import org.sharpnfv.hsl.watch.HandoverReporter;
import org.sharpnfv.hsl.watch.Health;
import org.sharpnfv.hsl.watch.MetricsServer;
import org.sharpnfv.hsl.watch.StatusSocket;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.wire.MessageCodec;

/** Puts an agent together, runs its duty cycle in the calling thread, and takes it apart again. */
final class HslAgent implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HslAgent.class.getName());

    /** Ten thousand frames of 1500 bytes; more memory is asked for when it is needed. */
    private static final long POOL_PREPARED_BYTES = 16 << 20;

    private final Libc libc = new Libc();
    private final Counters counters = new Counters();
    /** What was opened, the newest first. */
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final HslOptions options;
    private @Nullable VnfControl vnfControl;

    private HslAgent(final HslOptions options) {
        this.options = options;
    }

    /** Returns the exit code. */
    static int run(final HslOptions options) {
        try (var agent = new HslAgent(options)) {
            final Bridge bridge = agent.open();
            final var ended = new CountDownLatch(1);
            final var manager = agent.manager();
            final Thread onSignal = new Thread(() -> stopAndExit(bridge, manager, ended), "hsl-stop");
            Runtime.getRuntime().addShutdownHook(onSignal);
            LOG.log(System.Logger.Level.INFO, "{0}: bridging {1} and {2} with {3}", options.id(), options.ingress(),
                options.egress(), options.vnf());
            manager.watch(() -> agent.counters.snapshot().get("bridge.duty-cycles"));
            agent.bindThread();
            manager.ready("bridging " + options.ingress() + " and " + options.egress() + " with " + options.vnf());
            try (agent) {
                bridge.run();
            } finally {
                ended.countDown();
            }
            LOG.log(System.Logger.Level.INFO, "{0}: ended", options.id());
            return 0;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "{0}: {1}", options.id(), e.getMessage());
            return 1;
        }
    }

    /** A signal is a clean end here, so the exit code is 0 instead of the signal's. */
    private static void stopAndExit(final Bridge bridge, final ServiceManager manager, final CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        manager.stopping();
        bridge.stop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    /** Last: threads that this one starts would stay with it. */
    private void bindThread() throws IOException {
        final int cpu = options.cpu();
        final int result = cpu < 0 ? 0 : libc.bindThread(cpu);
        if (result < 0) {
            throw new IOException("--cpu " + cpu + ": the kernel refuses to run the packet thread there (error "
                + -result + "); expected a CPU that this process may use, or none");
        }
    }

    private ServiceManager manager() {
        final var manager = ServiceManager.fromEnvironment(libc);
        closers.push(manager::close);
        return manager;
    }

    private Bridge open() throws IOException {
        // beside the first packets: an agent that is started again must pass them at once
        Thread.ofPlatform().daemon().name("hsl-warm-up").start(WarmUp::run);
        final var pool = openPool();
        final BridgePorts ports = openPorts();
        final var wakeup = new EventFd(libc);
        closers.push(wakeup::close);
        final var events = new VnfEvents(wakeup::signal);
        counters.observe("vnf.events-dropped", events::dropped);
        final var codec = new MessageCodec(options.etherType());
        vnfControl = openVnfControl(events);
        final var path = new SharpPath(machine(codec), codec, ports, pool,
            new ReleasePace(options.releaseRate()), vnfControl, events, counters);
        final var bridge = new Bridge(libc, ports, path, wakeup, options.spinNs(), counters);
        openStatsFile();
        openWatch(path);
        return bridge;
    }

    /** Each start has a session of its own, higher than those before. */
    private HslMachine machine(final MessageCodec codec) throws IOException {
        final long session = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        final var machine = new HslMachine(options.id(), HslVersion.text(), codec, options.key(), session);
        machine.handleVnfDescribesFlows(options.describesFlows());
        return machine;
    }

    private PacketPool openPool() {
        final var pool = new PacketPool(options.bufferBytes(), options.bufferPackets(), counters);
        closers.push(pool::close);
        pool.prepare(POOL_PREPARED_BYTES);
        return pool;
    }

    private BridgePorts openPorts() throws IOException {
        final var shims = options.shimOptions();
        final String ingress = options.ingress();
        final String egress = options.egress();
        return new BridgePorts(
            opened(NetworkSide.open(libc, ingress, shims, ShimCounters.in(counters, "ingress"))),
            opened(NetworkSide.open(libc, egress, shims, ShimCounters.in(counters, "egress"))),
            opened(options.vnf().openIngress(libc, ingress, shims, ShimCounters.in(counters, "vnf-ingress"))),
            opened(options.vnf().openEgress(libc, egress, shims, ShimCounters.in(counters, "vnf-egress"))));
    }

    private Shim opened(final Shim shim) {
        closers.push(shim::close);
        return shim;
    }

    private @Nullable VnfControl openVnfControl(final VnfEvents events) throws IOException {
        VnfControl control = null;
        if (options.control() != null) {
            final var channel = ControlChannel.listen(options.control(), events);
            closers.push(channel::close);
            counters.observe("control.malformed-lines", channel::malformedLines);
            counters.observe("control.refused-commands", channel::refusedCommands);
            control = channel;
        }
        if (options.hook() != null) {
            final var hook = HookRunner.start(options.hook(), options.hookConcurrentMax(), options.hookLimitMs(),
                events);
            closers.push(hook::close);
            counters.observe("hook.refused-commands", hook::refusedCommands);
            control = control == null ? hook : new PreferConnected(control, hook);
        }
        return control;
    }

    /** Who watches has threads of its own and only reads. */
    private void openWatch(final SharpPath path) throws IOException {
        final var facts = new AgentFacts(options.id(), HslVersion.text(), ProcessHandle.current().pid(),
            System.currentTimeMillis(), options.ingress(), options.egress(), options.vnf().ingress(),
            options.vnf().egress());
        final var health = new Health(facts, new Health.Sources(
            () -> path.heartbeat().ageNs(System.nanoTime()),
            side -> path.tap().silenceNs(side, System.nanoTime()),
            options.control() == null ? null : vnfControl::available), options.watch().helloIntervalNs());
        openStatusSocket(facts, health, path);
        final var reporter = new HandoverReporter(options.id(), path.handovers());
        reporter.start();
        closers.push(reporter::close);
        final var metrics = options.watch().metrics();
        if (metrics != null) {
            final var server = MetricsServer.start(metrics, facts, counters, path.handovers(), health);
            closers.push(server::close);
            LOG.log(System.Logger.Level.INFO, "{0}: metrics at http://{1}/metrics", options.id(),
                server.listensAt());
        }
    }

    /** Nobody asked for the default directory: an agent that may not write there goes on without. */
    private void openStatusSocket(final AgentFacts facts, final Health health, final SharpPath path)
            throws IOException {
        try {
            final var socket = StatusSocket.listen(options.watch().runDirectory(), facts, health, counters,
                path.handovers());
            closers.push(socket::close);
        } catch (IOException e) {
            if (options.watch().hasRunDirectory()) {
                throw e;
            }
            LOG.log(System.Logger.Level.WARNING, "{0}: sharp-hsl status will not find this agent: {1}", options.id(),
                e.getMessage());
        }
    }

    private void openStatsFile() {
        if (options.statsFile() != null) {
            final var file = new StatsFile(options.statsFile(), counters, 1000);
            file.start();
            closers.push(file::close);
        }
    }

    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}

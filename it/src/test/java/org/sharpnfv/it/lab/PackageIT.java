/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The Debian package's life: installed, run, upgraded, removed, purged. On this machine's root behind an overlay in a
 * mount namespace of its own, which is gone with the process that holds it. There is no systemd in there: what the
 * unit gives to the agent is given by setpriv(1), and that instances are restarted and stopped is not tried here.
 */
@Timeout(300)
class PackageIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NEW_VERSION = "9.9.9";
    private static final int PORT = 9000;
    private static final int PACKETS = 200;

    private Sandbox sandbox;
    private NetworkNamespace host;
    private NetworkNamespace left;
    private NetworkNamespace right;
    private NetworkNamespace vnf;
    private ChildProcess holder;
    private Path root;

    @BeforeEach
    void open() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "needs Debian's dpkg");
        sandbox = Sandbox.create();
        host = sandbox.namespace("host");
        left = sandbox.namespace("left");
        right = sandbox.namespace("right");
        vnf = sandbox.namespace("vnf");
        cable("eth1", left);
        cable("eth2", right);
        cable("v1", vnf);
        cable("v2", vnf);
        left.run("ip addr add 10.9.0.1/24 dev eth1-far");
        right.run("ip addr add 10.9.0.2/24 dev eth2-far");
        // the VNF needs no change: it is a bridge
        vnf.run("ip link add name bridge0 type bridge");
        vnf.run("ip link set v1-far master bridge0");
        vnf.run("ip link set v2-far master bridge0");
        vnf.run("ip link set bridge0 up");
        overlay();
    }

    private void cable(final String name, final NetworkNamespace to) {
        host.run("ip link add " + name + " type veth peer name " + name + "-far netns " + to.name());
        host.run("ip link set " + name + " up");
        to.run("ip link set " + name + "-far up");
        to.run("ethtool -K " + name + "-far tx off");
    }

    private void overlay() throws IOException {
        final Path top = Files.createDirectory(sandbox.directory().resolve("overlay"));
        root = top.resolve("root");
        holder = sandbox.start("overlay", host, Command.of("unshare", "--mount", "--propagation", "private", "sh",
            "-ec", "mount -t tmpfs tmpfs \"$1\"; cd \"$1\"; mkdir upper work root packages;"
            + " mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root;"
            + " mount --rbind /proc root/proc; mount --rbind /dev root/dev; mount -t tmpfs tmpfs root/run;"
            + " touch ready; exec sleep 600", "sh", top.toString()));
        Waiting.until("the overlay", LIMIT, Duration.ofMillis(20),
            () -> outside("test", "-e", top.resolve("ready").toString()).attempt().exitCode() == 0);
    }

    @AfterEach
    void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** In the mount namespace, beside the overlay. */
    private Command outside(final String... words) {
        return Command.of(words).behind(List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount", "--"));
    }

    /** On the machine that the package is installed on. */
    private Command inside(final String... words) {
        final var all = new ArrayList<>(List.of("env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", "chroot",
            root.toString()));
        all.addAll(List.of(words));
        return outside(all.toArray(String[]::new)).behind(host.entry());
    }

    /** With the unit's user and capabilities, and no way to more. */
    private Command agent(final String capabilities, final String... options) {
        final String set = "-all" + capabilities;
        final var all = new ArrayList<>(List.of("setpriv", "--reuid", "sharp-hsl", "--regid", "sharp-hsl",
            "--clear-groups", "--no-new-privs", "--bounding-set", set, "--inh-caps", set, "--ambient-caps", set,
            // a shell with the same rights, which says how the agent ended
            "sh", "-c", "trap : TERM; \"$@\"; code=$?; echo \"exit code $code\"; exit $code", "sh",
            "sharp-hsl", "--config", "/etc/sharp-hsl/example.conf"));
        all.addAll(List.of(options));
        return inside(all.toArray(String[]::new));
    }

    private static Path built() throws IOException {
        try (var files = Files.list(Programs.top().resolve("hsl-agent/target"))) {
            return files.filter(file -> file.toString().endsWith(".deb")).findFirst()
                .orElseThrow(() -> new LabException("expected hsl-agent/target/sharp-hsl_*.deb to be built: run "
                    + "./mvnw -DskipTests package"));
        }
    }

    /** The same program with a higher version and another example; not compressed, to be quick. */
    private Path newer() throws IOException {
        final Path parts = sandbox.directory().resolve("parts");
        Command.of("dpkg-deb", "--raw-extract", built().toString(), parts.toString()).run();
        final Path control = parts.resolve("DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceAll("(?m)^Version: .*", "Version: " + NEW_VERSION));
        Files.writeString(parts.resolve("etc/sharp-hsl/example.conf"), "\n# new in this version\n",
            StandardOpenOption.APPEND);
        final Path file = sandbox.directory().resolve("newer.deb");
        Command.of("dpkg-deb", "-Znone", "--root-owner-group", "--build", parts.toString(), file.toString()).run();
        return file;
    }

    private void install(final Path file) {
        outside("cp", file.toString(), root + "/root/sharp-hsl.deb").run();
        // as apt does it when nobody is asked
        inside("dpkg", "--force-confdef", "--force-confold", "--install", "/root/sharp-hsl.deb").run();
        outside("rm", root + "/root/sharp-hsl.deb").run();
    }

    private ChildProcess started(final String name, final Command command) {
        final ChildProcess child = sandbox.start(name, host, command);
        Waiting.until(name + " bridges", LIMIT, Duration.ofMillis(50), () -> {
            child.checkAlive();
            return child.tail().contains("bridging");
        });
        return child;
    }

    private String status(final ChildProcess child, final String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + child.pid() + "/status")).stream()
            .filter(line -> line.startsWith(key + ":")).findFirst().orElseThrow().substring(key.length() + 1).strip();
    }

    /** Sends from the left, and returns what arrives on the right. */
    private List<Integer> passPackets() {
        try (var receiver = new NamespaceThread(right); var sender = new NamespaceThread(left)) {
            final DatagramSocket in = receiver.run(() -> {
                final var socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("10.9.0.2"), PORT));
                socket.setSoTimeout(2000);
                return socket;
            });
            try (in; DatagramSocket out = sender.run(DatagramSocket::new)) {
                final var arrived = new ArrayList<Integer>();
                for (int i = 0; i < PACKETS; i++) {
                    out.send(new DatagramPacket(ByteBuffer.allocate(4).putInt(i).array(), 4,
                        InetAddress.ofLiteral("10.9.0.2"), PORT));
                    final var packet = new DatagramPacket(new byte[100], 100);
                    in.receive(packet);
                    arrived.add(ByteBuffer.wrap(packet.getData()).getInt());
                }
                return arrived;
            } catch (IOException e) {
                throw new LabException("expected packets to pass", e);
            }
        }
    }

    private void assertPacketsPass() {
        assertEquals(IntStream.range(0, PACKETS).boxed().toList(), passPackets());
    }

    private void terminate(final ChildProcess child) {
        sandbox.signal(child, "TERM");
        assertTrue(child.waitFor(LIMIT), child.name());
        assertTrue(child.tail().contains("exit code 0"), child.tail());
    }

    private boolean exists(final String path) {
        return outside("test", "-e", root + path).attempt().exitCode() == 0;
    }

    @Test
    void shouldInstallRunUpgradeRemoveAndPurge() throws IOException {
        install(built());
        assertTrue(inside("sharp-hsl", "--version").run().startsWith("sharp-hsl "));
        assertTrue(inside("cat", "/lib/systemd/system/sharp-hsl@.service").run().contains("Type=notify"));

        final ChildProcess old = started("agent", agent(",+net_raw"));
        final String user = inside("id", "-u", "sharp-hsl").run().strip();
        assertEquals(List.of(user, user, user, user), List.of(status(old, "Uid").split("\\s+")));
        assertEquals("0000000000002000", status(old, "CapBnd"), "CAP_NET_RAW only");
        assertEquals("0000000000002000", status(old, "CapEff"), "CAP_NET_RAW only");
        assertPacketsPass();

        inside("sh", "-c", "echo '# changed here' >> /etc/sharp-hsl/example.conf").run();
        install(newer());
        assertEquals(NEW_VERSION, inside("dpkg-query", "-W", "-f", "${Version}", "sharp-hsl").run());
        assertTrue(inside("tail", "-1", "/etc/sharp-hsl/example.conf").run().contains("changed here"));
        assertTrue(exists("/etc/sharp-hsl/example.conf.dpkg-dist"));
        assertPacketsPass();
        terminate(old);
        final ChildProcess upgraded = started("upgraded", agent(",+net_raw"));
        assertPacketsPass();
        terminate(upgraded);

        inside("dpkg", "--remove", "sharp-hsl").run();
        assertFalse(exists("/usr/bin/sharp-hsl"));
        assertFalse(exists("/usr/lib/sharp-hsl"));
        assertTrue(exists("/etc/sharp-hsl/example.conf"), "configuration is kept until it is purged");

        inside("dpkg", "--purge", "sharp-hsl").run();
        assertFalse(exists("/etc/sharp-hsl"));
        assertFalse(inside("getent", "passwd", "sharp-hsl").attempt().exitCode() == 0, "the user is left");
        assertEquals("", outside("find", root.resolveSibling("upper").toString(), "-name", "*sharp-hsl*",
            "!", "-type", "c").run(), "nothing is left");
    }

    @Test
    void shouldSayWhichCapabilityIsMissing() throws IOException {
        install(built());

        final var without = agent("").attempt();
        assertEquals(1, without.exitCode());
        assertTrue(without.errors().contains("CAP_NET_RAW"), without.errors());
        final var tap = agent(",+net_raw", "--vnf", "tap:t1,t2").attempt();
        assertEquals(1, tap.exitCode());
        assertTrue(tap.errors().contains("CAP_NET_ADMIN"), tap.errors());

        terminate(started("tap", agent(",+net_raw,+net_admin", "--vnf", "tap:t1,t2")));
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.ChildProcess;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NamespaceThread;
import org.sharpnfv.it.lab.NetworkNamespace;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Reply;
import org.sharpnfv.it.traffic.FrameHost;
import org.sharpnfv.it.traffic.FrameKind;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;

/** Frames of all kinds cross handovers there and back, on Open vSwitch with OpenDaylight in Karaf. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyTrafficIT {
    private static final int ROUNDS = 3;
    private static final int FRAMES_PPS = 400;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Duration MOVE_LIMIT = Duration.ofSeconds(30);
    private static final int DATAGRAMS = 400;
    private static final int DATAGRAM_BYTES = 4000;
    private static final Duration PACE = Duration.ofMillis(20);
    private static final String NET_6 = "fd00:7::";

    private static final List<String> HOSTS = List.of("0a:00:00:00:01:01", "0a:00:00:00:02:02");
    /** The entries on the ingress switch for all flows, as Open vSwitch writes them. */
    private static final String ENTRIES = """
        20103,arp,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02
        20103,arp,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=ff:ff:ff:ff:ff:ff
        20103,arp,vlan_tci=0x0000/0x1fff,dl_src=ff:ff:ff:ff:ff:ff,dl_dst=0a:00:00:00:02:02
        20103,dl_vlan=200,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,dl_type=0x8100
        20103,icmp,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,nw_src=10.9.0.1,\
        nw_dst=10.9.0.2
        20103,icmp6,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,\
        ipv6_src=fd00:9::1,ipv6_dst=fd00:9::2
        20103,icmp6,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=33:33:ff:00:00:07,\
        ipv6_src=fd00:9::1,ipv6_dst=ff02::1:ff00:7
        20103,icmp6,vlan_tci=0x0000/0x1fff,dl_src=33:33:ff:00:00:07,dl_dst=0a:00:00:00:02:02,\
        ipv6_src=ff02::1:ff00:7,ipv6_dst=fd00:9::2
        20103,ip,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,nw_src=10.9.0.1,\
        nw_dst=10.9.0.2,nw_proto=50
        20103,ipv6,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,\
        ipv6_src=fd00:9::1,ipv6_dst=fd00:9::2,nw_proto=44
        20103,sctp6,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,\
        ipv6_src=fd00:9::1,ipv6_dst=fd00:9::2,tp_src=0,tp_dst=0
        20103,tcp6,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,\
        ipv6_src=fd00:9::1,ipv6_dst=fd00:9::2,tp_src=0,tp_dst=0
        20103,udp6,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,\
        ipv6_src=fd00:9::1,ipv6_dst=fd00:9::2,tp_src=0,tp_dst=0
        20103,sctp,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,nw_src=10.9.0.1,\
        nw_dst=10.9.0.2,tp_src=4002,tp_dst=7
        20103,sctp6,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,\
        ipv6_src=fd00:9::1,ipv6_dst=fd00:9::2,tp_src=4009,tp_dst=7
        20103,tcp,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,nw_src=10.9.0.1,\
        nw_dst=10.9.0.2,tp_src=4000,tp_dst=7
        20103,tcp6,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,\
        ipv6_src=fd00:9::1,ipv6_dst=fd00:9::2,tp_src=4007,tp_dst=7
        20103,udp,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,nw_src=10.9.0.1,\
        nw_dst=10.9.0.2,tp_src=0,tp_dst=0
        20103,udp,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,nw_src=10.9.0.1,\
        nw_dst=10.9.0.2,tp_src=4001,tp_dst=7
        20103,udp6,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,\
        ipv6_src=fd00:9::1,ipv6_dst=fd00:9::2,tp_src=4008,tp_dst=7
        20103,udp,dl_vlan=100,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,nw_src=10.9.0.1,\
        nw_dst=10.9.0.2,tp_src=4019,tp_dst=7
        20102,udp,vlan_tci=0x1000/0x1000,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,nw_src=10.9.0.1,\
        nw_dst=10.9.0.2,tp_src=4020,tp_dst=7
        20103,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,dl_type=0x05ff
        20103,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,dl_type=0x809b
        20103,vlan_tci=0x0000/0x1fff,dl_src=0a:00:00:00:01:01,dl_dst=0a:00:00:00:02:02,dl_type=0x9e5a
        """;

    private Sandbox sandbox;
    private Setup setup;

    @BeforeAll
    void bringUp() {
        sandbox = Sandbox.create();
        sandbox.saveLogs(Programs.top().resolve("it/target/any-traffic-logs"));
        setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, new Progress(Console.out(), false));
        final var topology = setup.lab().topology();
        speakIpv6(topology.host1(), 1);
        speakIpv6(topology.host2(), 2);
    }

    private static void speakIpv6(final NetworkNamespace host, final int number) {
        final var device = Topology.HOST_DEVICE;
        host.run("sysctl -q -w net.ipv6.conf." + device + ".disable_ipv6=0 net.ipv6.conf." + device + ".accept_dad=0");
        host.run("ip address add " + NET_6 + number + "/64 dev " + device + " nodad");
    }

    @AfterAll
    void takeDown() {
        sandbox.close();
    }

    @Test
    void shouldMoveEveryKindOfFrame() {
        final var topology = setup.lab().topology();
        final var host1 = host("frames-1", topology.host1(), Direction.FORWARD);
        final var host2 = host("frames-2", topology.host2(), Direction.REVERSE);
        host1.say("start");
        host2.say("start");
        Waiting.pause(Duration.ofSeconds(2));

        for (int round = 1; round <= ROUNDS; round++) {
            final String id = "any-" + round;
            move(id, () -> northbound().view(id), () -> northbound().request(request(id)), 3);
            move(id, () -> northbound().view(id).handBack(), () -> northbound().withdraw(id), 2);
        }

        host1.say("stop");
        host2.say("stop");
        Waiting.pause(Duration.ofSeconds(1));
        final var one = report(host1);
        final var other = report(host2);
        Console.out().println("EVALUATION any-traffic: " + FrameKind.values().length + " kinds, " + flows() + " flows, "
            + 2 * ROUNDS + " moves, sent " + one.sent() + " and " + other.sent());
        assertFlawless(one, other);
        assertFlawless(other, one);
        assertStateExact(one, other);
        sandbox.stop(host1);
        sandbox.stop(host2);
    }

    private ChildProcess host(final String name, final NetworkNamespace namespace, final Direction direction) {
        final var child = sandbox.converse(name, namespace, Programs.java(FrameHost.class,
            List.of(Topology.HOST_DEVICE, direction.name(), Integer.toString(FRAMES_PPS))));
        assertEquals("ready", child.hear(ANSWER_LIMIT));
        return child;
    }

    private static FrameHost.Result report(final ChildProcess host) {
        host.say("report");
        return new Gson().fromJson(host.hear(ANSWER_LIMIT), FrameHost.Result.class);
    }

    private static void assertFlawless(final FrameHost.Result sender, final FrameHost.Result receiver) {
        final var none = new TreeMap<String, Long>();
        for (final var kind : FrameKind.values()) {
            none.put(kind.name(), 0L);
        }
        assertEquals(sender.sent(), receiver.received());
        assertEquals(none, receiver.duplicated());
        assertEquals(none, receiver.reordered());
    }

    /** The forward key of a flow. */
    private static FlowKey key(final FrameKind kind, final Direction direction) {
        final var key = key(kind.frame(direction, 0));
        return direction == Direction.FORWARD ? key : key.reversed();
    }

    private static FlowKey key(final byte[] frame) {
        final var header = new FrameHeader();
        assertTrue(header.parse(ByteBuffer.wrap(frame), 0, frame.length));
        return header.key();
    }

    private static int flows() {
        return (int) Arrays.stream(FrameKind.values()).flatMap(kind ->
            Arrays.stream(Direction.values()).map(direction -> key(kind, direction))).distinct().count();
    }

    /** Each flow's state is at one instance, and has counted every frame once and in order. */
    private void assertStateExact(final FrameHost.Result forward, final FrameHost.Result reverse) {
        final var counted = new ArrayList<String>();
        setup.lab().accounts().dumps().forEach((instance, dump) -> dump.getAsJsonArray("flows").forEach(element -> {
            final JsonObject state = element.getAsJsonObject();
            final JsonObject flow = state.getAsJsonObject("flow");
            if (List.of(flow.get("eth-source").getAsString(), flow.get("eth-destination").getAsString()).stream()
                    .anyMatch(HOSTS::contains)) {
                counted.add(count(state.getAsJsonObject("forward")) + " / " + count(state.getAsJsonObject("reverse")));
            }
        }));
        assertEquals(expected(forward, reverse), counted.stream().sorted().toList());
    }

    private static String count(final JsonObject count) {
        return count.get("packets") + " packets, " + count.get("missed") + " missed, " + count.get("reordered")
            + " reordered";
    }

    private static List<String> expected(final FrameHost.Result forward, final FrameHost.Result reverse) {
        final var flows = new HashMap<FlowKey, long[]>();
        for (final var kind : FrameKind.values()) {
            flows.computeIfAbsent(key(kind, Direction.FORWARD), key -> new long[2])[0] +=
                forward.sent().get(kind.name());
            flows.computeIfAbsent(key(kind, Direction.REVERSE), key -> new long[2])[1] +=
                reverse.sent().get(kind.name());
        }
        return flows.values().stream().map(sent -> sent[0] + " packets, 0 missed, 0 reordered / " + sent[1]
            + " packets, 0 missed, 0 reordered").sorted().toList();
    }

    /** The entries of all flows, while the window of a request is open. */
    private void assertEntries(final String bridge, final List<String> expected) {
        final var found = new ArrayList<List<String>>();
        try {
            Waiting.until("exact entries", MOVE_LIMIT, Duration.ofMillis(50), () -> {
                found.clear();
                found.add(setup.lab().topology().ovs().flows(bridge).stream()
                    .filter(line -> line.contains(" priority=2010") && HOSTS.stream().anyMatch(line::contains))
                    .map(line -> line.replaceFirst(".* priority=", "").replaceFirst(",metadata=0x[0-9a-f]+", ""))
                    .sorted().toList());
                return found.getFirst().equals(expected);
            });
        } catch (LabException e) {
            assertEquals(String.join("\n", expected), String.join("\n", found.getFirst()), e.getMessage());
        }
    }

    private static String entry(final String line, final boolean forward, final int port) {
        final var swapped = forward ? line : line.replaceAll("(dl|nw|ipv6|tp)_src=", "$1_was=")
            .replaceAll("(dl|nw|ipv6|tp)_dst=", "$1_src=").replace("_was=", "_dst=");
        return normal(swapped) + " actions=output:" + port;
    }

    /** Open vSwitch writes sources before destinations. */
    private static String normal(final String line) {
        return line.replaceAll("((dl|nw|ipv6|tp)_dst=[^,]*),(\\2_src=[^,]*)", "$3,$1");
    }

    private static JsonObject request(final String id) {
        final var request = Northbound.requestBody(id, "vnf2", 10);
        // long enough to look at the entries
        request.addProperty("detection-idle-timeout", 4);
        return request;
    }

    private void move(final String id, final Supplier<HandoverView> view, final Supplier<Reply> call,
            final int port) {
        final var reply = call.get();
        assertTrue(reply.isSuccess(), reply::toString);
        Waiting.until("flows of " + id, MOVE_LIMIT, Duration.ofMillis(50), () -> view.get().areThrough(flows()));
        final var moved = view.get();
        assertEquals(0, moved.flows("failed") + moved.flows("rolled-back"), () -> moved.json().toString());
        assertEntries(Topology.INGRESS, ENTRIES.lines().map(line -> entry(line, true, port)).sorted().toList());
        assertEntries(Topology.EGRESS, ENTRIES.lines().map(line -> entry(line, false, port)).sorted().toList());
        awaitEnd(id, view);
    }

    private void awaitEnd(final String id, final Supplier<HandoverView> view) {
        Waiting.until("end of " + id, MOVE_LIMIT, Duration.ofMillis(50), () -> view.get().isOver());
        final var found = view.get();
        assertTrue(List.of("completed", "rolled-back").contains(found.phase()), () -> found.json().toString());
        assertEquals(0, found.flows("failed"), () -> found.json().toString());
        Console.out().println("EVALUATION any-traffic " + id + ": " + found.phase() + ", " + found.flows("detected")
            + " flows, duration " + found.durationUs() / 1000 + " ms, late " + found.agent("late-packets"));
    }

    /** The kernels of the hosts cut them into pieces and put them together. */
    @Test
    void shouldCarryDatagramsThatAreLongerThanAFrame() throws IOException {
        final var topology = setup.lab().topology();
        try (var one = new NamespaceThread(topology.host1()); var other = new NamespaceThread(topology.host2());
                var source4 = one.run(() -> socket(Topology.HOST1, 5004));
                var source6 = one.run(() -> socket(NET_6 + '1', 5006));
                var sink4 = other.run(() -> socket(Topology.HOST2, 7004));
                var sink6 = other.run(() -> socket(NET_6 + '2', 7006))) {
            source4.connect(sink4.getLocalAddress());
            source6.connect(sink6.getLocalAddress());
            final var received = List.of(new ArrayList<Integer>(), new ArrayList<Integer>());
            for (int i = 0; i < DATAGRAMS; i++) {
                if (i == DATAGRAMS / 4) {
                    assertTrue(northbound().request(request("large")).isSuccess());
                }
                send(source4, i);
                send(source6, i);
                Waiting.pause(PACE);
                receive(sink4, received.get(0));
                receive(sink6, received.get(1));
            }
            awaitEnd("large", () -> northbound().view("large"));
            receive(sink4, received.get(0));
            receive(sink6, received.get(1));

            final var all = IntStream.range(0, DATAGRAMS).boxed().toList();
            assertEquals(all, received.get(0));
            assertEquals(all, received.get(1));
            assertTrue(northbound().withdraw("large").isSuccess());
            awaitEnd("large", () -> northbound().view("large").handBack());
        }
    }

    private static DatagramChannel socket(final String address, final int port) throws IOException {
        final var channel = DatagramChannel.open(address.indexOf(':') < 0 ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6);
        channel.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        channel.configureBlocking(false);
        return channel;
    }

    private static void send(final DatagramChannel channel, final int number) throws IOException {
        channel.write(ByteBuffer.allocate(DATAGRAM_BYTES).putInt(DATAGRAM_BYTES - Integer.BYTES, number));
    }

    private static void receive(final DatagramChannel channel, final List<Integer> numbers) throws IOException {
        final var buffer = ByteBuffer.allocate(2 * DATAGRAM_BYTES);
        while (channel.receive(buffer.clear()) != null) {
            assertEquals(DATAGRAM_BYTES, buffer.position());
            numbers.add(buffer.getInt(DATAGRAM_BYTES - Integer.BYTES));
        }
    }

    private Northbound northbound() {
        return setup.northbound();
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharpnfv.hsl.dpdk.Eal;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.PollSet;
import org.sharpnfv.hsl.linux.TestNamespace;
import org.sharpnfv.hsl.stats.Counters;

/** AF_XDP on real veths, with the program in the driver and in front of the stack. */
@Timeout(60)
class XdpShimTest {
    private static final int RING_BYTES_SMALL = 128 * 2048;

    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private final Deque<AutoCloseable> closers = new ArrayDeque<>();
    private TestNamespace namespace;

    @BeforeEach
    void open() throws Exception {
        namespace = TestNamespace.open();
        closers.push(namespace);
        namespace.veth("one", "other", 1500);
    }

    @AfterEach
    void close() throws Exception {
        while (!closers.isEmpty()) {
            closers.pop().close();
        }
    }

    private static ShimOptions options(final int ringBytes, final XdpMode mode) {
        return new ShimOptions(ringBytes, 0, 8 << 20, 64, false, RingVersion.V2, mode, Eal.DEFAULT_OPTIONS);
    }

    private Shim xdp(final String name, final XdpMode mode) throws Exception {
        return opened(NetworkKind.AF_XDP, name, options(16 << 20, mode));
    }

    private Shim packets(final String name) throws Exception {
        return opened(NetworkKind.AF_PACKET, name, ShimOptions.DEFAULT);
    }

    private Shim opened(final NetworkKind kind, final String name, final ShimOptions options) throws Exception {
        final Shim shim = namespace.inside(() -> new NetworkAddress(kind, name).open(libc, options,
            ShimCounters.in(counters, name + counters.snapshot().size())));
        closers.push(shim);
        return shim;
    }

    private String run(final String... command) throws Exception {
        final var process = namespace.process(List.of(command)).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static MemorySegment memory(final byte[] frame) {
        return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, frame);
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "SKB"})
    void shouldCarryFramesOfAllSizesInBothDirections(final XdpMode mode) throws Exception {
        final Shim one = xdp("one", mode);
        final Shim other = xdp("other", mode);
        final var atOne = new Frames();
        final var atOther = new Frames();

        for (int length = 60; length <= 1514; length++) {
            Frames.send(one, Frames.plain(length, length));
            Frames.send(other, Frames.plain(-length, length));
            atOther.await(other, length - 59);
            atOne.await(one, length - 59);
        }

        final List<byte[]> forward = atOther.await(other, 0);
        final List<byte[]> reverse = atOne.await(one, 0);
        assertEquals(1455, forward.size());
        assertEquals(1455, reverse.size(), "what a shim sends it must not receive");
        for (int i = 0; i < forward.size(); i++) {
            assertArrayEquals(Frames.plain(60 + i, 60 + i), forward.get(i));
            assertArrayEquals(Frames.plain(-60 - i, 60 + i), reverse.get(i));
        }
        assertEquals(1455, one.counters().sentFrames().value());
        assertEquals((60 + 1514) * 1455 / 2, one.counters().sentBytes().value());
        assertEquals(1455, other.counters().receivedFrames().value());
        assertEquals((60 + 1514) * 1455 / 2, other.counters().receivedBytes().value());
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "SKB"})
    void shouldKeepTagsInLine(final XdpMode mode) throws Exception {
        final Shim one = packets("one");
        final Shim other = xdp("other", mode);

        Wires.assertTagsInLine(one, other);
        Wires.assertTagsInLine(other, one);
    }

    /** The README's remedy: a bridge before the veth takes a tag out of the frame and leaves it to the device. */
    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "SKB"})
    void shouldSeeTheTagsOfABridgeWhoseVethPutsThemInLine(final XdpMode mode) throws Exception {
        namespace.veth("sender", "port", 1500);
        namespace.ip("link", "add", "name", "switch", "type", "bridge");
        namespace.ip("link", "set", "switch", "up");
        namespace.ip("link", "set", "port", "master", "switch");
        namespace.ip("link", "set", "one", "master", "switch");
        run("ethtool", "-K", "one", "tx", "off", "txvlan", "off", "tx-vlan-stag-hw-insert", "off");

        Wires.assertTagsInLine(packets("sender"), xdp("other", mode));
    }

    /** A burst is longer than the kernel sends in one call, than a veth's own queue and than the ring to send from. */
    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "SKB"})
    void shouldLoseNothingOfABurstThatTheReceiveRingTakes(final XdpMode mode) throws Exception {
        final Shim one = xdp("one", mode);
        final Shim other = xdp("other", mode);

        for (int i = 0; i < 5000; i++) {
            final byte[] frame = Frames.numbered(i);
            one.send(memory(frame), 0, frame.length);
        }
        one.flush();

        final List<byte[]> received = new Frames().await(other, 5000);
        one.tend();
        other.tend();
        assertEquals(5000, received.size(), () -> counters.snapshot().toString());
        Frames.assertNumbered(5000, received);
        assertEquals(5000, one.counters().sentFrames().value());
        assertEquals(0, other.counters().receiveDroppedKernel().value());
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "SKB"})
    void shouldCarryFramesBetweenPacketSocketsAndOtherInterfaces(final XdpMode mode) throws Exception {
        namespace.veth("next", "last", 1500);

        Wires.assertPassedOn(packets("one"), xdp("other", mode), xdp("next", mode), packets("last"), 10_000, 64);
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "SKB"})
    void shouldCountWhatTheKernelDropsBecauseTheRingIsFull(final XdpMode mode) throws Exception {
        final Shim one = packets("one");
        final Shim small = opened(NetworkKind.AF_XDP, "other", options(RING_BYTES_SMALL, mode));
        for (int i = 0; i < 200; i++) {
            Frames.send(one, Frames.plain(i, 100));
        }

        final int received = new Frames().await(small, 200).size();
        small.tend();
        small.tend();

        assertEquals(128, received);
        assertEquals(72, small.counters().receiveDroppedKernel().value());
        assertEquals(72, small.counters().receiveStarved().value());
        Frames.send(one, Frames.plain(201, 100));
        assertEquals(1, new Frames().await(small, 1).size(), "the ring works on");
    }

    @Test
    void shouldCountWhatIsLongerThanTheInterfaceTakes() throws Exception {
        final Shim one = xdp("one", XdpMode.AUTO);
        final Shim other = packets("other");

        Frames.send(one, Frames.plain(1, 1600), Frames.plain(2, 100));

        assertEquals(1, new Frames().await(other, 1).size());
        assertEquals(1, one.counters().sendDroppedRefused().value());
        assertEquals(1, one.counters().sentFrames().value());
    }

    /** The far end is down: the veth takes a frame and drops it, and the kernel says so. */
    @Test
    void shouldCountWhatTheDeviceDrops() throws Exception {
        final Shim one = xdp("one", XdpMode.SKB);
        namespace.ip("link", "set", "other", "down");

        Frames.send(one, Frames.plain(1, 100), Frames.plain(2, 100));

        assertEquals(2, one.counters().sendDroppedBusy().value() + one.counters().sendDroppedDown().value(),
            () -> counters.snapshot().toString());
        assertEquals(0, one.counters().sentFrames().value());
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "SKB"})
    void shouldSendNothingStaleAfterTheInterfaceWasDown(final XdpMode mode) throws Exception {
        final Shim one = xdp("one", mode);
        final Shim other = packets("other");
        Frames.send(one, Frames.plain(1, 100));
        namespace.ip("link", "set", "one", "down");

        for (int i = 0; i < 3000; i++) {
            Frames.send(one, Frames.plain(2, 100));
        }
        one.tend();

        assertEquals(3000, one.counters().sendDroppedDown().value());
        namespace.up("one", "other");
        Frames.send(one, Frames.plain(3, 100));
        Frames.send(other, Frames.plain(4, 100));
        final List<byte[]> received = new Frames().await(other, 2);
        assertEquals(2, received.size());
        assertArrayEquals(Frames.plain(1, 100), received.get(0));
        assertArrayEquals(Frames.plain(3, 100), received.get(1));
        assertArrayEquals(Frames.plain(4, 100), new Frames().await(one, 1).getFirst());
    }

    @Test
    void shouldAttachToAnInterfaceThatWasMadeAnew() throws Exception {
        final Shim one = xdp("one", XdpMode.AUTO);
        final Shim other = xdp("other", XdpMode.AUTO);
        final int fd = one.fd();
        final var readable = new PollSet(libc, LinuxAbi.POLLIN, fd);
        namespace.ip("link", "del", "one");
        Frames.send(one, Frames.plain(1, 100));
        assertEquals(1, one.counters().sendDroppedDown().value(), () -> counters.snapshot().toString());
        namespace.veth("one", "other", 1500);

        namespace.inside(() -> {
            one.tend();
            other.tend();
            return null;
        });

        Frames.send(one, Frames.plain(2, 100));
        Frames.send(other, Frames.plain(3, 100));
        assertEquals(fd, one.fd());
        assertEquals(1, readable.await(2_000_000_000L), "who waits waits for the new socket");
        assertEquals(1, new Frames().await(other, 1).size());
        assertEquals(1, new Frames().await(one, 1).size());
    }

    @Test
    void shouldSleepAfterAPollThatFoundNothing() throws Exception {
        final Shim one = xdp("one", XdpMode.AUTO);
        final Shim other = xdp("other", XdpMode.AUTO);
        final var readable = new PollSet(libc, LinuxAbi.POLLIN, other.fd());
        final var frames = new Frames();
        assertEquals(0, readable.await(0));
        Frames.send(one, Frames.plain(1, 60), Frames.plain(2, 60));
        assertEquals(1, readable.await(2_000_000_000L));

        assertEquals(1, other.poll(frames::take, 1));
        assertEquals(1, readable.await(0), "one more is there");
        while (other.poll(frames::take, 64) > 0) {
            assertTrue(frames.await(other, 0).size() <= 2);
        }

        assertEquals(0, readable.await(0));
        assertEquals(2, frames.await(other, 2).size());
    }

    @Test
    void shouldLeaveNoProgramAfterClosing() throws Exception {
        final Shim one = xdp("one", XdpMode.AUTO);
        assertTrue(run("ip", "-d", "link", "show", "one").contains("prog/xdp"));

        one.close();

        final String after = run("ip", "-d", "link", "show", "one");
        assertTrue(after.contains("one") && !after.contains("xdp"), after);
    }

    /** A packet socket sees what no program has taken away. */
    @Test
    void shouldTakeFramesAwayFromTheStack() throws Exception {
        final Shim one = packets("one");
        final Shim stack = packets("other");
        final Shim other = xdp("other", XdpMode.AUTO);

        Frames.send(one, Frames.plain(1, 100));

        assertEquals(1, new Frames().await(other, 1).size());
        final var seen = new Frames();
        stack.poll(seen::take, 64);
        assertEquals(0, seen.await(stack, 0).size());
    }

    private String refusal(final String name, final XdpMode mode) {
        return assertThrows(ShimException.class, () -> xdp(name, mode)).getMessage();
    }

    @Test
    void shouldSayWhatIsWrongWithAnInterface() throws Exception {
        namespace.ip("link", "add", "wide1", "mtu", "9000", "type", "veth", "peer", "name", "wide2", "mtu", "9000");
        namespace.ip("link", "add", "many1", "numrxqueues", "2", "numtxqueues", "2", "type", "veth", "peer", "name",
            "many2", "numrxqueues", "2", "numtxqueues", "2");

        assertEquals("nowhere: no such interface in this network namespace; see `ip link`, create it or correct the"
            + " name", refusal("nowhere", XdpMode.AUTO));
        assertEquals("wide1: AF_XDP takes frames with an MTU of at most 3818, found MTU 9000; ip link set wide1 mtu"
            + " 3818, or leave af_xdp: away", refusal("wide1", XdpMode.AUTO));
        assertEquals("many1: AF_XDP serves one receive queue, found 2; ethtool -L many1 rx 1, or leave af_xdp: away",
            refusal("many1", XdpMode.AUTO));
        xdp("one", XdpMode.AUTO);
        assertEquals("one: another XDP program is on this interface; stop who put it there, or take it away: ip link"
            + " set one xdp off", refusal("one", XdpMode.AUTO));
    }

    /** A veth takes no program in its driver if its peer's frames are longer than a page has room for. */
    @Test
    void shouldFallBackToTheStackWhereTheDriverRefuses() throws Exception {
        namespace.veth("wide1", "wide2", 3800);
        final Shim sender = packets("wide2");
        assertTrue(refusal("wide1", XdpMode.NATIVE).contains("try --xdp skb"), refusal("wide1", XdpMode.NATIVE));

        final Shim wide = xdp("wide1", XdpMode.AUTO);

        Frames.send(sender, Frames.plain(1, 3814), Frames.tagged("8100602a", 2, 3818));
        final List<byte[]> received = new Frames().await(wide, 2);
        assertEquals(2, received.size());
        assertArrayEquals(Frames.plain(1, 3814), received.get(0));
        assertArrayEquals(Frames.tagged("8100602a", 2, 3818), received.get(1));
        assertTrue(run("ip", "-d", "link", "show", "wide1").contains("xdpgeneric"));
    }
}

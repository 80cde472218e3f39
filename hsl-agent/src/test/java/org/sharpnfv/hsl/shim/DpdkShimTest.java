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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.hsl.dpdk.DpdkAddress;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.LinuxAbi;
import org.sharpnfv.hsl.linux.NetworkInterfaces.Link;
import org.sharpnfv.hsl.linux.PollSet;
import org.sharpnfv.hsl.linux.TestNamespace;
import org.sharpnfv.hsl.stats.Counters;

/** DPDK in this process: net_af_packet on veths, and net_memif against the agent's own memif. */
@Timeout(120)
class DpdkShimTest {
    private static final String MACHINE = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    private static final Path PACKET_DRIVER =
        Path.of("/usr/lib/" + MACHINE + "-linux-gnu/dpdk/pmds-23.0/librte_net_af_packet.so.23");

    private final Deque<AutoCloseable> closers = new ArrayDeque<>();
    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private TestNamespace namespace;
    @TempDir
    private Path directory;

    @BeforeEach
    void open() throws Exception {
        Assumptions.assumeTrue(Files.exists(PACKET_DRIVER), "SKIPPED: no " + PACKET_DRIVER
            + "; install Debian's packages librte-net-af-packet23, librte-net-memif23 and librte-mempool-ring23");
        namespace = TestNamespace.open();
        closers.push(namespace);
    }

    @AfterEach
    void close() throws Exception {
        while (!closers.isEmpty()) {
            closers.pop().close();
        }
    }

    private ShimCounters counters(final String role) {
        return ShimCounters.in(counters, role + counters.snapshot().size());
    }

    private DpdkShim dpdk(final String devargs) throws Exception {
        final DpdkShim shim = namespace.inside(() -> DpdkShim.open(libc, new DpdkAddress(devargs),
            ShimOptions.DEFAULT, counters("dpdk")));
        closers.push(shim);
        return shim;
    }

    /** On {@code one}, whose other end is {@code other}. */
    private DpdkShim dpdkOnCable() throws Exception {
        namespace.veth("one", "other", 1500);
        return dpdk("net_af_packet0,iface=one");
    }

    private Shim packet(final String name) throws Exception {
        final Shim shim = namespace.inside(() ->
            AfPacketShim.open(libc, name, ShimOptions.DEFAULT, counters(name)));
        closers.push(shim);
        return shim;
    }

    /** One end of a cable has DPDK's driver, the other the agent's own. */
    private void checkAllSizes(final int longest, final DpdkShim dpdk, final Shim peer) {
        final var atPeer = new Frames();
        final var atDpdk = new Frames();
        int number = 0;
        for (int length = 60; length <= longest; length++) {
            Frames.send(dpdk, Frames.plain(number, length));
            Frames.send(peer, Frames.plain(number, length));
            number++;
            if (number % 32 == 0) {
                atPeer.await(peer, number);
                atDpdk.await(dpdk, number);
            }
        }
        for (final List<byte[]> received : List.of(atPeer.await(peer, number), atDpdk.await(dpdk, number))) {
            assertEquals(number, received.size());
            for (int i = 0; i < number; i++) {
                assertArrayEquals(Frames.plain(i, 60 + i), received.get(i), "frame " + i);
            }
        }
    }

    @Test
    void shouldCarryFramesOfAllSizesInOrder() throws Exception {
        final DpdkShim dpdk = dpdkOnCable();
        final Shim peer = packet("other");

        checkAllSizes(1514, dpdk, peer);

        assertEquals(1514 - 59, dpdk.counters().sentFrames().value());
        assertEquals(1500, namespace.inside(dpdk::mtu));
        assertEquals(Link.RUNNING, namespace.inside(dpdk::link));
    }

    @Test
    void shouldCarryJumboFramesWithLargeSlots() throws Exception {
        namespace.veth("one", "other", 9000);
        final Shim peer = packet("other");
        final DpdkShim dpdk = dpdk("net_af_packet0,iface=one,framesz=16384,blocksz=65536,framecnt=256");

        Frames.send(dpdk, Frames.plain(1, 9014), Frames.plain(2, 60), Frames.plain(3, 5000));
        Frames.send(peer, Frames.plain(4, 9014), Frames.plain(5, 60), Frames.plain(6, 2049));

        final List<byte[]> atPeer = new Frames().await(peer, 3);
        assertArrayEquals(Frames.plain(1, 9014), atPeer.get(0));
        assertArrayEquals(Frames.plain(3, 5000), atPeer.get(2));
        final List<byte[]> atDpdk = new Frames().await(dpdk, 3);
        assertArrayEquals(Frames.plain(4, 9014), atDpdk.get(0));
        assertArrayEquals(Frames.plain(6, 2049), atDpdk.get(2));
    }

    /** The driver would pass on what the kernel has cut off. */
    @Test
    void shouldRefuseSlotsThatAreSmallerThanTheMtu() throws Exception {
        namespace.veth("one", "other", 9000);

        final var refusal = assertThrows(ShimException.class, () -> dpdk("net_af_packet0,iface=one"));

        assertTrue(refusal.getMessage().endsWith("expected framesz of at least 9084 for one's MTU of 9000, found 2048;"
            + " add framesz=16384,blocksz=65536"), refusal.getMessage());
    }

    /** AF_PACKET delivers the tag beside the frame: field notes, section 5. The driver puts it back, as 0x8100. */
    @Test
    void shouldHaveTagsInLine() throws Exception {
        final DpdkShim dpdk = dpdkOnCable();
        final Shim peer = packet("other");
        final byte[] single = Frames.tagged("8100602a", 1, 1518);
        final byte[] nested = Frames.tagged("810000058100602a", 2, 500);

        Frames.send(peer, single, nested);
        Frames.send(dpdk, single, nested);

        final List<byte[]> atDpdk = new Frames().await(dpdk, 2);
        assertEquals(2, atDpdk.size());
        assertArrayEquals(single, atDpdk.get(0));
        assertArrayEquals(nested, atDpdk.get(1));
        final List<byte[]> atPeer = new Frames().await(peer, 2);
        assertArrayEquals(single, atPeer.get(0));
        assertArrayEquals(nested, atPeer.get(1));
    }

    /** DPDK has no place for a tag's type. */
    @Test
    void shouldTakeAServiceTagForAPlainOne() throws Exception {
        final DpdkShim dpdk = dpdkOnCable();
        final Shim peer = packet("other");

        Frames.send(peer, Frames.tagged("88a80005", 1, 500));

        assertArrayEquals(Frames.tagged("81000005", 1, 500), new Frames().await(dpdk, 1).getFirst());
    }

    /** The mbuf that a frame came in is sent as it is, many times as many as the pool has. */
    @Test
    void shouldPassFramesFromPortToPortWithoutLosingMbufs() throws Exception {
        namespace.veth("one", "other", 1500);
        namespace.veth("next", "last", 1500);
        final Shim source = packet("one");
        final Shim sink = packet("last");
        final DpdkShim in = dpdk("net_af_packet0,iface=other");
        final DpdkShim out = dpdk("net_af_packet1,iface=next");
        final int count = 100_000;

        final var received = new int[1];
        final FrameSink check = (memory, offset, length) -> {
            if (length >= 60 && memory.get(ValueLayout.JAVA_BYTE, offset + 12) == 0x12) {
                assertEquals(received[0], memory.get(ValueLayout.JAVA_INT_UNALIGNED, offset + 16));
                received[0]++;
            }
        };
        final MemorySegment frame = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, Frames.plain(0, 600));
        final var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().threadId();
        int sent = 0;
        long allocated = 0;
        final long startNs = System.nanoTime();
        while (received[0] < count && System.nanoTime() - startNs < 60_000_000_000L) {
            if (sent < count && sent - received[0] < 256) {
                if (allocated == 0 && sent > count / 2) {
                    allocated = threads.getThreadAllocatedBytes(thread);
                }
                for (int i = 0; i < 1 + sent % 64 && sent < count; i++) {
                    frame.set(ValueLayout.JAVA_INT_UNALIGNED, 16, sent++);
                    source.send(frame, 0, 600);
                    source.flush();
                }
            }
            in.poll(out::send, 64);
            out.flush();
            sink.poll(check, 64);
        }

        final long bytes = threads.getThreadAllocatedBytes(thread) - allocated;
        assertTrue(bytes < count / 2, () -> bytes + " bytes for " + count / 2 + " frames");
        assertEquals(count, received[0]);
        assertEquals(count, out.counters().sentFrames().value());
        assertEquals(600L * count, out.counters().sentBytes().value());
    }

    /** From memory that is not DPDK's: more copies than the pool has mbufs. */
    @Test
    void shouldCopyFramesOfOthers() throws Exception {
        namespace.veth("one", "other", 1500);
        namespace.veth("next", "last", 1500);
        final Shim source = packet("one");
        final Shim in = packet("other");
        final Shim sink = packet("last");
        final DpdkShim out = dpdk("net_af_packet0,iface=next");

        Wires.assertPassedOn(source, in, out, sink, 40_000, 64);

        assertEquals(0, out.counters().sendDroppedBusy().value());
    }

    /** The kernel would drop them without a word: the driver asks for that. */
    @Test
    void shouldCountFramesThatAreLongerThanTheMtuAllows() throws Exception {
        final DpdkShim dpdk = dpdkOnCable();
        final Shim peer = packet("other");

        Frames.send(dpdk, Frames.plain(1, 1515), Frames.plain(2, 3000), Frames.tagged("8100602a", 3, 1519),
            Frames.tagged("8100602a", 4, 1518));

        assertEquals(1, new Frames().await(peer, 1).size());
        assertEquals(3, dpdk.counters().sendDroppedRefused().value());
    }

    @Test
    void shouldCountWhatAnInterfaceThatIsDownDoesNotTake() throws Exception {
        final DpdkShim dpdk = dpdkOnCable();
        final Shim peer = packet("other");
        namespace.ip("link", "set", "one", "down");

        Frames.send(dpdk, Frames.plain(1, 100));
        namespace.inside(() -> {
            dpdk.tend();
            return null;
        });

        assertEquals(1, dpdk.counters().sendDroppedDown().value());
        assertEquals(Link.DOWN, namespace.inside(dpdk::link));
        namespace.up("one", "other");
        Frames.send(peer, Frames.plain(2, 100));
        assertEquals(1, new Frames().await(dpdk, 1).size());
    }

    private DpdkShim connected(final Shim server, final String devargs) throws Exception {
        final DpdkShim dpdk = dpdk(devargs);
        Frames.send(dpdk, Frames.plain(0, 100));
        assertEquals(1, dpdk.counters().sendDroppedDown().value(), "not connected");
        final long startNs = System.nanoTime();
        while (dpdk.link() != Link.RUNNING && System.nanoTime() - startNs < 20_000_000_000L) {
            server.poll((memory, offset, length) -> { }, 64);
            dpdk.tend();
        }
        // the driver makes its buffers when it is first asked for frames
        assertEquals(0, dpdk.poll((memory, offset, length) -> { }, 64));
        return dpdk;
    }

    /** The agent's memif is the server, DPDK's net_memif the client. */
    @Test
    void shouldSpeakMemif() throws Exception {
        final Path socket = directory.resolve("m.sock");
        final Shim server = MemifShim.open(libc, socket.toString(), ShimOptions.DEFAULT, counters("memif"));
        closers.push(server);

        final DpdkShim dpdk =
            connected(server, "net_memif0,role=client,id=0,socket=" + socket + ",socket-abstract=no");

        checkAllSizes(1518, dpdk, server);

        assertEquals(0, server.counters().receiveDroppedMalformed().value());
    }

    /** The driver does not count them. */
    @Test
    void shouldCountWhatTheKernelDropsBecauseTheRingIsFull() throws Exception {
        namespace.veth("one", "other", 1500);
        final Shim peer = packet("other");
        final DpdkShim dpdk = dpdk("net_af_packet0,iface=one,framecnt=128");

        Wires.assertFullRingIsCounted(peer, dpdk, 200, 100);
    }

    /** The driver's socket is in a fanout group, which the kernel binds to no other interface. */
    @Test
    void shouldSayThatTheInterfaceWasMadeAnew() throws Exception {
        final DpdkShim dpdk = dpdkOnCable();
        namespace.ip("link", "del", "one");
        namespace.veth("one", "other", 1500);

        namespace.inside(() -> {
            Frames.send(dpdk, Frames.plain(1, 100));
            dpdk.tend();
            return null;
        });

        assertEquals(1, dpdk.counters().sendDroppedDown().value());
        final var refusal = assertThrows(ErrnoException.class, dpdk::link);
        assertTrue(refusal.getMessage().contains("restart the agent"), refusal.getMessage());
    }

    /** As long as the shim is open, and without CAP_NET_ADMIN. */
    @Test
    void shouldMakeTheInterfacePromiscuous() throws Exception {
        final DpdkShim dpdk = dpdkOnCable();
        assertTrue(promiscuity("one"));

        dpdk.close();

        assertFalse(promiscuity("one"));
    }

    private boolean promiscuity(final String name) throws Exception {
        final Process ip = namespace.process(List.of("ip", "-d", "link", "show", name)).start();
        return new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("promiscuity 1");
    }

    /** What the host sends on the interface is not for the VNF. */
    @Test
    void shouldNotHearWhatTheHostSends() throws Exception {
        final DpdkShim dpdk = dpdkOnCable();
        final Shim host = packet("one");
        final Shim peer = packet("other");

        Frames.send(host, Frames.plain(1, 100));
        Frames.send(peer, Frames.plain(2, 100));

        final List<byte[]> received = new Frames().await(dpdk, 1);
        assertEquals(1, received.size());
        assertArrayEquals(Frames.plain(2, 100), received.getFirst());
    }

    @Test
    void shouldBeWaitedForWhereTheDriverHasAPacketSocket() throws Exception {
        final DpdkShim dpdk = dpdkOnCable();
        final Shim peer = packet("other");
        final var readable = new PollSet(libc, LinuxAbi.POLLIN, dpdk.fd());
        assertEquals(Long.MAX_VALUE, dpdk.restNs());
        assertEquals(0, readable.await(0));

        Frames.send(peer, Frames.plain(1, 100));

        assertEquals(1, readable.await(5_000_000_000L));
        assertEquals(1, new Frames().await(dpdk, 1).size());
        assertEquals(0, readable.await(0));
        namespace.ip("link", "set", "one", "down");
        assertEquals(1, readable.await(5_000_000_000L));
        assertTrue(readable.failed(0));
        dpdk.tend();
        assertEquals(0, readable.await(0), "the error must not wake us again");
    }

    @Test
    void shouldRestLongerAsLongAsNothingComes() throws Exception {
        final Path socket = directory.resolve("m.sock");
        final Shim peer = MemifShim.open(libc, socket.toString(), ShimOptions.DEFAULT, counters("memif"));
        closers.push(peer);
        final DpdkShim dpdk = connected(peer, "net_memif0,role=client,id=0,socket=" + socket + ",socket-abstract=no");
        assertEquals(-1, dpdk.fd());

        final long first = dpdk.restNs();
        long last = first;
        for (int i = 0; i < 20; i++) {
            assertTrue(dpdk.restNs() >= last);
            last = dpdk.restNs();
        }
        Frames.send(peer, Frames.plain(1, 100));
        assertEquals(1, new Frames().await(dpdk, 1).size());

        assertEquals(200_000, last);
        assertEquals(first, dpdk.restNs());
    }

    @Test
    void shouldSayWhatIsWrong() throws Exception {
        dpdkOnCable();

        assertRefused("net_af_packet0,iface=other", "net_af_packet0 in use by this agent");
        assertRefused("net_af_packet1,iface=nowhere", "nowhere: no such interface");
        assertRefused("net_af_packet1,iface=other,qpairs=2", "expected one queue each way");
        assertRefused("net_surprise0", "apt-get install librte-net-surprise23");
        assertRefused("net_memif0,role=guest", "correct its arguments or give the agent the rights");
        assertRefused("0000:7f:1f.7", "see that it is bound to a driver that DPDK takes");
        // what was refused is not in the way
        dpdk("net_af_packet1,iface=other");
    }

    private void assertRefused(final String devargs, final String part) {
        final var refusal = assertThrows(ShimException.class, () -> dpdk(devargs));

        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }
}

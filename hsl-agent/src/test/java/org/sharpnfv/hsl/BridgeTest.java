/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sharpnfv.hsl.buffer.PacketPool;
import org.sharpnfv.hsl.control.VnfEvents;
import org.sharpnfv.hsl.linux.EventFd;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.TestNamespace;
import org.sharpnfv.hsl.shim.AfPacketShim;
import org.sharpnfv.hsl.shim.Frames;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.hsl.shim.ShimCounters;
import org.sharpnfv.hsl.shim.ShimOptions;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.MessageCodec;

/** The bridge without a handover: design, section 6. */
@Timeout(60)
class BridgeTest {
    private static final List<String> INTERFACES = List.of("in", "out", "vin", "vout");

    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private TestNamespace namespace;
    private EventFd wakeup;
    private PacketPool pool;
    private RunningBridge running;
    private Shim networkIn;
    private Shim vnfIn;
    private Shim vnfOut;
    private Shim networkOut;

    @BeforeEach
    void open() throws Exception {
        namespace = TestNamespace.open();
        for (final String name : INTERFACES) {
            namespace.veth(name, name + "-far", 1500);
        }
        final var agentLibc = new Libc();
        wakeup = new EventFd(agentLibc);
        final var ports = new BridgePorts(shim(agentLibc, "in"), shim(agentLibc, "out"), shim(agentLibc, "vin"),
            shim(agentLibc, "vout"));
        final var codec = new MessageCodec(0x88B5);
        pool = new PacketPool(1 << 20, 1000, counters);
        final var path = new SharpPath(new HslMachine("vnf1", "test", codec, ControlKey.NONE, 1), codec, ports, pool,
            new ReleasePace(128_000), null, new VnfEvents(wakeup::signal), counters);
        final var bridge = new Bridge(agentLibc, ports, path, wakeup, 0, counters);
        networkIn = shim(libc, "in-far");
        networkOut = shim(libc, "out-far");
        vnfIn = shim(libc, "vin-far");
        vnfOut = shim(libc, "vout-far");
        running = RunningBridge.start(namespace, bridge);
    }

    private Shim shim(final Libc of, final String name) throws Exception {
        return namespace.inside(() ->
            AfPacketShim.open(of, name, ShimOptions.DEFAULT, ShimCounters.in(counters, name)));
    }

    @AfterEach
    void close() throws Exception {
        if (running != null) {
            running.end();
            wakeup.close();
            pool.close();
        }
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void shouldConnectEachSideOfTheNetworkWithItsSideOfTheVnf() {
        Frames.send(networkIn, Frames.plain(1, 1000));
        Frames.send(networkOut, Frames.plain(2, 1000));
        Frames.send(vnfIn, Frames.plain(3, 1000));
        Frames.send(vnfOut, Frames.plain(4, 1000));

        assertArrayEquals(Frames.plain(1, 1000), new Frames().await(vnfIn, 1).getFirst());
        assertArrayEquals(Frames.plain(2, 1000), new Frames().await(vnfOut, 1).getFirst());
        assertArrayEquals(Frames.plain(3, 1000), new Frames().await(networkIn, 1).getFirst());
        assertArrayEquals(Frames.plain(4, 1000), new Frames().await(networkOut, 1).getFirst());
    }

    @Test
    void shouldKeepEachFrameWholeAndInOrder() {
        // fewer than a receive ring has slots, so that no pause of this machine can lose one
        final var frames = new Frames();
        for (int i = 0; i < 3000; i++) {
            Frames.send(networkIn, i % 2 == 0 ? Frames.plain(i, 1514) : Frames.tagged("8100602a", i, 1518));
        }

        final List<byte[]> received = frames.await(vnfIn, 3000);

        assertEquals(3000, received.size());
        for (int i = 0; i < received.size(); i++) {
            assertArrayEquals(i % 2 == 0 ? Frames.plain(i, 1514) : Frames.tagged("8100602a", i, 1518),
                received.get(i));
        }
    }

    @Test
    void shouldPassNoControlMessages() {
        final byte[] control = HexFormat.of().parseHex("02000000000202000000000188b5" + "00".repeat(46));

        Frames.send(vnfIn, control, Frames.plain(1, 100));
        Frames.send(networkOut, control, Frames.plain(2, 100));

        assertEquals(1, new Frames().await(networkIn, 1).size());
        assertEquals(1, new Frames().await(vnfOut, 1).size());
        // counters are brought up to date at the end of a round: one more round
        Frames.send(networkOut, Frames.plain(3, 100));
        assertEquals(1, new Frames().await(vnfOut, 1).size());
        assertEquals(1, counters.snapshot().get("path.control-from-vnf"));
        assertEquals(1, counters.snapshot().get("path.control-other-version"));
    }
}

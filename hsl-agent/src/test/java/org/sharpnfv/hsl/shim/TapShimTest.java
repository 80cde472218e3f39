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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.TestNamespace;
import org.sharpnfv.hsl.stats.Counters;

@Timeout(60)
class TapShimTest {
    private final Counters counters = new Counters();
    private final Libc libc = new Libc();
    private TestNamespace namespace;
    private Shim tap;
    private Shim vnf;

    @BeforeEach
    void open() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/net/tun")), "SKIPPED: no /dev/net/tun");
        namespace = TestNamespace.open();
        namespace.veth("one", "other", 1400);
        tap = namespace.inside(() -> TapShim.open(libc, "tap", 1400, ShimOptions.DEFAULT,
            ShimCounters.in(counters, "tap")));
        vnf = namespace.inside(() -> AfPacketShim.open(libc, "tap", ShimOptions.DEFAULT,
            ShimCounters.in(counters, "vnf")));
    }

    @AfterEach
    void close() throws Exception {
        if (vnf != null) {
            vnf.close();
        }
        if (tap != null) {
            tap.close();
        }
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void shouldCarryFramesInBothDirections() {
        final byte[] tagged = Frames.tagged("8100602a", 3, 1418);

        Frames.send(tap, Frames.plain(1, 60), tagged);
        Frames.send(vnf, Frames.plain(2, 1414), tagged);

        final List<byte[]> atVnf = new Frames().await(vnf, 2);
        assertEquals(2, atVnf.size());
        assertArrayEquals(Frames.plain(1, 60), atVnf.get(0));
        assertArrayEquals(tagged, atVnf.get(1));
        final List<byte[]> atTap = new Frames().await(tap, 2);
        assertEquals(2, atTap.size());
        assertArrayEquals(Frames.plain(2, 1414), atTap.get(0));
        assertArrayEquals(tagged, atTap.get(1));
    }

    @Test
    void shouldSurviveThatTheInterfaceGoesDown() throws Exception {
        namespace.ip("link", "set", "tap", "down");
        Frames.send(tap, Frames.plain(1, 60));

        assertEquals(1, tap.counters().sendDroppedDown().value());
    }

    @Test
    void shouldSayThatTheNameIsTaken() {
        final var refusal = assertThrows(ShimException.class, () -> namespace.inside(() ->
            TapShim.open(libc, "other", 1400, ShimOptions.DEFAULT, ShimCounters.in(counters, "x"))));

        assertTrue(refusal.getMessage().startsWith("other: "), refusal.getMessage());
    }
}

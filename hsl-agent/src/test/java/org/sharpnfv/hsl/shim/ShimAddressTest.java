/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.shim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShimAddressTest {
    @Test
    void shouldReadAllKinds() {
        assertEquals(new ShimAddress(ShimKind.VETH, "v1", "v2"), ShimAddress.parse("veth:v1,v2"));
        assertEquals(new ShimAddress(ShimKind.TAP, "t-in", "t-out"), ShimAddress.parse("tap:t-in,t-out"));
        assertEquals(new ShimAddress(ShimKind.UNIX_STREAM, "/run/a:1.sock", "b.sock"),
            ShimAddress.parse("unix-stream:/run/a:1.sock,b.sock"));
        assertEquals(new ShimAddress(ShimKind.UNIX_SEQPACKET, "/run/a", "/run/b"),
            ShimAddress.parse("unix-seqpacket:/run/a,/run/b"));
        assertEquals(new ShimAddress(ShimKind.MEMIF, "/run/a/7", "/run/b"), ShimAddress.parse("memif:/run/a/7,/run/b"));
        assertEquals(new ShimAddress(ShimKind.AF_XDP, "v1", "v2"), ShimAddress.parse("af_xdp:v1,v2"));
        assertEquals(new MemifAddress("/run/a", 7), MemifAddress.parse("/run/a/7"));
        assertEquals(new MemifAddress("/run/b", 0), MemifAddress.parse("/run/b"));
        assertEquals(new ShimAddress(ShimKind.DPDK, "net_memif0,id=0,socket=/a", "0000:03:00.0"),
            ShimAddress.parse("dpdk:net_memif0,id=0,socket=/a,dpdk:0000:03:00.0"));
        assertEquals("dpdk:net_x0,a=1,dpdk:net_x1", ShimAddress.parse("dpdk:net_x0,a=1,dpdk:net_x1").toString());
        assertEquals("tap:a,b", ShimAddress.parse("tap:a,b").toString());
        assertEquals("unix-seqpacket:/a,/b", ShimAddress.parse("unix-seqpacket:/a,/b").toString());
    }

    @Test
    void shouldRefuseAPathThatTheKernelCannotTake() {
        final var refusal = assertThrows(IllegalArgumentException.class,
            () -> ShimAddress.parse("unix-stream:/" + "x".repeat(107) + ",/b"));

        assertTrue(refusal.getMessage().contains("1 to 107 bytes"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "v1,v2               | put the kind and a colon first",
        "xdp:a,b             | \"xdp\" is no kind of shim",
        "dpdk:net_a0,iface=x | name exactly two devices, it has 1",
        "dpdk:net_a0,dpdk:net_a0,x=1 | expected two different devices, found net_a0 twice",
        "dpdk:net_a0,dpdk:a b | expected a device as DPDK names it",
        "dpdk:net_a0,dpdk:03:00.0 | a PCI device with its domain",
        "unix_stream:a,b     | expected veth:IF,IF or tap:NAME,NAME or unix-stream:PATH,PATH",
        "unix-stream:/a      | name exactly two sockets, it has 1",
        "unix-stream:/a,/a   | expected two different sockets, found /a twice",
        "unix-stream:/a,     | expected the path of a socket",
        "memif:/a/0,/a/1     | expected two different sockets, found /a twice",
        "memif:/a/4294967296,/b | an interface id from 0 to 4294967295",
        "unix-seqpacket:/a/,/b | no slash at its end",
        "veth:a              | name exactly two interfaces, it has 1",
        "veth:a,b,c          | name exactly two interfaces, it has 3",
        "veth:a,a            | expected two different interfaces, found a twice",
        "veth:a,             | expected an interface name",
        "tap:a,sixteen-letters- | 1 to 15 bytes",
        "af_xdp:a,a          | expected two different interfaces, found a twice",
        "tap:a,b/c           | without space, slash or colon",
    })
    void shouldSayWhatWasExpectedAndFound(final String text, final String part) {
        final var refusal = assertThrows(IllegalArgumentException.class, () -> ShimAddress.parse(text));

        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }
}

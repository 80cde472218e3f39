/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.hsl.shim.NetworkAddress;
import org.sharpnfv.hsl.shim.NetworkKind;
import org.sharpnfv.hsl.shim.RingVersion;
import org.sharpnfv.hsl.shim.ShimAddress;
import org.sharpnfv.hsl.shim.XdpMode;
import picocli.CommandLine.ParameterException;

class HslOptionsTest {
    private static final String[] NEEDED = {"--id", "vnf1", "--ingress", "e1", "--egress", "e2", "--vnf", "veth:v1,v2"};

    @Test
    void shouldNeedNoMoreThanFourOptions() {
        final HslOptions options = parse();

        assertEquals("vnf1", options.id());
        assertEquals(ShimAddress.parse("veth:v1,v2"), options.vnf());
        assertEquals(0x88B5, options.etherType());
        assertEquals(RingVersion.V2, options.shimOptions().ring());
        assertEquals(XdpMode.AUTO, options.shimOptions().xdp());
    }

    @Test
    void shouldKnowTheKindOfANetworkInterface() {
        final HslOptions options = parse("--id", "vnf1", "--ingress", "af_xdp:e1", "--egress", "e2", "--vnf",
            "af_xdp:v1,v2", "--xdp", "skb");

        assertEquals(new NetworkAddress(NetworkKind.AF_XDP, "e1"), options.ingress());
        assertEquals("af_xdp:e1", options.ingress().toString());
        assertEquals(new NetworkAddress(NetworkKind.AF_PACKET, "e2"), options.egress());
        assertEquals(options.egress(), NetworkAddress.parse("af_packet:e2"));
        assertEquals(XdpMode.SKB, options.shimOptions().xdp());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "af-xdp:e1 | or af_packet:IF or af_xdp:IF or memif:PATH[/ID] or dpdk:DEVARGS, found",
        "af_xdp:   | expected an interface name of 1 to 15 bytes",
        "af_xdp:a:b | without space, slash or colon",
    })
    void shouldSayWhatANetworkInterfaceIs(final String text, final String part) {
        final var refusal = assertThrows(ParameterException.class,
            () -> parse("--id", "vnf1", "--ingress", text, "--egress", "e2", "--vnf", "veth:v1,v2"));

        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    @Test
    void shouldReadTheOthers() {
        final HslOptions options = parse("--control", "/run/c.sock", "--hook", "run me", "--ether-type", "0x88b6",
            "--spin-us", "50", "--log-level", "debug", "--slot-bytes", "16384", "--ring", "v3");

        assertEquals(Path.of("/run/c.sock"), options.control());
        assertEquals("run me", options.hook());
        assertEquals(0x88B6, options.etherType());
        assertEquals(50_000, options.spinNs());
        assertEquals(LogLevel.DEBUG, options.logLevel());
        assertEquals(16384, options.shimOptions().slotBytes());
        assertEquals(RingVersion.V3, options.shimOptions().ring());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--ether-type=5", "--ether-type=x", "--slot-bytes=3000", "--ring-bytes=1", "--ring=v4",
        "--xdp=off", "--buffer-bytes=1", "--spin-us=-1", "--log-level=loud", "--hook-limit-ms=0",
        "--dpdk-eal=-m 64 --lcores=1", "--dpdk-eal=-h", "--surprise", "word"})
    void shouldRefuse(final String wrong) {
        assertThrows(ParameterException.class, () -> parse(wrong));
    }

    @Test
    void shouldTakeDevicesOfDpdk() {
        final HslOptions options = parse("--id", "x", "--ingress", "dpdk:net_af_packet0,iface=eth1", "--egress", "e2",
            "--vnf", "dpdk:net_memif0,id=0,dpdk:net_memif1,id=1", "--dpdk-eal", "-m 512");

        assertEquals("net_af_packet0,iface=eth1", options.ingress().name());
        assertEquals("dpdk:net_af_packet0,iface=eth1", options.ingress().toString());
        assertEquals(NetworkKind.AF_PACKET, options.egress().kind());
        assertEquals("-m 512", options.shimOptions().dpdkEal());
    }

    @Test
    void shouldRefuseTheSameDeviceTwice() {
        final var refusal = assertThrows(ParameterException.class, () -> parse("--id", "x", "--ingress",
            "dpdk:net_memif0,id=0", "--egress", "e2", "--vnf", "dpdk:net_memif0,id=1,dpdk:net_memif1,id=1"));

        assertTrue(refusal.getMessage().contains("four different"), refusal.getMessage());
    }

    @Test
    void shouldRefuseTheSameInterfaceTwice() {
        final var refusal = assertThrows(ParameterException.class,
            () -> parse("--id", "x", "--ingress", "e", "--egress", "e", "--vnf", "tap:a,b"));

        assertTrue(refusal.getMessage().contains("--ingress"), refusal.getMessage());
    }

    @Test
    void shouldTakeMemifTowardsTheNetwork() {
        final HslOptions options = parse("--id", "x", "--ingress", "memif:/run/a/7", "--egress", "memif:/run/b",
            "--vnf", "memif:/run/c,/run/d");

        assertEquals("memif:/run/a/7", options.ingress().toString());
        assertThrows(ParameterException.class, () -> parse("--id", "x", "--ingress", "memif:/run/c/7", "--egress", "e",
            "--vnf", "memif:/run/c,/run/d"));
        assertThrows(ParameterException.class, () -> parse("--id", "x", "--ingress", "memif:", "--egress", "e",
            "--vnf", "memif:/run/c,/run/d"));
    }

    @Test
    void shouldExitByTwoAfterWrongUsageAndByZeroAfterHelp() {
        assertEquals(2, Main.run("--id", "vnf1"));
        assertEquals(0, Main.run("--help"));
        assertEquals(0, Main.run("--version"));
    }

    private static HslOptions parse(final String... more) {
        final var options = new HslOptions();
        final boolean all = more.length > 0 && more[0].equals("--id");
        options.commandLine().parseArgs(all ? more
            : Stream.of(NEEDED, more).flatMap(Stream::of).toArray(String[]::new));
        options.validate();
        return options;
    }
}

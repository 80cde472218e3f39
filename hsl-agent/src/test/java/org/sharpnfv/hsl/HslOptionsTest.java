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
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.hsl.shim.RingVersion;
import org.sharpnfv.hsl.shim.ShimAddress;
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
        "--buffer-bytes=1", "--spin-us=-1", "--log-level=loud", "--hook-limit-ms=0", "--surprise", "word"})
    void shouldRefuse(final String wrong) {
        assertThrows(ParameterException.class, () -> parse(wrong));
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

        assertEquals("memif:/run/a/7", options.ingress());
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

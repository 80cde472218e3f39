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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharpnfv.hsl.shim.ShimAddress;
import picocli.CommandLine.ParameterException;

class ConfigFileTest {
    private static final String NEEDED = """
        # vnf1
        id = vnf1
        ingress = e1
        egress=e2

          vnf = veth:v1,v2
        """;

    private Path file;
    private final ConfigFile config = new ConfigFile();

    @BeforeEach
    void name(@TempDir final Path directory) {
        file = directory.resolve("vnf1.conf");
    }

    private HslOptions read(final String text, final String... more) throws IOException {
        Files.writeString(file, text);
        final var options = new HslOptions();
        options.commandLine().setDefaultValueProvider(config).parseArgs(
            Stream.concat(Stream.of("--config", file.toString()), Stream.of(more)).toArray(String[]::new));
        options.validate();
        return options;
    }

    private String refusal(final String text, final String... more) {
        return config.explain(assertThrows(ParameterException.class, () -> read(text, more)));
    }

    @Test
    void shouldTakeOptionsFromTheFile() throws IOException {
        final HslOptions options = read(NEEDED + """
            hook = conntrack -L | grep "a = b"
            describes-flows = true
            qdisc-bypass = false
            ether-type = 0x88B6
            """);

        assertEquals("vnf1", options.id());
        assertEquals("e2", options.egress().toString());
        assertEquals(ShimAddress.parse("veth:v1,v2"), options.vnf());
        assertEquals("conntrack -L | grep \"a = b\"", options.hook());
        assertTrue(options.describesFlows());
        assertEquals(false, options.shimOptions().qdiscBypass());
        assertEquals(0x88B6, options.etherType());
    }

    @Test
    void shouldKeepTheDefaultsOfWhatNobodyGives() throws IOException {
        assertEquals(32000, read(NEEDED).releaseRate());
    }

    @Test
    void shouldLetTheCommandLineWin() throws IOException {
        final HslOptions options = read(NEEDED + "release-rate = 5\n", "--release-rate", "7", "--id=other");

        assertEquals(7, options.releaseRate());
        assertEquals("other", options.id());
    }

    /** In the sixth line, behind the five that are right; the file's name comes first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "surprise = 1      | :7: expected the name of an option without its dashes, found \"surprise\"; see sharp-hsl",
        "--spin-us = 1     | leave out the dashes",
        "spin_us = 1       | did you mean spin-us?",
        "config = other    | expected the name of an option",
        "help = true       | expected the name of an option",
        "words             | :7: expected 'name = value', found \"words\"",
        "= 5               | :7: expected 'name = value'",
        "spin-us =         | :7: expected a value for spin-us, found none",
        "ingress = e9      | :7: expected each name once, found ingress in line 3 already",
        "spin-us = many    | :7: Invalid value for option '--spin-us': 'many' is not an int; correct that line",
        "ether-type = 5    | expected 0x0600 to 0xFFFF, found 5; correct that line",
        "qdisc-bypass = si | :7: Invalid value for option '--qdisc-bypass': 'si' is not a boolean"
    })
    void shouldSayWhatIsWrongAndWhere(final String line, final String expected) {
        final String found = refusal(NEEDED + line + '\n');

        assertTrue(found.startsWith(file + ":7: "), found);
        assertTrue(found.contains(expected.strip()), found);
    }

    @Test
    void shouldNotBlameTheFileForTheCommandLine() {
        final String found = refusal(NEEDED + "spin-us = 3\n", "--spin-us", "many");

        assertTrue(found.startsWith("Invalid value for option '--spin-us'"), found);
    }

    @Test
    void shouldSayThatOptionsAreMissing() {
        final String found = refusal("id = vnf1\n");

        assertTrue(found.startsWith("Missing required options"), found);
        assertTrue(found.contains(file.toString()), found);
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertEquals(2, Main.run("--config", file.toString()));
        final var options = new HslOptions();
        final var refusal = assertThrows(ParameterException.class, () -> options.commandLine()
            .setDefaultValueProvider(config).parseArgs("--config", file.toString()));

        assertEquals("--config " + file + ": expected a file with lines 'name = value', found none; name another, or "
            + "make it after the example that comes with sharp-hsl", config.explain(refusal));
    }
}

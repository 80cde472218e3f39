/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/** The commented configuration file: every option, what it is for, and its default. */
final class ExampleConfig {
    private static final int WIDTH = 98;

    /** The options that each instance needs. */
    private static final Map<String, String> NEEDED = Map.of("--id", "vnf1", "--ingress", "eth1", "--egress", "eth2",
        "--vnf", "veth:v1,v2");
    /** What a default, or its absence, would not show. */
    private static final Map<String, String> SAMPLES = Map.of("--key-file", "/etc/sharp-hsl/group.key",
        "--control", "/run/sharp-hsl/vnf1/control.sock", "--hook", "/usr/local/lib/my-vnf/sharp-hook",
        "--stats-file", "/run/sharp-hsl/vnf1/stats.json",
        "--metrics", "9464", "--run-dir", "/run/sharp-hsl");

    private static final String HEAD = """
        # An instance of the HSL agent. Each file NAME.conf here is one instance:
        #
        #   cp /etc/sharp-hsl/example.conf /etc/sharp-hsl/vnf1.conf     and change it
        #   systemctl enable --now sharp-hsl@vnf1
        #
        # name = value, one a line: the options of `sharp-hsl --help` without their dashes; true or false for those
        # without a value. A line that begins with # is a comment. An unknown name or a wrong value is refused at the
        # start, with its line. Values are taken as they stand: no quotes.
        """;

    private ExampleConfig() {
        // one function
    }

    static String text() {
        final var text = new StringBuilder(HEAD);
        for (final OptionSpec option : PackageTexts.options()) {
            if (PackageTexts.belongsInFile(option)) {
                text.append('\n');
                wrap(text, PackageTexts.description(option));
                line(text, option);
            }
        }
        return text.toString();
    }

    private static void line(final StringBuilder text, final OptionSpec option) {
        final String name = option.longestName();
        final String needed = NEEDED.get(name);
        if (option.required() && needed == null) {
            throw new IllegalStateException("expected an example for each option that is needed, found none for " + name
                + ": add it to ExampleConfig");
        }
        if (needed != null) {
            text.append(name, 2, name.length()).append(" = ").append(needed).append('\n');
        } else {
            text.append('#').append(name, 2, name.length()).append(" = ").append(sample(option)).append('\n');
        }
    }

    private static String sample(final OptionSpec option) {
        final String sample = SAMPLES.get(option.longestName());
        if (sample != null) {
            return sample;
        }
        if (option.defaultValue() != null) {
            return option.defaultValue();
        }
        return option.arity().max() == 0 ? "true" : option.paramLabel();
    }

    private static void wrap(final StringBuilder text, final String words) {
        int column = 0;
        for (final String word : words.split(" +", -1)) {
            if (column == 0 || column + 1 + word.length() > WIDTH) {
                text.append(column == 0 ? "# " : "\n# ").append(word);
                column = 2 + word.length();
            } else {
                text.append(' ').append(word);
                column += 1 + word.length();
            }
        }
        text.append('\n');
    }
}

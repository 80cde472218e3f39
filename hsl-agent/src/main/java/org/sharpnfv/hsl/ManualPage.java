/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page sharp-hsl(8), in the macros of man(7). */
final class ManualPage {
    private ManualPage() {
        // one function
    }

    static String text(final String version, final String date) {
        final CommandSpec command = new HslOptions().commandLine().getCommandSpec();
        final var page = new StringBuilder(8192);
        page.append(".TH SHARP\\-HSL 8 \"").append(escaped(date)).append("\" \"sharp\\-hsl ").append(escaped(version))
            .append("\" \"SHarP\"\n");
        page.append("""
            .SH NAME
            sharp\\-hsl \\- bridges a VNF to the network so that its flows can be moved
            .SH SYNOPSIS
            .B sharp\\-hsl
            .B \\-\\-config
            .I FILE
            .RI [ OPTION ...]
            .br
            .B sharp\\-hsl
            """);
        for (final OptionSpec option : PackageTexts.options()) {
            if (option.required()) {
                page.append(".B ").append(literal(option.longestName())).append("\n.I ")
                    .append(escaped(option.paramLabel())).append('\n');
            }
        }
        page.append(".RI [ OPTION ...]\n.SH DESCRIPTION\n");
        for (final String paragraph : command.usageMessage().description()) {
            if (!paragraph.isBlank()) {
                page.append(escaped(paragraph)).append('\n');
            }
        }
        page.append(".SH OPTIONS\n");
        for (final OptionSpec option : PackageTexts.options()) {
            if (!option.hidden()) {
                option(page, option);
            }
        }
        page.append(REST);
        page.append(".SH EXIT STATUS\n");
        command.usageMessage().exitCodeList().forEach((code, meaning) ->
            page.append(".TP\n.B ").append(code.strip()).append('\n').append(escaped(meaning)).append('\n'));
        return page.append(END).toString();
    }

    private static void option(final StringBuilder page, final OptionSpec option) {
        page.append(".TP\n");
        String comma = "";
        for (final String name : option.names()) {
            page.append(comma).append("\\fB").append(literal(name)).append("\\fR");
            comma = ", ";
        }
        if (option.arity().max() > 0) {
            page.append(" \\fI").append(escaped(option.paramLabel())).append("\\fR");
        }
        page.append('\n').append(escaped(PackageTexts.description(option))).append('\n');
        if (option.required()) {
            page.append("Needed.\n");
        }
    }

    /** A hyphen would become a dash that cannot be copied into a shell. */
    private static String literal(final String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }

    /** A dot or a quote at the beginning of a line would be a request. */
    private static String escaped(final String text) {
        final String plain = text.replace("\\", "\\e").replace("--", "\\-\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }

    private static final String REST = """
        .SH WATCHING
        .B sharp\\-hsl status
        .RI [ ID ...]
        shows the agents of this host;
        .B sharp\\-hsl status \\-\\-help
        has its options.
        .SH CONFIGURATION FILE
        One
        .I name
        =
        .I value
        a line: any option above without its dashes,
        .B true
        or
        .B false
        for one without a value. A line that begins with # is a comment. An unknown name, a name that comes twice and
        a wrong value are refused with file and line. What is on the command line wins.
        .SH FILES
        .TP
        .I /etc/sharp\\-hsl/NAME.conf
        The configuration of the service
        .BR sharp\\-hsl@NAME .
        .TP
        .I /etc/sharp\\-hsl/example.conf
        All options, with comments and defaults.
        .TP
        .I /run/sharp\\-hsl/NAME/
        Where the service
        .B sharp\\-hsl@NAME
        may make sockets and files; members of the group
        .B sharp\\-hsl
        may use them.
        .SH ENVIRONMENT
        .TP
        .B SHARP_HSL_OPTS
        Further flags for the Java virtual machine.
        .TP
        .BR NOTIFY_SOCKET ", " WATCHDOG_USEC
        As systemd sets them for Type=notify: the agent says when it is ready and when it stops, and, while packets
        are looked after, that it lives.
        .SH SIGNALS
        .TP
        .BR SIGTERM ", " SIGINT
        End. With handovers under way the agent first tells the controller of those that it cannot finish, gives the
        others a short while, passes on what is held, in order, and then ends.
        """;

    private static final String END = """
        .SH EXAMPLE
        .EX
        sharp\\-hsl \\-\\-id vnf1 \\-\\-ingress eth1 \\-\\-egress eth2 \\-\\-vnf veth:v1,v2
        sharp\\-hsl \\-\\-config /etc/sharp\\-hsl/vnf1.conf \\-\\-log\\-level debug
        .EE
        .SH SEE ALSO
        .BR systemctl (1),
        .BR journalctl (1),
        .BR capabilities (7),
        .BR packet (7)
        """;
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.FindingSeverity;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.check.output.Finding;
import org.opendaylight.yangtools.yang.common.Uint32;

/** {@code sharp:check}. Lines instead of a table: a remedy is a sentence, and its command is there to be copied. */
@Service
@Command(scope = "sharp", name = "check",
    description = "Looks for what would make a handover lose packets or fail, before it does",
    detailedDescription = """
        Asks switches, agents and openflowplugin, and changes nothing.
        One line for each thing that was looked at, the worst first:

        failure   a handover would fail, or lose packets
        warning   packets may be lost under load, or something cannot be
                  seen from here
        ok        as it should be

        followed by what was found and, if not all is well, by what to
        do. The exit code is not 0 if there is a failure. Agents are
        asked by frames of their own, short ones and long ones, on both
        sides of each instance.

        Examples:
        sharp:check
        sharp:check firewall                       one group
        sharp:check --rate 5000                    packets/s to be moved
        sharp:check --wrong                        without what is ok
        sharp:check --json""")
public final class CheckCommand extends SharpCommand {
    private static final int SEVERITY_WIDTH = 9;

    @Option(name = "--rate", description = "How many packets/s all flows of a request may have; 1000 if not given")
    @Nullable String rate;

    @Option(name = "--wrong", description = "Only warnings and failures")
    boolean wrong;

    @Argument(index = 0, name = "group", description = "Only this group, with its switches and agents")
    @Completion(GroupCompleter.class)
    @Nullable String group;

    private boolean failed;

    @Override
    void run(final Operations operations, final PrintStream out) throws CommandException {
        final var findings = operations.check(group, rate(rate));
        final long failures = count(findings, FindingSeverity.Failure);
        final var shown = findings.stream().filter(finding -> !wrong
            || finding.requireSeverity() != FindingSeverity.Ok).toList();
        if (json) {
            // an exception's words would stand behind the JSON
            failed = failures > 0;
            out.println(json(shown));
            return;
        }
        shown.forEach(finding -> out.println(line(finding)));
        final var summary = failures + (failures == 1 ? " failure, " : " failures, ")
            + count(findings, FindingSeverity.Warning) + " warnings, " + count(findings, FindingSeverity.Ok) + " ok";
        if (failures > 0) {
            throw new CommandException(summary);
        }
        out.println(summary);
    }

    @Override
    @Nullable Integer exitCode() {
        return failed ? 1 : null;
    }

    static @Nullable Uint32 rate(final @Nullable String text) throws CommandException {
        if (text == null) {
            return null;
        }
        final Uint32 packets;
        try {
            packets = Uint32.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new CommandException("rate: expected 1 to 4294967295, found '" + text + "'", e);
        }
        if (packets.equals(Uint32.ZERO)) {
            throw new CommandException("rate: expected 1 to 4294967295, found '0'");
        }
        return packets;
    }

    private static long count(final List<Finding> findings, final FindingSeverity severity) {
        return findings.stream().filter(finding -> finding.requireSeverity() == severity).count();
    }

    static String line(final Finding finding) {
        final var severity = finding.requireSeverity().getName();
        final var remedy = finding.getRemedy();
        return severity + " ".repeat(SEVERITY_WIDTH - severity.length()) + finding.requireId() + ": "
            + finding.requireMessage() + (remedy == null ? "" : ". Remedy: " + remedy);
    }

    /** As RESTCONF has it. */
    static String json(final List<Finding> findings) {
        final var list = new JsonArray();
        for (final var finding : findings) {
            final var object = new JsonObject();
            object.addProperty("id", finding.requireId());
            object.addProperty("subject", finding.requireSubject());
            object.addProperty("severity", finding.requireSeverity().getName());
            object.addProperty("message", finding.requireMessage());
            if (finding.getRemedy() != null) {
                object.addProperty("remedy", finding.getRemedy());
            }
            list.add(object);
        }
        final var output = new JsonObject();
        output.add("finding", list);
        final var root = new JsonObject();
        root.add("sharp-handover:output", output);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(root);
    }
}

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
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.audit.AuditedEntry;
import org.sharpnfv.sharp.audit.SwitchAudit;

/** {@code sharp:entries}. */
@Service
@Command(scope = "sharp", name = "entries",
    description = "Shows SHarP's own entries on the switches, expected against present",
    detailedDescription = """
        Asks each switch of the groups, or only one, for the entries with
        SHarP's cookies, and compares them with what the controller
        should have there. An entry that was changed is shown twice: as
        it should be, not present, and as it is, not expected. Nothing is
        changed. While a handover begins or ends, entries are on their
        way: look again before you believe in a fault. Kinds:

        classifier, learning   who sent a packet, where does it go on
        default                to the default instance
        forwarding, detection  of a request: to its destination; new
                               flows to the controller
        exact, offer           of a single flow

        Examples:
        sharp:entries
        sharp:entries openflow:1
        sharp:entries --wrong                      faults only
        sharp:entries --json | grep missing""")
public final class EntriesCommand extends SharpCommand {
    @Option(name = "--wrong", description = "Only entries that are missing or not expected")
    boolean wrong;

    @Argument(index = 0, name = "switch", description = "Only this one, for example openflow:1")
    @Completion(SwitchCompleter.class)
    @Nullable String node;

    /** What a switch has, or why that is not known. */
    private record Answer(String node, @Nullable SwitchAudit audit, String failure) {
    }

    @Override
    void run(final Operations operations, final PrintStream out) throws CommandException {
        final var answers = new ArrayList<Answer>();
        for (final var each : select(operations.switches())) {
            answers.add(ask(operations, each));
        }
        if (json) {
            final var all = new JsonArray();
            answers.forEach(answer -> all.add(json(answer)));
            out.println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(all));
        } else {
            print(answers, out);
        }
    }

    private List<String> select(final List<String> switches) throws CommandException {
        if (node == null) {
            return switches;
        }
        if (!switches.contains(node)) {
            throw new CommandException("switch: expected one of the groups' switches " + switches + ", found '" + node
                + "'");
        }
        return List.of(node);
    }

    private static Answer ask(final Operations operations, final String node) {
        try {
            return new Answer(node, operations.audit(node), "");
        } catch (CommandException e) {
            // the other switches are to be shown all the same
            return new Answer(node, null, String.valueOf(e.getMessage()));
        }
    }

    private void print(final List<Answer> answers, final PrintStream out) {
        final var table = new ShellTable();
        table.column("Switch");
        table.column("Table").alignRight();
        table.column("Priority").alignRight();
        table.column("Kind");
        table.column("Match");
        table.column("Actions");
        table.column("Expected");
        table.column("Present");
        table.emptyTableText(wrong ? "Nothing is wrong" : "There is no entry");
        for (final var answer : answers) {
            if (answer.audit() != null) {
                answer.audit().entries().stream().filter(this::isShown).forEach(entry -> table.addRow().addContent(
                    answer.node(), entry.table(), entry.priority(), entry.kind(), entry.match(), entry.actions(),
                    word(entry.expected()), word(entry.present())));
            }
        }
        table.print(out);
        answers.forEach(answer -> out.println(summary(answer)));
    }

    private boolean isShown(final AuditedEntry entry) {
        return !wrong || !entry.expected() || !entry.present();
    }

    private static String word(final boolean holds) {
        return holds ? "yes" : "no";
    }

    private static String summary(final Answer answer) {
        final var audit = answer.audit();
        return audit == null ? answer.node() + ": not known: " + answer.failure()
            : answer.node() + ": " + audit.expected() + " expected, " + audit.present() + " present, "
                + audit.missing() + " missing, " + audit.unexpected() + " not expected";
    }

    private JsonObject json(final Answer answer) {
        final var object = new JsonObject();
        object.addProperty("node", answer.node());
        final var audit = answer.audit();
        if (audit == null) {
            object.addProperty("failure", answer.failure());
            return object;
        }
        object.addProperty("expected", audit.expected());
        object.addProperty("present", audit.present());
        object.addProperty("missing", audit.missing());
        object.addProperty("unexpected", audit.unexpected());
        final var entries = new JsonArray();
        audit.entries().stream().filter(this::isShown).forEach(entry -> entries.add(json(entry)));
        object.add("entries", entries);
        return object;
    }

    private static JsonObject json(final AuditedEntry entry) {
        final var object = new JsonObject();
        object.addProperty("table", entry.table());
        object.addProperty("priority", entry.priority());
        object.addProperty("cookie", "0x" + Long.toHexString(entry.cookie()));
        object.addProperty("kind", entry.kind());
        object.addProperty("match", entry.match());
        object.addProperty("actions", entry.actions());
        object.addProperty("expected", entry.expected());
        object.addProperty("present", entry.present());
        return object;
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.opendaylight.yangtools.yang.common.Uint64;

/** {@code sharp:counters}. */
@Service
@Command(scope = "sharp", name = "counters",
    description = "Shows what belongs to no handover or did not count, since the controller started",
    detailedDescription = """
        What a single handover cost is shown by sharp:handover-show. All
        of these but the first should stay at zero; they are written once
        a second.

        Examples:
        sharp:counters
        sharp:counters --json""")
public final class CountersCommand extends SharpCommand {
    @Override
    void run(final Operations operations, final PrintStream out) throws CommandException {
        final var counters = operations.counters();
        if (json) {
            out.println(operations.json(Operations.COUNTERS, counters));
            return;
        }
        final var table = new ShellTable();
        table.column("Counter");
        table.column("Value").alignRight();
        table.column("What it counts");
        add(table, "stray-packets", counters.getStrayPackets(), "packets of no flow in handover; sent on");
        add(table, "lost-packets", counters.getLostPackets(),
            "packets for a switch that was not there, beyond what may wait");
        add(table, "malformed-frames", counters.getMalformedFrames(), "control frames that cannot be read");
        add(table, "other-version-frames", counters.getOtherVersionFrames(),
            "control frames of another version of the protocol");
        add(table, "bad-tag-frames", counters.getBadTagFrames(), "control frames not signed with the group's key");
        add(table, "stale-frames", counters.getStaleFrames(), "control frames of a life before");
        add(table, "replayed-frames", counters.getReplayedFrames(), "control frames that had been here before");
        add(table, "misplaced-messages", counters.getMisplacedMessages(),
            "messages that make no sense where they come from");
        table.print(out);
    }

    private static void add(final ShellTable table, final String name, final @Nullable Uint64 value,
            final String meaning) {
        table.addRow().addContent(name, value == null ? "0" : value.toString(), meaning);
    }
}

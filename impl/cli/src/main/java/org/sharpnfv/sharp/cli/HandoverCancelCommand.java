/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** {@code sharp:handover-cancel}. */
@Service
@Command(scope = "sharp", name = "handover-cancel", description = "Rolls back what is in progress of a handover",
    detailedDescription = """
        Flows that are in progress stay where they were, and no new ones
        are looked for. Flows that have been moved stay moved, and the
        request stays in force: sharp:handover-remove hands them back. A
        handover that has ended is left as it is.

        Example:
        sharp:handover-cancel move-all""")
public final class HandoverCancelCommand extends SharpCommand {
    @Argument(index = 0, name = "id", description = "Id of the request", required = true)
    @Completion(HandoverCompleter.class)
    String id = "";

    @Override
    void run(final Operations operations, final PrintStream out) throws CommandException {
        operations.cancel(id);
        if (json) {
            out.println(Done.json(id, "cancelled"));
        } else {
            out.println(id + ": what is in progress is rolled back; the request stays in force until"
                + " sharp:handover-remove");
        }
    }
}

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

/** {@code sharp:handover-remove}. */
@Service
@Command(scope = "sharp", name = "handover-remove", description = "Removes a request; its flows are handed back",
    detailedDescription = """
        The flows go back, losslessly, to whatever steers them without
        the request. The command does not wait for that. What happened
        stays in the history under the same id.

        Examples:
        sharp:handover-remove move-all
        sharp:handover-remove old; sharp:handover-show --watch old""")
public final class HandoverRemoveCommand extends SharpCommand {
    @Argument(index = 0, name = "id", description = "Id of the request", required = true)
    @Completion(RequestCompleter.class)
    String id = "";

    @Override
    void run(final Operations operations, final PrintStream out) throws CommandException {
        operations.remove(id);
        if (json) {
            out.println(Done.json(id, "removed"));
        } else {
            out.println(id + ": removed; its flows are handed back: sharp:handover-show --watch " + id);
        }
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** Takes a new name for what it is: Karaf completes an argument only if it finds those before it complete. */
@Service
public final class NewIdCompleter implements Completer {
    @Override
    public int complete(final Session session, final CommandLine commandLine, final List<String> candidates) {
        final var typed = commandLine.getCursorArgument();
        if (typed == null || typed.isEmpty()) {
            return -1;
        }
        candidates.add(typed);
        return commandLine.getBufferPosition() - commandLine.getArgumentPosition();
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import java.util.Collection;
import java.util.List;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Completes a name of something that there is now. */
abstract class IdCompleter extends Wired implements Completer {
    private static final Logger LOG = LoggerFactory.getLogger(IdCompleter.class);

    @Override
    public final int complete(final Session session, final CommandLine commandLine, final List<String> candidates) {
        try {
            return new StringsCompleter(names(operations())).complete(session, commandLine, candidates);
        } catch (CommandException e) {
            // nobody has asked for an error message by pressing a key
            LOG.debug("no names to complete", e);
            return -1;
        }
    }

    /** What there is. */
    abstract Collection<String> names(Operations operations) throws CommandException;
}

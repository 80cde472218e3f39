/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import org.apache.karaf.shell.support.CommandException;

/** Numbers on the command line: Karaf would say of a wrong one what Java type it is not. */
final class Numbers {
    private Numbers() {
        // static functions only
    }

    static long read(final String name, final String text) throws CommandException {
        try {
            return Long.decode(text);
        } catch (NumberFormatException e) {
            throw new CommandException(name + ": expected a number, found '" + text + "'", e);
        }
    }
}

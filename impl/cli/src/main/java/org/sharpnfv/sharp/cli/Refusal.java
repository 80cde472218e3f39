/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import com.google.common.base.Throwables;
import org.apache.karaf.shell.support.CommandException;
import org.opendaylight.mdsal.common.api.DataValidationFailedException;
import org.opendaylight.yangtools.yang.data.api.YangNetconfErrorAware;

/** Finds among an exception's causes what the northbound would answer. */
final class Refusal {
    private Refusal() {
        // static functions only
    }

    static CommandException of(final Throwable failure) {
        return new CommandException(message(failure), failure);
    }

    private static String message(final Throwable failure) {
        final var chain = Throwables.getCausalChain(failure);
        for (final var cause : chain) {
            if (cause instanceof DataValidationFailedException && cause.getMessage() != null) {
                return cause.getMessage();
            }
            if (cause instanceof YangNetconfErrorAware aware) {
                for (final var error : aware.getNetconfErrors()) {
                    if (error.message() != null) {
                        return error.message();
                    }
                }
            }
        }
        final var root = chain.getLast();
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}

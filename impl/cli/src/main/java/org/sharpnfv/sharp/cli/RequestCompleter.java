/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** Completes the id of a request that is in force. */
@Service
public final class RequestCompleter extends IdCompleter {
    @Override
    Collection<String> names(final Operations operations) throws CommandException {
        return operations.requests().nonnullHandoverRequest().values().stream()
            .map(request -> request.requireId().getValue()).toList();
    }
}

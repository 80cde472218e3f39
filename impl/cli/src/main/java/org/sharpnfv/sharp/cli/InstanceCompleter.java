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

/** Completes the id of an instance of any group: what was typed before is not known here. */
@Service
public final class InstanceCompleter extends IdCompleter {
    @Override
    Collection<String> names(final Operations operations) throws CommandException {
        return operations.groups().nonnullVnfGroup().values().stream()
            .flatMap(group -> group.nonnullInstance().values().stream()).map(instance -> instance.requireId())
            .distinct().toList();
    }
}

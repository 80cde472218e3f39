/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.check;

import java.util.List;
import java.util.Map;
import org.sharpnfv.sharp.controller.AgentView;
import org.sharpnfv.sharp.controller.GroupConfig;

/**
 * A group.
 *
 * @param config what is configured
 * @param agents its HSLs, on each side
 * @param deadlinesMs the deadlines of its requests in force, by id
 */
public record GroupFacts(GroupConfig config, List<AgentView> agents, Map<String, Long> deadlinesMs) {
    /** Copies. */
    public GroupFacts {
        agents = List.copyOf(agents);
        deadlinesMs = Map.copyOf(deadlinesMs);
    }
}

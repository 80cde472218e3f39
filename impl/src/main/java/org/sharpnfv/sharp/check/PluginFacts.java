/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.check;

import java.util.Map;

/**
 * openflowplugin, as it is configured and as it went.
 *
 * @param notificationQuota packet-ins of all switches that may be under way inside the controller
 * @param rpcQuota calls for one switch that may be under way
 * @param switches between how many switches the first quota is shared
 * @param pollsFlowStatistics whether it reads all entries of all switches again and again
 * @param tellsRemovedFlows whether it tells when a switch has removed an entry
 * @param drops messages that it has dropped, by the name of its own counter
 */
public record PluginFacts(long notificationQuota, long rpcQuota, int switches, boolean pollsFlowStatistics,
        boolean tellsRemovedFlows, Map<String, Long> drops) {
    /** Copies. */
    public PluginFacts {
        drops = Map.copyOf(drops);
    }
}

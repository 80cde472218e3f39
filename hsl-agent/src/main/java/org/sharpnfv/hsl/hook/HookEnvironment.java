/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.hook;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.control.FlowFacts;
import org.sharpnfv.hsl.control.VnfCommand;

/** The facts of a command as a hook finds them in its environment; what is not known is not set. */
final class HookEnvironment {
    private static final String PREFIX = "SHARP_";

    private HookEnvironment() {
        // one function
    }

    static void put(final VnfCommand command, final Map<String, String> environment) {
        // of an agent that was itself started by a hook
        environment.keySet().removeIf(name -> name.startsWith(PREFIX));
        set(environment, "EVENT", command.type().text());
        set(environment, "HANDOVER", command.handover());
        set(environment, "DIRECTION", command.direction().text());
        set(environment, "PEER_ID", command.peer().id());
        set(environment, "PEER_ADDRESS", command.peer().managementAddress());
        set(environment, "MARKER", command.marker());
        set(environment, "ROLLBACK", command.rollback() ? 1 : null);
        set(environment, "OUTCOME", command.outcome());
        putFlow("", command.flow(), environment);
        putFlow("REVERSE_", command.reverseFlow(), environment);
    }

    private static void putFlow(final String prefix, final FlowFacts flow, final Map<String, String> environment) {
        set(environment, prefix + "FLOW_ETH_SOURCE", flow.ethSource());
        set(environment, prefix + "FLOW_ETH_DESTINATION", flow.ethDestination());
        set(environment, prefix + "FLOW_VLAN_ID", flow.vlanId());
        set(environment, prefix + "FLOW_ETH_TYPE", flow.ethType());
        set(environment, prefix + "IP_PROTOCOL", flow.ipProtocol());
        set(environment, prefix + "SOURCE_ADDRESS", flow.sourceAddress());
        set(environment, prefix + "DESTINATION_ADDRESS", flow.destinationAddress());
        set(environment, prefix + "SOURCE_PORT", flow.sourcePort());
        set(environment, prefix + "DESTINATION_PORT", flow.destinationPort());
    }

    private static void set(final Map<String, String> environment, final String name, final @Nullable Object value) {
        if (value != null) {
            environment.put(PREFIX + name, value.toString());
        }
    }
}

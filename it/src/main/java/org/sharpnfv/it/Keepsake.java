/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import java.util.stream.Collectors;
import org.sharpnfv.it.lab.InstanceSite;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.rest.Northbound;

/** What to try with a lab that is left running. */
final class Keepsake {
    private Keepsake() {
    }

    static String text(final Sandbox sandbox, final Setup setup) {
        final Topology topology = setup.lab().topology();
        final String in = "ip netns exec " + topology.control().name();
        final String data = setup.northbound().restconf().url() + "/data";
        final String curl = in + " curl -s -u admin:admin -H 'Content-Type: application/json' ";
        final String ovs = "OVS_RUNDIR=" + topology.ovs().directory() + " ovs-ofctl -OOpenFlow13 dump-flows ";
        return String.join(System.lineSeparator(), "",
            "Everything is left running; logs are in " + sandbox.logs() + ". RESTCONF is in the namespace "
                + topology.control().name() + ". Try:",
            "  " + curl + data + "/sharp-vnf:vnf-groups/vnf-group=" + Northbound.GROUP + "?content=nonconfig",
            "  " + curl + "-X POST " + data + "/sharp-handover:handover-requests -d '"
                + "{\"sharp-handover:handover-request\":[" + Northbound.requestBody("mine", "vnf2", 10) + "]}'",
            "  " + curl + data + "/sharp-handover:handovers/handover=mine?content=nonconfig",
            "  " + curl + "-X DELETE " + data + "/sharp-handover:handover-requests/handover-request=mine",
            topology.ovs().bridges().stream().map(bridge -> "  " + ovs + bridge)
                .collect(Collectors.joining(System.lineSeparator())),
            "  " + in + " ssh -p 8101 karaf@127.0.0.1   (password karaf)",
            "  ip netns exec " + topology.host1().name() + " ping " + Topology.HOST2,
            "VNFs (management addresses " + topology.instances().stream().map(InstanceSite::managementAddress)
                .collect(Collectors.joining(", ")) + ") answer {\"type\":\"dump\"} on TCP port 9555.",
            "Take it down with:",
            "  it/demo --down " + sandbox.prefix());
    }
}

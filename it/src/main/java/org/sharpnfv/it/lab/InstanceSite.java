/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.nio.file.Path;

/**
 * Where one VNF instance lives: its namespace with the agent, the VNF and the devices of both.
 *
 * @param index 1 for vnf1
 * @param namespace its namespace
 * @param side how the VNF is attached
 * @param directory for sockets and logs
 */
public record InstanceSite(int index, NetworkNamespace namespace, VnfSide side, Path directory) {
    /** The device towards the ingress switch. */
    public static final String INGRESS = "ingress";
    /** The device towards the egress switch. */
    public static final String EGRESS = "egress";

    private static final String AGENT_INGRESS = "agent-in";
    private static final String AGENT_EGRESS = "agent-out";
    private static final String VNF_INGRESS = "vnf-in";
    private static final String VNF_EGRESS = "vnf-out";

    /**
     * The instance's id.
     *
     * @return as in the northbound
     */
    public String id() {
        return "vnf" + index;
    }

    /**
     * Its address on the management network.
     *
     * @return the IPv4 address
     */
    public String managementAddress() {
        return "192.0.2." + index;
    }

    /**
     * What the agent and the controller know each other's control messages by.
     *
     * @return the run's key
     */
    public GroupKey groupKey() {
        return GroupKey.in(directory);
    }

    /**
     * The Unix socket of the agent's control channel.
     *
     * @return its path
     */
    public Path controlPath() {
        return directory.resolve(id() + ".sock");
    }

    /**
     * Where the agent's status socket is.
     *
     * @return a directory that the agent makes
     */
    public Path runDirectory() {
        return directory.resolve(id() + ".run");
    }

    /**
     * The file to which the agent writes its counters.
     *
     * @return its path
     */
    public Path statisticsPath() {
        return directory.resolve(id() + ".stats");
    }

    /**
     * The device on which the VNF sees forward packets arrive.
     *
     * @return its name
     */
    public String vnfIngress() {
        return side == VnfSide.NO_AGENT ? INGRESS : VNF_INGRESS;
    }

    /**
     * The device on which the VNF sees reverse packets arrive.
     *
     * @return its name
     */
    public String vnfEgress() {
        return side == VnfSide.NO_AGENT ? EGRESS : VNF_EGRESS;
    }

    /**
     * What the agent is told about the VNF's side.
     *
     * @return the value of {@code --vnf}
     */
    public String agentSide() {
        return side == VnfSide.TAP ? "tap:" + VNF_INGRESS + ',' + VNF_EGRESS
            : "veth:" + AGENT_INGRESS + ',' + AGENT_EGRESS;
    }

    void cable() {
        if (side == VnfSide.VETH) {
            Wiring.cable(namespace, AGENT_INGRESS, namespace, VNF_INGRESS);
            Wiring.cable(namespace, AGENT_EGRESS, namespace, VNF_EGRESS);
        }
    }

    /** Waits for the TAP devices that the agent makes, and prepares them like the others. */
    void prepareTaps() {
        if (side == VnfSide.TAP) {
            Waiting.until("TAP device of " + id(), java.time.Duration.ofSeconds(10), java.time.Duration.ofMillis(20),
                () -> namespace.attempt("ip link show " + VNF_EGRESS).exitCode() == 0
                    && namespace.attempt("ip link show " + VNF_INGRESS).exitCode() == 0);
            Wiring.prepare(namespace, VNF_INGRESS);
            Wiring.prepare(namespace, VNF_EGRESS);
        }
    }
}

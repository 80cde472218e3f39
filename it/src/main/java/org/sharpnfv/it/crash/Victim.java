/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.crash;

import java.time.Duration;
import org.sharpnfv.it.lab.InstanceSite;
import org.sharpnfv.it.lab.Lab;

/** Who is killed. */
public enum Victim {
    /** The controller's JVM; its data directory stays. */
    KARAF("karaf", "", Duration.ofMinutes(5)),
    /** The agent of the instance that gives flows away. */
    SOURCE_AGENT("agent", "source", Duration.ofMinutes(1)),
    /** The agent of the instance that gets flows. */
    DESTINATION_AGENT("agent", "destination", Duration.ofMinutes(1)),
    /** The VNF that gives flows away, with the state of all its flows. */
    SOURCE_VNF("vnf", "source", Duration.ofMinutes(1)),
    /** The VNF that gets flows. */
    DESTINATION_VNF("vnf", "destination", Duration.ofMinutes(1)),
    /** ovs-vswitchd, which is both switches, with all flow entries; the database stays. */
    SWITCH("switch", "", Duration.ofMinutes(1));

    static final String SOURCE = "vnf1";
    static final String DESTINATION = "vnf2";

    private final String what;
    private final String role;
    private final Duration recoveryLimit;

    Victim(final String what, final String role, final Duration recoveryLimit) {
        this.what = what;
        this.role = role;
        this.recoveryLimit = recoveryLimit;
    }

    /**
     * What it is.
     *
     * @return as the command line and the report call it
     */
    public String what() {
        return what;
    }

    /**
     * Which of the two it is.
     *
     * @return source or destination; empty if there is only one
     */
    public String role() {
        return role;
    }

    /** How long everything may take to come back: a boot, or a deadline and a roll-back with another. */
    Duration recoveryLimit() {
        return recoveryLimit;
    }

    void kill(final Lab lab) {
        lab.kill(switch (this) {
            case KARAF -> lab.controller().child();
            case SOURCE_AGENT, DESTINATION_AGENT -> lab.agent(site(lab));
            case SOURCE_VNF, DESTINATION_VNF -> lab.vnf(site(lab));
            case SWITCH -> lab.topology().ovs().daemon();
        });
    }

    /** As a supervisor would: at once, with the same arguments. */
    void restart(final Lab lab) {
        switch (this) {
            case KARAF -> lab.restartController();
            case SOURCE_AGENT, DESTINATION_AGENT -> lab.startAgent(site(lab));
            case SOURCE_VNF, DESTINATION_VNF -> lab.startVnf(site(lab));
            case SWITCH -> lab.restartSwitches();
        }
    }

    private InstanceSite site(final Lab lab) {
        return lab.topology().instance("source".equals(role) ? SOURCE : DESTINATION);
    }
}

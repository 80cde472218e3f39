/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import java.time.Duration;
import java.util.function.Supplier;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Layout;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.lab.VnfKind;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Restconf;

/**
 * A lab that is ready for handovers: the controller is up, and steers everything through the default instance.
 *
 * @param lab network, agents, VNFs, controller
 * @param northbound SHarP's northbound
 */
public record Setup(Lab lab, Northbound northbound) {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);
    private static final Duration UP_LIMIT = Duration.ofMinutes(1);

    /**
     * Brings everything up.
     *
     * @param sandbox what owns it
     * @param instances number of VNF instances
     * @param side how VNFs are attached to their agents
     * @param progress who is told
     * @return the lab, ready
     */
    public static Setup bringUp(final Sandbox sandbox, final int instances, final VnfSide side,
            final Progress progress) {
        return bringUp(sandbox, instances, side, VnfKind.COUNTING, progress);
    }

    /**
     * Brings everything up, with VNFs that count.
     *
     * @param sandbox what owns it
     * @param instances number of VNF instances
     * @param layout how hosts and VNFs are spread over switches
     * @param progress who is told
     * @return the lab, ready
     */
    public static Setup bringUp(final Sandbox sandbox, final int instances, final Layout layout,
            final Progress progress) {
        return bringUp(sandbox, () -> Topology.build(sandbox, instances, VnfSide.VETH, layout), VnfKind.COUNTING,
            progress);
    }

    /**
     * Brings everything up.
     *
     * @param sandbox what owns it
     * @param instances number of VNF instances
     * @param side how VNFs are attached to their agents
     * @param kind what the VNFs do
     * @param progress who is told
     * @return the lab, ready
     */
    public static Setup bringUp(final Sandbox sandbox, final int instances, final VnfSide side, final VnfKind kind,
            final Progress progress) {
        return bringUp(sandbox, () -> Topology.build(sandbox, instances, side), kind, progress);
    }

    private static Setup bringUp(final Sandbox sandbox, final Supplier<Topology> network, final VnfKind kind,
            final Progress progress) {
        progress.step("network namespaces, veth pairs and Open vSwitch (run " + sandbox.prefix() + ")");
        final var topology = network.get();
        progress.step("agents and VNFs");
        final var lab = Lab.start(sandbox, topology, kind);
        progress.step("OpenDaylight is booting, about 20 s");
        final var controller = lab.startController();
        final var restconf = new Restconf(lab.inControl());
        restconf.await(controller.child(), BOOT_LIMIT);
        lab.connectSwitches();
        progress.step("RESTCONF answers at " + restconf.url() + "; PUT of the VNF group " + Northbound.GROUP);
        final var northbound = new Northbound(restconf);
        northbound.putGroup(topology);
        northbound.awaitUp(UP_LIMIT);
        progress.step("the group is up");
        return new Setup(lab, northbound);
    }
}

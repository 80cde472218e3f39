/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

/** Cables: veth pairs between namespaces, with all offloads off. */
final class Wiring {
    private Wiring() {
    }

    /** Makes a pair, brings both ends up. */
    static void cable(final NetworkNamespace left, final String leftDevice, final NetworkNamespace right,
            final String rightDevice) {
        Command.of("ip", "link", "add", leftDevice, "netns", left.name(), "type", "veth",
            "peer", "name", rightDevice, "netns", right.name()).run();
        prepare(left, leftDevice);
        prepare(right, rightDevice);
    }

    /** Takes the offloads off and brings a device up. */
    static void prepare(final NetworkNamespace namespace, final String device) {
        // ethtool fails for a feature that a device does not have, after setting those it has
        namespace.attempt("ethtool -K " + device + " rx off tx off sg off tso off gso off gro off");
        final String features = namespace.run("ethtool -k " + device);
        if (!features.contains("tx-checksumming: off") || !features.contains("tcp-segmentation-offload: off")
                || !features.contains("generic-receive-offload: off")) {
            throw new LabException("offloads cannot be switched off on " + device);
        }
        keepOrder(namespace, device);
        namespace.run("ip link set " + device + " up");
    }

    /**
     * A packet that is sent into a veth waits in the queue of the CPU that sent it, so packets of a thread that moves
     * to another CPU may overtake those that it sent before. With receive packet steering a flow's packets wait in one
     * queue, whoever sent them.
     */
    private static void keepOrder(final NetworkNamespace namespace, final String device) {
        final int cpus = (1 << Math.min(Runtime.getRuntime().availableProcessors(), 30)) - 1;
        Command.of("ip", "netns", "exec", namespace.name(), "sh", "-c", "for queue in /sys/class/net/" + device
            + "/queues/rx-*/rps_cpus; do echo " + Integer.toHexString(cpus) + " > $queue || exit; done").run();
    }
}

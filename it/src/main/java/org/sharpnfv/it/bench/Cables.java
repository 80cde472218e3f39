/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import java.util.List;
import org.sharpnfv.it.lab.NetworkNamespace;
import org.sharpnfv.it.lab.Sandbox;

/**
 * What the forwarder stands between. The VNF is a cable: what goes in on one side comes out on the other without
 * anybody's work, so each frame crosses the forwarder twice.
 *
 * <pre>
 *  traffic [far0 =veth= p0] forwarder [p1 =veth= p2] forwarder [p3 =veth= far3] traffic
 * </pre>
 */
final class Cables {
    /** Ingress, the VNF's ingress side, its egress side, egress. */
    static final List<String> PORTS = List.of("p0", "p1", "p2", "p3");
    /** How often a frame crosses the forwarder on its way. */
    static final int CROSSINGS = 2;
    static final String IN = "far0";
    static final String OUT = "far3";

    private Cables() {
        // one function
    }

    /** In a namespace of this name. */
    static NetworkNamespace lay(final Sandbox sandbox, final String name) {
        final var namespace = sandbox.namespace(name);
        for (final var pair : List.of(List.of(IN, "p0"), List.of("p1", "p2"), List.of("p3", OUT))) {
            namespace.run("ip link add " + pair.getFirst() + " type veth peer name " + pair.getLast());
        }
        for (final String port : List.of(IN, "p0", "p1", "p2", "p3", OUT)) {
            namespace.run("ip link set " + port + " up");
        }
        return namespace;
    }
}

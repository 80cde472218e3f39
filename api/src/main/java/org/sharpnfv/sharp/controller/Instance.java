/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.Objects;
import org.sharpnfv.sharp.flow.Direction;

/**
 * One VNF instance, with one port on the ingress and one on the egress switch.
 *
 * @param id its name
 * @param ingressPort number of its port on the ingress switch
 * @param egressPort number of its port on the egress switch
 * @param managementAddress where its state transfer is reached; empty if not given
 */
public record Instance(String id, int ingressPort, int egressPort, String managementAddress) {
    /** Checks for null. */
    public Instance {
        Objects.requireNonNull(id);
        Objects.requireNonNull(managementAddress);
    }

    /**
     * The port through which packets of a direction enter the instance.
     *
     * @param direction the direction
     * @return a port number on the direction's switch
     */
    public int port(final Direction direction) {
        return direction == Direction.FORWARD ? ingressPort : egressPort;
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import org.sharpnfv.sharp.flow.Direction;

/**
 * One way between the controller and an HSL at one of its two ports. A tag covers it, so that a frame is good on the
 * way that it was made for only.
 *
 * @param toController whether it leads to the controller; otherwise to the HSL
 * @param side the HSL's port: {@code FORWARD} is the one on the ingress switch
 */
public record Channel(boolean toController, Direction side) {
    byte octet() {
        return (byte) ((toController ? 1 : 0) | side.ordinal() << 1);
    }

    Channel opposite() {
        return new Channel(!toController, side);
    }
}

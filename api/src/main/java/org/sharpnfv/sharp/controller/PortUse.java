/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Direction;

/**
 * What a port of a switch is for.
 *
 * @param group to which the port belongs
 * @param side on which it is
 * @param instance behind it; null if there are hosts
 * @param control the way to the instance's HSL; null if there are hosts
 */
record PortUse(Group group, Direction side, @Nullable Instance instance, @Nullable ControlPort control) {
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import org.sharpnfv.hsl.shim.Shim;

/** The four interfaces of a bridge. */
record BridgePorts(Shim ingress, Shim egress, Shim vnfIngress, Shim vnfEgress) {
    // whoever opened them closes them, after the duty cycle has ended
}

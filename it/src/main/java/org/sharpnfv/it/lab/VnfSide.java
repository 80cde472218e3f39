/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

/** How a VNF is attached to its agent, or whether it stands in the network without one. */
public enum VnfSide {
    /** By two veth pairs. */
    VETH,
    /** By two TAP devices that the agent makes. */
    TAP,
    /** Directly at the switches: the baseline without an agent. */
    NO_AGENT
}

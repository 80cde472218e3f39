/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

/**
 * What the destination's HSL counted in one handover of a flow, both directions together.
 *
 * @param ctrlBuffMax most packets in ctrl_buff at a time
 * @param swBuffMax most packets in sw_buff at a time
 * @param late packets that the source got after START_HO and sent back
 * @param lost packets that were announced and never arrived, or that found the buffer full
 * @param reordered packets that were delivered behind newer ones
 */
public record AgentCounters(int ctrlBuffMax, int swBuffMax, int late, int lost, int reordered) {
    /** Nothing counted. */
    public static final AgentCounters NONE = new AgentCounters(0, 0, 0, 0, 0);
}

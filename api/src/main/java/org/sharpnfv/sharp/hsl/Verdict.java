/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

/** What is to be done with a frame that has come from the network. */
public enum Verdict {
    /** Pass it to the VNF as it is. */
    FORWARD,
    /** Put the flow's destination address back, then pass it to the VNF. */
    RESTORE_AND_FORWARD,
    /** Copy it and give the copy to {@link FlowGate#hold}. */
    HOLD,
    /** Put the flow's destination address back, copy it and give the copy to {@link FlowGate#hold}. */
    RESTORE_AND_HOLD,
    /** Write {@link FlowGate#lateMark()} as its destination address and send it back where it came from. */
    RETURN,
    /** Drop it; it has been counted. */
    DROP
}

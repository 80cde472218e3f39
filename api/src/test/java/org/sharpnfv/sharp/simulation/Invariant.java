/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

/** What must always hold (design: section 4). */
enum Invariant {
    /** Every accepted packet is processed exactly once. */
    LOSS_FREE,
    /** In the order of acceptance. */
    ORDER,
    /** By a VNF that has the flow's state. */
    STATE,
    /** Every buffer, retry, table and wait has a bound. */
    BOUNDED,
    /** Each handover ends by its deadline, and nothing is left over. */
    ENDS,
    /** What waits at the controller does not depend on the state transfer. */
    CONTROLLER_LOAD,
    /** The code itself found something that cannot be. */
    NO_EXCEPTION
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import java.util.List;
import org.sharpnfv.sharp.flow.FlowKey;

/**
 * What is new about a request's handover, or about its flows being handed back.
 *
 * @param isWhole whether nothing was told before, or has to be told again: what is known otherwise is another's
 * @param view the state; of the flows only those that are new or have changed
 * @param gone flows that are listed no longer
 */
public record SweepUpdate(boolean isWhole, SweepView view, List<FlowKey> gone) {
    /** Copies. */
    public SweepUpdate {
        gone = List.copyOf(gone);
    }
}

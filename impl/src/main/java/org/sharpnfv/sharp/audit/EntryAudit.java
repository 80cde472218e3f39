/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.audit;

import com.google.common.util.concurrent.ListenableFuture;

/** Compares what SHarP should have on a switch with what is there. Changes nothing. */
public interface EntryAudit {
    /**
     * Asks a switch.
     *
     * @param node the switch, for example {@code openflow:1}
     * @return what was found; fails if the switch does not answer
     */
    ListenableFuture<SwitchAudit> audit(String node);
}

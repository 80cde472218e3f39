/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

/**
 * Has the engine hear of switches.
 *
 * @param inbox the engine's
 * @param driver opens and closes the way to a switch
 */
record SwitchNews(Inbox inbox, SwitchDriver driver) implements SwitchTracker.Audience {
    @Override
    public void connected(final String node) {
        inbox.post((machine, nowNs) -> driver.connected(machine, nowNs, node));
    }

    @Override
    public void disconnected(final String node) {
        inbox.post((machine, nowNs) -> driver.disconnected(machine, nowNs, node));
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WarmUpTest {
    /** What C1 takes to compile a method, and some more: fewer would leave the first real handovers cold. */
    private static final int ENOUGH = 300;

    @Test
    @Timeout(30)
    void shouldDoEnoughForTheCompilerToSee() {
        assertTrue(WarmUp.run() > ENOUGH);
    }
}

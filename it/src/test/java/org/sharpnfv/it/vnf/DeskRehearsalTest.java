/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DeskRehearsalTest {
    /** A desk that did not answer would end it in the first round. */
    @Test
    void shouldMoveStateManyTimes() throws IOException, InterruptedException {
        assertTrue(new DeskRehearsal("127.0.0.1").rehearse() > 50);
    }
}

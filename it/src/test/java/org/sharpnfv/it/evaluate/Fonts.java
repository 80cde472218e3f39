/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import org.sharpnfv.it.lab.Command;
import org.sharpnfv.it.lab.LabException;

/** Whether letters can be drawn here; it/test installs what that needs. */
final class Fonts {
    static final String MISSING = "no fonts: apt-get install fontconfig";

    private Fonts() {
    }

    static boolean areHere() {
        System.setProperty("java.awt.headless", "true");
        try {
            return !Command.of("fc-list").attempt().output().isBlank();
        } catch (LabException e) {
            return false;
        }
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.logging.LogManager;

/**
 * Goes on logging while the process ends. The JDK's own stops at the signal, while the agent still has up to 12 s of
 * work to do and maybe something to say about it.
 */
public final class LastingLogs extends LogManager {
    /** For the JDK, which makes it at the first log: {@link Main} has said so. */
    public LastingLogs() {
        // nothing is different but reset()
    }

    @Override
    public void reset() {
        // handlers write through: there is nothing to close
    }
}

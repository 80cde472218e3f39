/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.crash;

import java.util.Locale;

/** When somebody is killed. */
public enum Moment {
    /** The request has just been accepted: the first flows are being found. */
    DETECTION,
    /** Flows are on their way to the destination, which holds their packets. */
    BUFFERING,
    /** The controller has released what it had; the state is on its way. */
    RELEASE,
    /** The handover was cancelled while the state was on its way. */
    ROLLING_BACK,
    /** The request was deleted after its handover had been completed. */
    HANDING_BACK;

    /**
     * Its name.
     *
     * @return as the command line and the report write it
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

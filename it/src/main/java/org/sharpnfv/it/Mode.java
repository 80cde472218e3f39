/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import com.google.gson.annotations.SerializedName;

/** How flows are moved: the request's {@code mode}. */
public enum Mode {
    /** Packets wait at the destination. */
    @SerializedName("sharp")
    SHARP("sharp"),
    /** A baseline: packets wait at the controller until the state has moved, through the controller. */
    @SerializedName("opennf")
    OPENNF("opennf"),
    /** A baseline: the entries are rewritten, nothing waits. */
    @SerializedName("naive")
    NAIVE("naive");

    private final String text;

    Mode(final String text) {
        this.text = text;
    }

    /**
     * Its name in requests and reports.
     *
     * @return e.g. sharp
     */
    public String text() {
        return text;
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import com.google.gson.JsonObject;

/** Says that something was done of which the northbound's answer says nothing. */
final class Done {
    private Done() {
        // static functions only
    }

    static String json(final String id, final String what) {
        final var object = new JsonObject();
        object.addProperty("id", id);
        object.addProperty("result", what);
        return object.toString();
    }
}

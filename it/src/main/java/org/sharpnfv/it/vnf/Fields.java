/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Fields of a JSON object that must be there. */
final class Fields {
    private Fields() {
    }

    static String text(final JsonObject json, final String name) {
        return field(json, name).getAsString();
    }

    static long number(final JsonObject json, final String name) {
        return field(json, name).getAsLong();
    }

    static JsonObject object(final JsonObject json, final String name) {
        return field(json, name).getAsJsonObject();
    }

    private static JsonElement field(final JsonObject json, final String name) {
        final JsonElement element = json.get(name);
        if (element == null) {
            throw new IllegalArgumentException("expected a field " + name + ", found " + json);
        }
        return element;
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.rest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP answer.
 *
 * @param status its code
 * @param body its text
 */
public record Reply(int status, String body) {
    /**
     * Whether the request succeeded.
     *
     * @return true for 2xx
     */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /**
     * The body, if it is a JSON object.
     *
     * @return the object
     */
    public Optional<JsonObject> json() {
        try {
            final JsonElement element = JsonParser.parseString(body);
            return element.isJsonObject() ? Optional.of(element.getAsJsonObject()) : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The RESTCONF errors of the body.
     *
     * @return an empty list if there are none
     */
    public List<JsonObject> errors() {
        final var found = new ArrayList<JsonObject>();
        json().map(object -> object.has("errors") ? object.getAsJsonObject("errors")
            : object.getAsJsonObject("ietf-restconf:errors")).ifPresent(errors -> errors.getAsJsonArray("error")
                .forEach(error -> found.add(error.getAsJsonObject())));
        return found;
    }

    /**
     * One field of all errors, for messages and assertions.
     *
     * @param field e.g. error-tag
     * @return the values
     */
    public List<String> errorFields(final String field) {
        return errors().stream().filter(error -> error.has(field)).map(error -> error.get(field).getAsString())
            .toList();
    }
}

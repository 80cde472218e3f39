/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.rest;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a check has found.
 *
 * @param findings by id
 */
public record CheckResult(Map<String, JsonObject> findings) {
    /**
     * Reads it.
     *
     * @param json as RESTCONF and the shell say it
     * @return the result
     */
    public static CheckResult of(final String json) {
        final var findings = new TreeMap<String, JsonObject>();
        JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("sharp-handover:output")
            .getAsJsonArray("finding").forEach(element -> findings.put(
                element.getAsJsonObject().get("id").getAsString(), element.getAsJsonObject()));
        return new CheckResult(findings);
    }

    /**
     * How bad a finding is.
     *
     * @param id its name
     * @return ok, warning or failure; empty if there is no such finding
     */
    public String severity(final String id) {
        return findings.containsKey(id) ? findings.get(id).get("severity").getAsString() : "";
    }

    /**
     * The names of all findings of a severity.
     *
     * @param severity ok, warning or failure
     * @return the names, with what was found
     */
    public Map<String, String> all(final String severity) {
        return findings.keySet().stream().filter(id -> severity(id).equals(severity)).collect(Collectors.toMap(
            id -> id, id -> findings.get(id).get("message").getAsString()));
    }

    /**
     * How bad each finding is.
     *
     * @return severities by name
     */
    public Map<String, String> severities() {
        return findings.keySet().stream().collect(Collectors.toMap(id -> id, this::severity));
    }
}

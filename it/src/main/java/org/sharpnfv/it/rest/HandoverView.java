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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One handover, or the hand-back that follows it, as the operational datastore shows it at one moment.
 *
 * @param json the list entry, or its container {@code hand-back}
 */
public record HandoverView(JsonObject json) {
    private static final Set<String> ENDS = Set.of("completed", "rolled-back", "failed", "cancelled");

    /** An entry that has not appeared yet. */
    public static final HandoverView NOTHING = new HandoverView(new JsonObject());

    /**
     * The phase.
     *
     * @return empty text if there is none yet
     */
    public String phase() {
        return text(json, "phase");
    }

    /**
     * Whether the phase is an end.
     *
     * @return true if nothing more will happen
     */
    public boolean isOver() {
        return ENDS.contains(phase());
    }

    /**
     * Whether at least so many flows have been moved, or have failed to, and none is on its way.
     *
     * @param flows how many
     * @return true if they are through
     */
    public boolean areThrough(final long flows) {
        return flows("in-progress") == 0
            && flows("completed") + flows("rolled-back") + flows("failed") >= flows;
    }

    /**
     * Why it failed.
     *
     * @return empty text if it did not
     */
    public String failure() {
        return (failureReason() + ' ' + failureMessage()).strip();
    }

    /**
     * Why it failed, for programs.
     *
     * @return the identity; empty text if it did not
     */
    public String failureReason() {
        return text(json, "failure-reason");
    }

    /**
     * Why it failed, for people.
     *
     * @return a sentence; empty text if it did not
     */
    public String failureMessage() {
        return text(json, "failure-message");
    }

    /**
     * Flows by outcome.
     *
     * @param outcome a leaf of {@code flows}
     * @return the number
     */
    public long flows(final String outcome) {
        return number(child(json, "flows"), outcome);
    }

    /**
     * A leaf of the container {@code controller}.
     *
     * @param leaf its name
     * @return the number
     */
    public long controller(final String leaf) {
        return number(child(json, "controller"), leaf);
    }

    /**
     * A leaf of the container {@code agent}.
     *
     * @param leaf its name
     * @return the number
     */
    public long agent(final String leaf) {
        return number(child(json, "agent"), leaf);
    }

    /**
     * How long it took.
     *
     * @return microseconds from the first packet at the controller
     */
    public long durationUs() {
        return number(json, "duration-us");
    }

    /**
     * The single flows.
     *
     * @return each as JSON
     */
    public List<JsonObject> flowList() {
        final var found = new ArrayList<JsonObject>();
        if (json.has("flow")) {
            json.getAsJsonArray("flow").forEach(flow -> found.add(flow.getAsJsonObject()));
        }
        return found;
    }

    /**
     * When each step was done, of the flow that took longest.
     *
     * @return microseconds from its first packet at the controller, by step
     */
    public Map<String, Long> timeline() {
        final var times = new LinkedHashMap<String, Long>();
        flowList().stream().max((one, other) -> Long.compare(number(one, "duration-us"), number(other, "duration-us")))
            .ifPresent(flow -> child(flow, "timeline").entrySet().stream()
                .filter(entry -> !entry.getKey().equals("monotonic-us"))
                .forEach(entry -> times.put(entry.getKey(), entry.getValue().getAsLong())));
        return times;
    }

    /**
     * The hand-back after a DELETE.
     *
     * @return its view; {@link #NOTHING} before
     */
    public HandoverView handBack() {
        return json.has("hand-back") ? new HandoverView(json.getAsJsonObject("hand-back")) : NOTHING;
    }

    private static JsonObject child(final JsonObject json, final String name) {
        return json.has(name) ? json.getAsJsonObject(name) : new JsonObject();
    }

    private static String text(final JsonObject json, final String name) {
        final JsonElement element = json.get(name);
        return element == null ? "" : element.getAsString();
    }

    /** 64-bit numbers are strings in RESTCONF's JSON; both forms are read. */
    private static long number(final JsonObject json, final String name) {
        final JsonElement element = json.get(name);
        return element == null ? 0 : element.getAsLong();
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.timeline;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sharpnfv.it.Outcome;

/** When the steps of a handover ended, as the northbound and the agents' status tell it, microseconds. */
final class Moments {
    private static final long US = 1000;
    private static final List<String> SIDES = List.of("-forward", "-reverse");

    private final JsonObject flow;
    private final long detectedUs;
    private final Map<Step, Long> endUs = new EnumMap<>(Step.class);

    private Moments(final JsonObject flow) {
        this.flow = flow;
        detectedUs = number(child(flow, "timeline"), "monotonic-us").orElse(0L);
    }

    /**
     * The timeline of a handover of one flow.
     *
     * @param outcome the handover
     * @param agents the status of each agent, by instance
     * @return nothing if the flow was not moved, or not everybody has told all
     */
    static Optional<Timeline> timeline(final Outcome outcome, final Map<String, JsonObject> agents) {
        final var flows = outcome.view().flowList();
        if (flows.size() != 1) {
            return Optional.empty();
        }
        final var moments = new Moments(flows.getFirst());
        if (!moments.read(outcome.view().json(), agents)) {
            return Optional.empty();
        }
        return Optional.of(Timeline.of(outcome.window().fromNs() / US, moments.endUs));
    }

    private boolean read(final JsonObject handover, final Map<String, JsonObject> agents) {
        final var requestedUs = controller("requested-us");
        final var totalUs = number(handover, "total-us");
        final var completedUs = controller("completed-us");
        final var attempt = completedUs.flatMap(us -> destination(agents, us));
        if (requestedUs.isEmpty() || totalUs.isEmpty() || attempt.isEmpty()) {
            return false;
        }
        put(Step.REQUEST_TAKEN, requestedUs);
        put(Step.ENTRIES_IN_FORCE, controller("entries-in-force-us"));
        put(Step.FIRST_PACKET, Optional.of(detectedUs));
        put(Step.ACKNOWLEDGED, controller("acknowledged-us"));
        put(Step.FIRST_RELEASE, controller("first-release-us"));
        put(Step.LAST_RELEASE, controller("release-finished-us"));
        put(Step.COMPLETED, completedUs);
        put(Step.ENTRIES_REMOVED, requestedUs.map(us -> us + totalUs.get()));
        return readAgents(attempt.get(), source(agents, text(attempt.get(), "handover")));
    }

    private boolean readAgents(final JsonObject destination, final Optional<JsonObject> source) {
        if (source.isEmpty()) {
            return false;
        }
        final var both = List.of(destination, source.get());
        put(Step.START_THERE, last(both, "start-ho"));
        put(Step.START_ANSWERED, last(both, "acknowledged"));
        put(Step.DRAINED, moment(source.get(), "drained"));
        put(Step.STATE_IMPORTED, moment(destination, "state-imported"));
        put(Step.FIRST_GATE, first(destination, "start-release").or(() -> first(destination, "release-finished")));
        put(Step.FIRST_UNMARKED, first(destination, "first-unmarked"));
        put(Step.OTHER_DIRECTION, last(List.of(destination), "first-unmarked"));
        put(Step.LAST_GATE, last(List.of(destination), "release-finished"));
        put(Step.PASSED_ON, moment(destination, "handover-finished"));
        final var ended = new ArrayList<Long>();
        both.forEach(attempt -> moment(attempt, "handover-ended").ifPresent(ended::add));
        put(Step.ENDED, ended.stream().max(Long::compare));
        return true;
    }

    private void put(final Step step, final Optional<Long> atUs) {
        atUs.ifPresent(us -> endUs.put(step, us));
    }

    /** A leaf of the flow's timeline, by the monotonic clock. */
    private Optional<Long> controller(final String leaf) {
        return number(child(flow, "timeline"), leaf).map(us -> us + detectedUs);
    }

    /** The destination's attempt that began while the handover was under way. */
    private Optional<JsonObject> destination(final Map<String, JsonObject> agents, final long completedUs) {
        return attempts(agents, "destination").stream()
            .filter(attempt -> startedUs(attempt) >= detectedUs && startedUs(attempt) <= completedUs).findFirst();
    }

    private Optional<JsonObject> source(final Map<String, JsonObject> agents, final String name) {
        return attempts(agents, "source").stream().filter(attempt -> text(attempt, "handover").equals(name))
            .findFirst();
    }

    /** What the agent of an instance of the flow tells of its attempts in that role. */
    private List<JsonObject> attempts(final Map<String, JsonObject> agents, final String role) {
        final var found = new ArrayList<JsonObject>();
        final JsonObject agent = agents.get(text(flow, role));
        if (agent != null) {
            agent.getAsJsonArray("handovers").forEach(each -> {
                if (text(each.getAsJsonObject(), "role").equals(role)) {
                    found.add(each.getAsJsonObject());
                }
            });
        }
        return found;
    }

    private static long startedUs(final JsonObject attempt) {
        return attempt.get("started-ns").getAsLong() / US;
    }

    private static Optional<Long> moment(final JsonObject attempt, final String name) {
        final JsonElement ms = child(attempt, "times-ms").get(name);
        return ms == null ? Optional.empty()
            : Optional.of(startedUs(attempt) + Math.round(ms.getAsDouble() * US));
    }

    private static Optional<Long> first(final JsonObject attempt, final String name) {
        return sides(attempt, name).stream().min(Long::compare);
    }

    private static Optional<Long> last(final List<JsonObject> attempts, final String name) {
        return attempts.stream().flatMap(attempt -> sides(attempt, name).stream()).max(Long::compare);
    }

    /** The moments of both sides. */
    private static List<Long> sides(final JsonObject attempt, final String name) {
        return SIDES.stream().flatMap(side -> moment(attempt, name + side).stream()).toList();
    }

    private static JsonObject child(final JsonObject json, final String name) {
        return json.has(name) ? json.getAsJsonObject(name) : new JsonObject();
    }

    private static String text(final JsonObject json, final String name) {
        final JsonElement element = json.get(name);
        return element == null ? "" : element.getAsString();
    }

    /** 64-bit numbers are strings in RESTCONF's JSON. */
    private static Optional<Long> number(final JsonObject json, final String name) {
        final JsonElement element = json.get(name);
        return element == null ? Optional.empty() : Optional.of(element.getAsLong());
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.spoof;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What an attack has shown.
 *
 * @param made frames sent, by kind
 * @param effects what the attack has brought about, by name; only what is not 0
 * @param details where to look for the cause
 * @param handovers handovers that ran meanwhile
 * @param controlHeard honest control frames on the VNF hosts' links meanwhile
 * @param inside frames that were sent on the VNF hosts' links themselves; all of them must be refused
 */
record SpoofReport(Map<Forger.Kind, Long> made, Map<String, Long> effects, List<String> details, int handovers,
        int controlHeard, long inside) {
    SpoofReport {
        made = Map.copyOf(made);
        effects = Map.copyOf(effects);
        details = List.copyOf(details);
    }

    long forged() {
        return sum(false);
    }

    long replayed() {
        return sum(true);
    }

    private long sum(final boolean replayed) {
        return made.entrySet().stream().filter(entry -> entry.getKey().isReplayed() == replayed)
            .mapToLong(Map.Entry::getValue).sum();
    }

    long effectsInAll() {
        return effects.values().stream().mapToLong(Math::abs).sum();
    }

    JsonObject toJson() {
        final var json = new JsonObject();
        json.addProperty("forged", forged());
        json.addProperty("replayed", replayed());
        json.addProperty("effects", effectsInAll());
        json.addProperty("inside", inside);
        json.addProperty("handovers", handovers);
        json.addProperty("control_frames_heard", controlHeard);
        final var kinds = new JsonObject();
        made.entrySet().stream().sorted(Map.Entry.comparingByKey())
            .forEach(entry -> kinds.addProperty(entry.getKey().text(), entry.getValue()));
        json.add("frames", kinds);
        final var found = new JsonObject();
        effects.entrySet().stream().sorted(Map.Entry.comparingByKey())
            .forEach(entry -> found.addProperty(entry.getKey(), entry.getValue()));
        json.add("effects_found", found);
        final var list = new JsonArray();
        details.forEach(list::add);
        json.add("details", list);
        return json;
    }

    String toText() {
        final var text = new StringBuilder(512);
        made.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry ->
            text.append(String.format("%-20s %8d%n", entry.getKey().text(), entry.getValue())));
        text.append(String.format("forged %d, replayed %d, inside %d, during %d handovers (%d honest control frames);"
            + " effects %d%n", forged(), replayed(), inside, handovers, controlHeard, effectsInAll()));
        effects.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry ->
            text.append("  ! ").append(entry.getKey()).append(' ').append(entry.getValue()).append('\n'));
        details.forEach(line -> text.append("    ").append(line).append('\n'));
        return text.toString();
    }
}

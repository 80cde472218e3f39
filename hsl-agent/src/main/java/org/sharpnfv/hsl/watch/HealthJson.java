/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.sharpnfv.hsl.watch.Health.Check;

/**
 * The answer of /healthz and /readyz.
 *
 * <pre>
 *  {"status":"ok" or "failing","wrong":["sentence", ...],"checks":[{"name":"egress","good":true,"says":"..."}, ...]}
 * </pre>
 */
final class HealthJson {
    private HealthJson() {
        // one function
    }

    static JsonObject of(final List<Check> checks) {
        final var wrong = new JsonArray();
        final var all = new JsonArray();
        for (final var check : checks) {
            if (!check.isGood()) {
                wrong.add(check.sentence());
            }
            final var one = new JsonObject();
            one.addProperty("name", check.name());
            one.addProperty("good", check.isGood());
            one.addProperty("says", check.sentence());
            all.add(one);
        }
        final var json = new JsonObject();
        json.addProperty("status", wrong.isEmpty() ? "ok" : "failing");
        json.add("wrong", wrong);
        json.add("checks", all);
        return json;
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandoverViewTest {
    @Test
    void shouldReadNumbersInBothForms() {
        final var view = view("""
            {"phase":"completed","duration-us":"31000","controller":{"buffered-packets-max":"6","packet-ins":14},
             "flows":{"detected":"2","in-progress":"0","completed":"2"},
             "flow":[{"key":"a","duration-us":"9","timeline":{"detected-us":"0","completed-us":"9"}},
                     {"key":"b","duration-us":"31","timeline":{"monotonic-us":"77","detected-us":"0",
                      "completed-us":"31"}}]}
            """);

        assertTrue(view.isOver());
        assertTrue(view.areThrough(2));
        assertFalse(view.areThrough(3));
        assertEquals(31_000, view.durationUs());
        assertEquals(6, view.controller("buffered-packets-max"));
        assertEquals(14, view.controller("packet-ins"));
        assertEquals(Map.of("detected-us", 0L, "completed-us", 31L), view.timeline());
    }

    @Test
    void shouldShowNothingBeforeTheEntryIsThere() {
        assertEquals("", HandoverView.NOTHING.phase());
        assertFalse(HandoverView.NOTHING.areThrough(1));
        assertEquals(HandoverView.NOTHING, HandoverView.NOTHING.handBack());
        assertEquals("", HandoverView.NOTHING.failure());
    }

    @Test
    void shouldShowTheHandBack() {
        final var back = view("{\"phase\":\"completed\",\"hand-back\":{\"phase\":\"detection\"}}").handBack();

        assertEquals("detection", back.phase());
        assertFalse(back.isOver());
    }

    @Test
    void shouldReadErrorsOfRestconf() {
        final var reply = new Reply(409, """
            {"errors":{"error":[{"error-tag":"data-exists","error-message":"id move-all is in use"}]}}
            """);

        assertEquals(List.of("data-exists"), reply.errorFields("error-tag"));
        assertEquals(List.of(), new Reply(404, "<html>").errorFields("error-tag"));
    }

    private static HandoverView view(final String json) {
        return new HandoverView(JsonParser.parseString(json).getAsJsonObject());
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Outcome;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.traffic.DelaySeries.Window;

class MomentsTest {
    /** The first packet was at the controller at 50000 us of the monotonic clock. */
    private static final String VIEW = """
        {"phase":"completed","duration-us":"9000","total-us":"1020000","flow":[
          {"key":"a","source":"vnf1","destination":"vnf2","timeline":{"monotonic-us":"50000","requested-us":"-8000",
           "entries-in-force-us":"-500","detected-us":"0","acknowledged-us":"2000","first-release-us":"4500",
           "release-finished-us":"7000","completed-us":"9000"}}]}
        """;
    private static final String SOURCE = """
        {"handovers":[{"handover":"7","role":"source","started-ns":50600000,"times-ms":{"start-ho-forward":0,
          "start-ho-reverse":0.2,"acknowledged-forward":0.1,"acknowledged-reverse":0.4,"drained":2.4,
          "handover-ended":9.4}}]}
        """;
    private static final String DESTINATION = """
        {"handovers":[{"handover":"6","role":"destination","started-ns":1000,"times-ms":{}},
          {"handover":"7","role":"destination","started-ns":50700000,"times-ms":{"start-ho-forward":0,
          "start-ho-reverse":0.3,"acknowledged-forward":0.1,"acknowledged-reverse":0.5,"state-imported":3.1,
          "start-release-forward":4.1,"first-unmarked-forward":4.3,"release-finished-forward":4.6,
          "first-unmarked-reverse":5.3,
          "release-finished-reverse":6.8,"handover-finished":7.0,"handover-ended":9.9}}]}
        """;

    private static Outcome outcome(final String view) {
        return new Outcome("move", false, new HandoverView(json(view)), new Window(40_000_000, 90_000_000));
    }

    private static JsonObject json(final String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    @Test
    void shouldPutTogetherWhatControllerAndAgentsTell() {
        final var timeline = Moments.timeline(outcome(VIEW), Map.of("vnf1", json(SOURCE), "vnf2", json(DESTINATION)))
            .orElseThrow();

        assertEquals(9_000, timeline.durationUs());
        assertEquals(2_000, timeline.us(Step.REQUEST_TAKEN));
        assertEquals(7_500, timeline.us(Step.ENTRIES_IN_FORCE));
        assertEquals(500, timeline.us(Step.FIRST_PACKET));
        assertEquals(1_000, timeline.us(Step.START_THERE));
        assertEquals(200, timeline.us(Step.START_ANSWERED));
        assertEquals(800, timeline.us(Step.ACKNOWLEDGED));
        assertEquals(1_000, timeline.us(Step.DRAINED));
        assertEquals(800, timeline.us(Step.STATE_IMPORTED));
        assertEquals(700, timeline.us(Step.FIRST_RELEASE));
        assertEquals(300, timeline.us(Step.FIRST_GATE));
        assertEquals(200, timeline.us(Step.FIRST_UNMARKED));
        assertEquals(1_000, timeline.us(Step.OTHER_DIRECTION));
        assertEquals(1_000, timeline.us(Step.LAST_RELEASE));
        assertEquals(500, timeline.us(Step.LAST_GATE));
        assertEquals(200, timeline.us(Step.PASSED_ON));
        assertEquals(1_300, timeline.us(Step.COMPLETED));
        assertEquals(1_600, timeline.us(Step.ENDED));
        assertEquals(1_001_400, timeline.us(Step.ENTRIES_REMOVED));
    }

    @Test
    void shouldTellNothingWhereAnAgentHasNotToldAll() {
        assertTrue(Moments.timeline(outcome(VIEW), Map.of("vnf2", json(DESTINATION))).isEmpty());
        assertTrue(Moments.timeline(outcome(VIEW), Map.of("vnf1", json(SOURCE), "vnf2", json(SOURCE))).isEmpty());
    }

    @Test
    void shouldTellNothingOfAHandoverThatIsNotOver() {
        final String view = VIEW.replace(",\"completed-us\":\"9000\"", "");

        assertTrue(Moments.timeline(outcome(view), Map.of("vnf1", json(SOURCE), "vnf2", json(DESTINATION)))
            .isEmpty());
    }
}

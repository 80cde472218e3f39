/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Mode;
import org.sharpnfv.it.Spread;
import org.sharpnfv.it.timeline.Step;
import org.sharpnfv.it.timeline.Timelines;

class TableTest {
    private static final List<CellSummary> CELLS = CellSummary.all(Example.contents().batches(), false);
    private static final Timelines TIMELINES = new Timelines(Example.timelines("").timelines());

    @Test
    void shouldBeMarkdownHtmlAndText() {
        final var table = new Table(List.of("a", "b"), List.of(List.of("1 | 2", "<3>")));

        assertEquals("| a | b |\n| --- | --- |\n| 1 \\| 2 | <3> |\n", table.toMarkdown());
        assertTrue(table.toHtml().contains("<tr><td>1 | 2</td><td>&lt;3&gt;</td></tr>"), table.toHtml());
        assertEquals("    a    b\n1 | 2  <3>\n", table.toText());
    }

    @Test
    void shouldHaveACellInEachColumn() {
        for (Table table : List.of(Table.ofCells(CELLS), Table.ofPrototype(CELLS), Table.ofModel(CELLS),
                Table.ofTcp(List.of(Example.tcp(Mode.SHARP, ""))), Table.ofSteps(TIMELINES),
                Table.ofSpent(TIMELINES))) {
            assertTrue(!table.rows().isEmpty());
            table.rows().forEach(row -> assertEquals(table.header().size(), row.size()));
        }
    }

    /** What is not of the duration has no share of it. */
    @Test
    void shouldTellEachStepsShareOfTheDuration() {
        final var rows = Table.ofSteps(TIMELINES).rows();
        final long ofDuration = Arrays.stream(Step.values()).filter(Step::isOfDuration).count();

        assertEquals(Step.values().length, rows.size());
        assertEquals(List.of("request-taken", "datastore", "1", ""), rows.getFirst());
        assertEquals(ofDuration, rows.stream().filter(row -> row.getLast().equals(Math.round(100.0 / ofDuration)
            + " %")).count());
    }

    @Test
    void shouldPutOursBesideThePrototypes() {
        final var row = Table.ofPrototype(CELLS).rows().stream()
            .filter(each -> each.getFirst().equals("1,000") && each.get(1).equals("1,000")).findFirst().orElseThrow();

        assertEquals("5 / 24 = 0.21", row.get(3));
        assertEquals("0 / 0", row.getLast());
    }

    /** The plain cell, the longest state transfer, the highest rate and the most flows, each with five lines. */
    @Test
    void shouldPutAllModesAndThePrototypeSideBySide() {
        final var rows = new Headline(CELLS).table().rows();

        assertEquals(4 * 6, rows.size());
        assertEquals("1,000 packets/s of 1000 B", rows.get(0).getFirst());
        assertEquals(List.of("duration, ms", "5", "15", "15", "24"), rows.get(1));
        assertEquals("1,000 packets/s of 1000 B, a state transfer of 500 ms", rows.get(6).getFirst());
        assertEquals(List.of("packets waiting at the controller", "4", "1,004", "1,004", "6"), rows.get(9));
        assertEquals("5,000 packets/s of 1000 B", rows.get(12).getFirst());
        assertEquals(List.of("packets lost, in all", "0", "0", "7", "5"), rows.get(17));
        assertEquals(List.of("duration, ms", "5", "15", "15", "-"), rows.get(19));
    }

    @Test
    void shouldWriteNumbersAsPeopleReadThem() {
        assertEquals("20,000", Words.number(20_000));
        assertEquals("1,235", Words.number(1234.6));
        assertEquals("12.3", Words.number(12.34));
        assertEquals("0.12", Words.number(0.123));
        assertEquals("2 (1 to 3)", Words.spread(Spread.of(0, 1, 2, 3, 4), 1));
        assertEquals("2", Words.spread(Spread.of(2, 2, 2), 1));
        assertEquals("-", Words.spread(Spread.NONE, 1));
        assertEquals("0.012", Words.ratio(0.0123));
    }
}

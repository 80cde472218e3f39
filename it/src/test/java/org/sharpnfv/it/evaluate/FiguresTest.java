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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.it.Mode;

class FiguresTest {
    private static List<Figure> figures(final List<Batch> batches) {
        return new Figures(CellSummary.all(batches, false)).groups().stream()
            .flatMap(group -> group.figures().stream()).toList();
    }

    private static Curve curve(final List<Figure> figures, final String id, final Curve.Look look) {
        return figures.stream().filter(figure -> figure.id().equals(id)).findFirst().orElseThrow().curves().stream()
            .filter(each -> each.look() == look).findFirst().orElseThrow();
    }

    private static double at(final Curve curve, final double place) {
        return curve.points().stream().filter(point -> point.x() == place).findFirst().orElseThrow().y().median();
    }

    @Test
    void shouldPutEachCellIntoTheFiguresOfItsAxes() {
        final var figures = figures(Example.contents().batches());

        assertEquals(List.of(100.0, 1000.0, 5000.0),
            curve(figures, "fig5a", Curve.Look.SHARP).points().stream().map(Curve.Point::x).toList());
        assertEquals(List.of(0.0, 200.0, 500.0),
            curve(figures, "fig7b", Curve.Look.OPENNF).points().stream().map(Curve.Point::x).toList());
        assertEquals(List.of(1.0, 10.0, 100.0),
            curve(figures, "flowsc", Curve.Look.NAIVE).points().stream().map(Curve.Point::x).toList());
        assertEquals(5, curve(figures, "fig5a", Curve.Look.SHARP).points().getFirst().y().median());
    }

    /** Field notes, section 1. */
    @Test
    void shouldHaveThePrototypesNumbersWhereTheyExist() {
        final var figures = figures(Example.contents().batches());

        final var durations = curve(figures, "fig5a", Curve.Look.PROTOTYPE).points();
        assertEquals(6, durations.size());
        assertEquals(Curve.Point.exact(10_000, 277), durations.getLast());
        assertEquals(Curve.Point.exact(1000, 1034), curve(figures, "fig7b", Curve.Look.PROTOTYPE).points().getLast());
        assertTrue(figures.stream().filter(figure -> figure.id().startsWith("flows"))
            .flatMap(figure -> figure.curves().stream()).noneMatch(each -> each.look() == Curve.Look.PROTOTYPE));
    }

    @Test
    void shouldDrawTheModelBesideTheCounters() {
        final var figures = figures(Example.contents().batches());

        assertEquals(1430, at(curve(figures, "fig4a", Curve.Look.OPENNF_MODEL), 10_000), 1e-9);
        assertEquals(20, at(curve(figures, "fig4a", Curve.Look.SHARP_MODEL), 1000), 1e-9);
        assertEquals(440, at(curve(figures, "fig4b", Curve.Look.OPENNF_MODEL), 100), 1e-9);
        assertEquals(3, curve(figures, "fig4c", Curve.Look.SHARP).points().size());
        assertEquals(List.of(10.0, 100.0),
            curve(figures, "fig4b", Curve.Look.OPENNF).points().stream().map(Curve.Point::x).toList());
    }

    @Test
    void shouldLeaveOutWhatNobodyHasMeasured() {
        final var figures = figures(List.of(Example.pair(new Cell(Mode.SHARP, 300, 60, 0, 1), 5000, 4, 0)));

        assertTrue(figures.stream().map(Figure::id).noneMatch(id -> id.startsWith("fig5") || id.startsWith("flows")));
        assertTrue(figures.stream().map(Figure::id).anyMatch("fig6a"::equals));
    }
}

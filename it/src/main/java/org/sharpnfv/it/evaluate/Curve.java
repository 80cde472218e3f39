/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.List;
import org.sharpnfv.it.Spread;

/**
 * One line of a figure.
 *
 * @param name for the legend
 * @param look how it is drawn
 * @param points in ascending order of x
 */
record Curve(String name, Look look, List<Point> points) {
    /** How a curve is drawn, the same in all figures. */
    enum Look {
        /** Measured. */
        SHARP,
        /** Measured. */
        OPENNF,
        /** Measured. */
        NAIVE,
        /** Measured by others: medians only. */
        PROTOTYPE,
        /** Computed. */
        SHARP_MODEL,
        /** Computed. */
        OPENNF_MODEL;

        boolean isModel() {
            return this == SHARP_MODEL || this == OPENNF_MODEL;
        }
    }

    /**
     * One point.
     *
     * @param x its place
     * @param y its values
     */
    record Point(double x, Spread y) {
        /** Without a spread. */
        static Point exact(final double place, final double value) {
            return new Point(place, new Spread(1, value, value, value, value, value));
        }
    }

    /** Copies. */
    Curve {
        points = List.copyOf(points);
    }
}

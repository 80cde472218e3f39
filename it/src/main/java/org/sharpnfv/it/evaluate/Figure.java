/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.List;

/**
 * One diagram.
 *
 * @param id its file's name
 * @param title above it
 * @param xLabel below it
 * @param yLabel beside it
 * @param logX whether the x axis is logarithmic
 * @param logY whether the y axis is, linear near 0
 * @param curves what it shows
 */
record Figure(String id, String title, String xLabel, String yLabel, boolean logX, boolean logY,
        List<Curve> curves) {
    /** Copies. */
    Figure {
        curves = List.copyOf(curves);
    }

    /** Whether there is anything that was measured. */
    boolean hasMeasurements() {
        return curves.stream().anyMatch(curve -> !curve.look().isModel() && curve.look() != Curve.Look.PROTOTYPE
            && !curve.points().isEmpty());
    }
}

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
 * One figure of the paper, with its diagrams a, b, c and so on.
 *
 * @param title what it shows
 * @param paper what the paper says about its own
 * @param figures the diagrams
 */
record FigureGroup(String title, String paper, List<Figure> figures) {
    /** Copies. */
    FigureGroup {
        figures = List.copyOf(figures);
    }
}

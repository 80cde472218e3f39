/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.List;

/** What a {@link Story} is written on. */
interface Sheet {
    /**
     * Begins a section.
     *
     * @param title its heading
     */
    void heading(String title);

    /**
     * Something to be read.
     *
     * @param words plain text
     */
    void paragraph(String words);

    /**
     * Where all of it comes from.
     *
     * @param lines plain text
     */
    void provenance(List<String> lines);

    /**
     * One point each.
     *
     * @param lines plain text
     */
    void list(List<String> lines);

    /**
     * Rows and columns.
     *
     * @param table not empty
     */
    void table(Table table);

    /**
     * The figures of one of the paper's.
     *
     * @param group what belongs together
     */
    void figures(FigureGroup group);
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.List;

/** {@code it/RESULTS.md}: the same for who reads the repository. */
final class ResultsPage implements Sheet {
    /** Where its figures are, beside it. */
    static final String FIGURES = "results";

    private final StringBuilder text = new StringBuilder(1 << 16);

    private ResultsPage() {
    }

    static String markdown(final Evidence evidence) {
        final var page = new ResultsPage();
        page.text.append("# Results\n");
        page.paragraph("Written by `it/evaluate --results` from its raw results; what it says follows from the figures"
            + " below. `sharp` is SHarP; `opennf` lets packets wait at the controller until the state has moved, as"
            + " OpenNF does; `naive` rewrites the entries and hopes.");
        Story.tell(evidence, page);
        return page.text.toString();
    }

    @Override
    public void provenance(final List<String> lines) {
        list(lines);
    }

    @Override
    public void figures(final FigureGroup group) {
        heading(group.title());
        paragraph(group.paper());
        text.append('\n');
        group.figures().forEach(figure -> text.append("![").append(figure.title()).append("](").append(FIGURES)
            .append('/').append(figure.id()).append(".svg \"").append(figure.title()).append("\")\n"));
    }

    @Override
    public void heading(final String title) {
        text.append("\n## ").append(title).append('\n');
    }

    @Override
    public void paragraph(final String words) {
        text.append('\n').append(words).append('\n');
    }

    @Override
    public void list(final List<String> lines) {
        text.append('\n');
        lines.forEach(line -> text.append("* ").append(line).append('\n'));
    }

    @Override
    public void table(final Table table) {
        text.append('\n').append(table.toMarkdown());
    }
}

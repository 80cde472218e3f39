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
final class ResultsPage {
    /** Where its figures are, beside it. */
    static final String FIGURES = "results";

    private ResultsPage() {
    }

    static String markdown(final Evidence evidence) {
        final var findings = evidence.findings();
        final var text = new StringBuilder(1 << 16);
        text.append("# Results\n\nWritten by `it/evaluate --results` from its raw results; what it says follows from"
            + " the figures below. `sharp` is SHarP; `opennf` lets packets wait at the controller until the state has"
            + " moved, as OpenNF does; `naive` rewrites the entries and hopes.\n\n");
        evidence.provenance().forEach(line -> text.append("* ").append(line).append('\n'));
        heading(text, "In short");
        table(text, "", new Headline(evidence.cells()).table());
        list(text, "What SHarP gains over opennf", findings.gains());
        list(text, "Where it does not", findings.noGains());
        list(text, "Where each mode stops", findings.limits());
        list(text, "What carelessness costs", findings.naive());
        list(text, "What TCP notices", findings.tcp());
        list(text, "Beside the authors' prototype", new Comparison(evidence.cells()).sentences());
        table(text, "Ours / the prototype's = ratio, medians.", Table.ofPrototype(evidence.cells()));
        new Figures(evidence.cells()).groups().forEach(group -> group(text, group));
        heading(text, "The model beside the counters");
        table(text, "Medians. The model: 2T + C for SHarP, 3N + 2R + C for OpenNF, T and R being packets that waited at"
            + " the controller, N messages of state.", Table.ofModel(evidence.cells()));
        heading(text, "TCP, 30 Mbit/s, one connection handed over there and back");
        table(text, "", Table.ofTcp(evidence.tcpRuns()));
        heading(text, "All cells");
        table(text, "Medians, quartiles in parentheses.", Table.ofCells(evidence.cells()));
        list(text, "What did not end as it should", findings.failures());
        list(text, "How this differs from the paper's set-up", evidence.differences());
        return text.toString();
    }

    private static void group(final StringBuilder text, final FigureGroup group) {
        heading(text, group.title());
        text.append('\n').append(group.paper()).append("\n\n");
        group.figures().forEach(figure -> text.append("![").append(figure.title()).append("](").append(FIGURES)
            .append('/').append(figure.id()).append(".svg \"").append(figure.title()).append("\")\n"));
    }

    private static void heading(final StringBuilder text, final String title) {
        text.append("\n## ").append(title).append('\n');
    }

    private static void list(final StringBuilder text, final String title, final List<String> lines) {
        if (!lines.isEmpty()) {
            heading(text, title);
            text.append('\n');
            lines.forEach(line -> text.append("* ").append(line).append('\n'));
        }
    }

    private static void table(final StringBuilder text, final String words, final Table table) {
        text.append('\n').append(table.rows().isEmpty() ? "Nothing was measured.\n"
            : (words.isEmpty() ? "" : words + "\n\n") + table.toMarkdown());
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.List;

/** What the results mean, in plain words and in the order of their weight. */
final class Story {
    private final Evidence evidence;
    private final Sheet sheet;

    private Story(final Evidence evidence, final Sheet sheet) {
        this.evidence = evidence;
        this.sheet = sheet;
    }

    static void tell(final Evidence evidence, final Sheet sheet) {
        new Story(evidence, sheet).tell();
    }

    private void tell() {
        final var cells = evidence.cells();
        final var findings = evidence.findings();
        sheet.provenance(evidence.provenance());
        section("In short", "", new Headline(cells).table());
        section("What SHarP gains over opennf", findings.gains());
        section("Where it does not", findings.noGains());
        section("Where each mode stops", findings.limits());
        section("What carelessness costs", findings.naive());
        section("What TCP notices", findings.tcp());
        section("Beside the authors' prototype", new Comparison(cells).sentences());
        table("Ours / the prototype's = ratio, medians; the prototype was measured on a machine like this one.",
            Table.ofPrototype(cells));
        sheet.paragraph("In the figures a line joins the medians, a broad bar reaches from the lower to the upper"
            + " quartile, a thin one from the least to the greatest value.");
        new Figures(cells).groups().forEach(sheet::figures);
        section("The model beside the counters", "Medians. The model: 2T + C for SHarP, 3N + 2R + C for OpenNF, T and R"
            + " being packets that waited at the controller, N messages of state.", Table.ofModel(cells));
        section("TCP, 30 Mbit/s, one connection handed over there and back", "", Table.ofTcp(evidence.tcpRuns()));
        section("Where the time of a handover goes", "One flow, 1,000 packets/s of 1000 B, mode sharp, "
            + Words.number(evidence.timelines().all().size()) + " handovers there and back, by the moments that"
            + " controller and agents note, all by one clock: a step ends with what its name says, and one that was"
            + " over before those in front of it took no time of its own. From the first packet at the controller to"
            + " completed they add up to the duration. What was made faster because of it is told in api/RATIONALE.md.",
            Table.ofSteps(evidence.timelines()));
        table("The same by what the duration was spent on.", Table.ofSpent(evidence.timelines()));
        section("All cells", "Medians, quartiles in parentheses.", Table.ofCells(cells));
        section("What did not end as it should", findings.failures());
        section("How this differs from the paper's set-up", evidence.differences());
    }

    /** A section that is left out if there is nothing to be said. */
    private void section(final String title, final List<String> lines) {
        if (!lines.isEmpty()) {
            sheet.heading(title);
            sheet.list(lines);
        }
    }

    private void section(final String title, final String words, final Table table) {
        sheet.heading(title);
        table(words, table);
    }

    private void table(final String words, final Table table) {
        if (table.rows().isEmpty()) {
            sheet.paragraph("Nothing was measured.");
            return;
        }
        if (!words.isEmpty()) {
            sheet.paragraph(words);
        }
        sheet.table(table);
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.List;
import java.util.stream.Collectors;

/** One HTML page that needs nothing else: figures are in it, nothing is loaded. */
final class Page implements Sheet {
    private static final String STYLE = """
        :root { color-scheme: light dark; --back: #fff; --text: #1d1f21; --soft: #5c6370; --line: #d8dbe0;
          --card: #f6f7f9; }
        @media (prefers-color-scheme: dark) { :root { --back: #15171a; --text: #e4e6ea; --soft: #a3aab5;
          --line: #363b43; --card: #1e2126; } }
        body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--back); color: var(--text);
          font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
        h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2.2rem; }
        h3 { font-size: 1rem; margin: 0 0 .3rem; font-weight: 600; }
        .soft { color: var(--soft); }
        .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 1rem; }
        figure { margin: 0; padding: .7rem; background: var(--card); border: 1px solid var(--line);
          border-radius: .5rem; }
        figure svg { width: 100%; height: auto; display: block; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
        th, td { border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: right; white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; }
        """;

    private final StringBuilder text = new StringBuilder(1 << 20);

    private Page() {
    }

    static String html(final Evidence evidence) {
        final var page = new Page();
        page.text.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            + "<title>SHarP: the paper's evaluation, measured anew</title><style>\n").append(STYLE)
            .append("</style></head><body>\n<h1>SHarP: the paper's evaluation, measured anew</h1>\n");
        page.paragraph("A flow moves from one instance of a network function to another while its packets keep coming."
            + " SHarP lets them wait at the destination. Mode opennf lets them wait at the controller until the state"
            + " has moved, as OpenNF does; mode naive rewrites the entries and hopes. All three run on the same"
            + " controller, switches and agents.");
        Story.tell(evidence, page);
        return page.text.append("</body></html>\n").toString();
    }

    @Override
    public void provenance(final List<String> lines) {
        lines.forEach(line -> soft(line).append('\n'));
    }

    private StringBuilder soft(final String words) {
        return text.append("<p class=\"soft\">").append(escape(words)).append("</p>");
    }

    @Override
    public void figures(final FigureGroup group) {
        heading(group.title());
        soft(group.paper()).append("\n<div class=\"figures\">\n");
        group.figures().forEach(figure -> text.append("<figure><h3>").append(escape(figure.title())).append("</h3>")
            .append(Drawing.inline(figure)).append("</figure>\n"));
        text.append("</div>\n");
    }

    @Override
    public void heading(final String title) {
        text.append("<h2>").append(escape(title)).append("</h2>\n");
    }

    @Override
    public void paragraph(final String words) {
        text.append("<p>").append(escape(words)).append("</p>\n");
    }

    @Override
    public void list(final List<String> lines) {
        text.append(lines.stream().map(line -> "<li>" + escape(line) + "</li>")
            .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>\n")));
    }

    @Override
    public void table(final Table table) {
        text.append(table.toHtml());
    }

    static String escape(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

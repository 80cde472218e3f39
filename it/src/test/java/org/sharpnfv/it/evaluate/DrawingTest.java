/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class DrawingTest {
    private static final Map<String, Figure> FIGURES =
        new Figures(CellSummary.all(Example.contents().batches(), false)).groups().stream()
            .flatMap(group -> group.figures().stream()).collect(Collectors.toMap(Figure::id, figure -> figure));

    @BeforeAll
    static void needFonts() {
        assumeTrue(Fonts.areHere(), Fonts.MISSING);
    }

    private static Document parse(final String svg) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(final Document document) {
        final var nodes = document.getElementsByTagNameNS("*", "text");
        return java.util.stream.IntStream.range(0, nodes.getLength()).mapToObj(i -> nodes.item(i).getTextContent())
            .toList();
    }

    @Test
    void shouldBeWellFormedWithALegendAndLabels() throws Exception {
        final Document document = parse(Drawing.svg(FIGURES.get("fig5a")));

        assertEquals("svg", document.getDocumentElement().getLocalName());
        assertTrue(texts(document).containsAll(List.of("sharp", "opennf", "naive", "authors' prototype, median", "ms",
            "packets/s")), texts(document).toString());
    }

    /** Beside others in one page, in light and in dark. */
    @Test
    void shouldBeAnElementOfAPage() throws Exception {
        final String svg = Drawing.inline(FIGURES.get("fig5a"));

        assertTrue(svg.startsWith("<svg"), svg.substring(0, 20));
        assertTrue(svg.contains("currentColor"));
        assertFalse(svg.contains("rgb(34,34,34)"));
        parse(svg);
        for (String id : svg.split(" id=\"", -1)) {
            assertTrue(id.startsWith("<svg") || id.startsWith("fig5a-"), id);
        }
    }

    @Test
    void shouldDrawEveryFigureEvenIfAllIsZeroOrOnlyOnePointIsThere() throws Exception {
        for (Figure figure : FIGURES.values()) {
            parse(Drawing.svg(figure));
        }
        final var lonely = new Figures(CellSummary.all(List.of(Example.pair(Example.SHARP, 5000, 0, 0)), false));
        for (var group : lonely.groups()) {
            for (Figure figure : group.figures()) {
                parse(Drawing.svg(figure));
            }
        }
        assertTrue(FIGURES.size() > 20, "found " + FIGURES.keySet());
    }

    @Test
    void shouldBeAnImageThatIsTwiceAsLarge() throws IOException {
        final var image = ImageIO.read(new ByteArrayInputStream(Drawing.png(FIGURES.get("fig7c"))));

        assertEquals(960, image.getWidth());
        assertEquals(680, image.getHeight());
    }
}

/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.w3c.dom.Document;

/**
 * Draws a figure: a line through the medians, a broad bar from quartile to quartile, a thin one from the least to the
 * greatest value.
 */
final class Drawing {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 340;
    private static final int PNG_SCALE = 2;
    /** Where dark and light readers see the same drawing, this becomes the colour of their text. */
    private static final Color INK = new Color(34, 34, 34);
    private static final String INK_IN_SVG = "rgb(34,34,34)";
    private static final Color GRID = new Color(160, 160, 160, 90);
    private static final Color NOTHING = new Color(255, 255, 255, 0);
    /** Modes that share a place on the axis stand side by side, so far apart. */
    private static final double SHIFT_FACTOR = 1.035;
    private static final double SHIFT_SHARE = 0.006;
    private static final double BELOW_ZERO = -0.4;
    private static final double ABOVE_ZERO = 2;
    private static final int QUARTILE_ALPHA = 110;

    static {
        // letters stay letters, those of the y axis, too
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Drawing() {
    }

    /** A file that stands alone. */
    static String svg(final Figure figure) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element(figure, Color.WHITE) + '\n';
    }

    /** An element of a page, in the page's own colour of text, on its background. */
    static String inline(final Figure figure) {
        return element(figure, NOTHING).replace(INK_IN_SVG, "currentColor");
    }

    /** An image twice as large as the drawing. */
    static byte[] png(final Figure figure) {
        final var bytes = new ByteArrayOutputStream();
        try {
            ChartUtils.writeScaledChartAsPNG(bytes, chart(figure, Color.WHITE), WIDTH, HEIGHT, PNG_SCALE, PNG_SCALE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String element(final Figure figure, final Color background) {
        final var context = SVGGeneratorContext.createDefault(document());
        context.setComment(null);
        context.setPrecision(2);
        // several of them are in one page
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(final String prefix) {
                return figure.id() + '-' + super.generateID(prefix);
            }
        });
        final var graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart(figure, background).draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        final var text = new StringWriter();
        try {
            final var root = graphics.getRoot();
            root.setAttributeNS(null, "viewBox", "0 0 " + WIDTH + ' ' + HEIGHT);
            root.setAttributeNS(null, "role", "img");
            root.setAttributeNS(null, "aria-label", figure.title());
            graphics.stream(root, text, true, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        final String whole = text.toString();
        return compact(whole.substring(whole.indexOf("<svg")));
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has no XML", e);
        }
    }

    /** Without what says nothing, which is half of it: nothing is drawn outside the axes, lines have no inside. */
    private static String compact(final String svg) {
        return svg.replaceAll("\\s+(/?>)", "$1").replace(" xml:space=\"preserve\"", "")
            .replaceAll("text-rendering:optimizeLegibility; ?", "").replaceAll("clip-path:url\\([^)]*\\); ?", "")
            .replaceAll("(<line [^>]*style=\")fill:none; ?", "$1").replace(" style=\"\"", "")
            .replace("<defs id=\"genericDefs\"/>", "").replaceFirst(" xmlns:xlink=\"[^\"]*\"", "").strip();
    }

    private static JFreeChart chart(final Figure figure, final Color background) {
        final var font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        final var plot = new XYPlot(null, axis(figure.xLabel(), figure.logX(), font),
            axis(figure.yLabel(), figure.logY(), font), null);
        int layer = 0;
        for (int i = 0; i < figure.curves().size(); i++) {
            final var curve = figure.curves().get(i);
            plot.setDataset(layer, data(figure, curve, i, false));
            plot.setRenderer(layer++, line(curve.look()));
            if (!curve.look().isModel() && curve.look() != Curve.Look.PROTOTYPE) {
                plot.setDataset(layer, data(figure, curve, i, true));
                plot.setRenderer(layer++, quartiles(curve.look()));
            }
        }
        if (figure.logY()) {
            // what is 0 is seen, too
            final var values = plot.getRangeAxis();
            values.setLowerBound(Math.min(values.getLowerBound(), lowest(figure) < 1 ? BELOW_ZERO : lowest(figure)));
            values.setUpperBound(Math.max(values.getUpperBound(), ABOVE_ZERO));
        }
        plot.setBackgroundPaint(NOTHING);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setOutlinePaint(GRID);
        plot.setAxisOffset(new RectangleInsets(4, 4, 4, 4));
        final var chart = new JFreeChart(null, font, plot, false);
        chart.setBackgroundPaint(background);
        chart.setPadding(new RectangleInsets(6, 6, 6, 12));
        final var legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setItemFont(font);
        legend.setItemPaint(INK);
        legend.setBackgroundPaint(NOTHING);
        chart.addSubtitle(legend);
        return chart;
    }

    private static double lowest(final Figure figure) {
        return figure.curves().stream().flatMap(curve -> curve.points().stream())
            .mapToDouble(point -> point.y().min()).min().orElse(0);
    }

    private static NumberAxis axis(final String label, final boolean logarithmic, final Font font) {
        final NumberAxis axis;
        if (logarithmic) {
            final var log = new LogarithmicAxis(label);
            // linear below 10: there are buffers that stay empty
            log.setAllowNegativesFlag(true);
            log.setStrictValuesFlag(false);
            axis = log;
        } else {
            axis = new NumberAxis(label);
            axis.setAutoRangeIncludesZero(true);
        }
        axis.setNumberFormatOverride(new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setLabelFont(font);
        axis.setTickLabelFont(font);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(INK);
        axis.setTickMarkPaint(INK);
        return axis;
    }

    private static YIntervalSeriesCollection data(final Figure figure, final Curve curve, final int place,
            final boolean quartiles) {
        final var series = new YIntervalSeries(curve.name());
        final double widest = curve.points().stream().mapToDouble(Curve.Point::x).max().orElse(0);
        final int side = place - 1;
        for (var point : curve.points()) {
            final double x = figure.logX() ? point.x() * Math.pow(SHIFT_FACTOR, side)
                : point.x() + side * SHIFT_SHARE * widest;
            series.add(curve.look().isModel() ? point.x() : x, point.y().median(),
                quartiles ? point.y().lower() : point.y().min(), quartiles ? point.y().upper() : point.y().max());
        }
        final var data = new YIntervalSeriesCollection();
        data.addSeries(series);
        return data;
    }

    private static XYErrorRenderer line(final Curve.Look look) {
        final var renderer = new XYErrorRenderer();
        renderer.setDefaultLinesVisible(look != Curve.Look.PROTOTYPE);
        renderer.setDefaultShapesVisible(!look.isModel());
        renderer.setDrawYError(!look.isModel() && look != Curve.Look.PROTOTYPE);
        renderer.setDrawXError(false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setCapLength(5);
        renderer.setErrorStroke(new BasicStroke(1));
        renderer.setSeriesPaint(0, color(look));
        renderer.setErrorPaint(color(look));
        renderer.setSeriesShape(0, shape(look));
        renderer.setSeriesStroke(0, look.isModel()
            ? new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0)
            : new BasicStroke(1.8f));
        return renderer;
    }

    private static XYErrorRenderer quartiles(final Curve.Look look) {
        final var renderer = new XYErrorRenderer();
        renderer.setDefaultLinesVisible(false);
        renderer.setDefaultShapesVisible(false);
        renderer.setDrawXError(false);
        renderer.setCapLength(0);
        renderer.setErrorStroke(new BasicStroke(7, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        final Color color = color(look);
        renderer.setErrorPaint(new Color(color.getRed(), color.getGreen(), color.getBlue(), QUARTILE_ALPHA));
        renderer.setDefaultSeriesVisibleInLegend(false);
        return renderer;
    }

    /** To be told apart by those who see few colours, on white and on black. */
    private static Color color(final Curve.Look look) {
        return switch (look) {
            case SHARP, SHARP_MODEL -> new Color(0x1b7fc4);
            case OPENNF, OPENNF_MODEL -> new Color(0xd95f02);
            case NAIVE -> new Color(0x6a9a1f);
            case PROTOTYPE -> new Color(0xb0509d);
        };
    }

    private static Shape shape(final Curve.Look look) {
        return switch (look) {
            case SHARP, SHARP_MODEL -> new Ellipse2D.Double(-3.5, -3.5, 7, 7);
            case OPENNF, OPENNF_MODEL -> new Rectangle2D.Double(-3, -3, 6, 6);
            case NAIVE -> polygon(-4, 3.5, 4, 3.5, 0, -4);
            case PROTOTYPE -> polygon(-4.5, 0, 0, 4.5, 4.5, 0, 0, -4.5);
        };
    }

    private static Shape polygon(final double... corners) {
        final var path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        return path;
    }
}

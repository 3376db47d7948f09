package org.dknn.cli.page;

import java.util.List;
import java.util.Locale;
import org.dknn.nlp.render.page.Markup;

/**
 * A small chart as SVG: lines and bars over two linear axes, in the colors of Okabe and Ito, which color-blind people can
 * tell apart. Not safe for use by many threads.
 */
public final class Chart {

    private static final List<String> COLORS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "currentColor");
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final int LEFT = 52;
    private static final int TOP = 30;
    private static final int RIGHT = 14;
    private static final int BOTTOM = 46;

    private final Axis x;
    private final Axis y;
    private final StringBuilder marks = new StringBuilder();
    private final StringBuilder legend = new StringBuilder();
    private final String title;
    private int named;
    private boolean isAnyMark;

    /**
     * One of several bars in the same place.
     *
     * @param index from 0
     * @param of their number
     */
    public record Slot(int index, int of) {}

    /** A chart without marks. */
    public Chart(String title, Axis x, Axis y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    private static String svg(String template, Object... values) {
        return String.format(Locale.ROOT, template + "%n", values);
    }

    /** A line through points, with a name in the legend. */
    public Chart line(String name, double[] xs, double[] ys) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            isAnyMark = true;
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", left(xs[i]), top(ys[i])));
        }
        String color = nextColor(name);
        marks.append(svg("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>", path, color));
        return this;
    }

    /** A thin line from the lower left to the upper right corner. */
    public Chart diagonal() {
        String path = String.format(
                Locale.ROOT, "M%.1f %.1fL%.1f %.1f", left(x.low()), top(y.low()), left(x.high()), top(y.high()));
        marks.append(
                svg("<path d=\"%s\" stroke=\"currentColor\" stroke-opacity=\".5\" stroke-dasharray=\"4 3\"/>", path));
        return this;
    }

    /** Bars that fill the x axis, each from 0 to a height, with a name in the legend. */
    public Chart bars(String name, double... heights) {
        return bars(name, heights, new Slot(0, 1));
    }

    /** Bars as one of several that stand side by side in each place. */
    public Chart bars(String name, double[] heights, Slot slot) {
        String color = nextColor(name);
        double place = (x.high() - x.low()) / heights.length;
        for (int i = 0; i < heights.length; i++) {
            isAnyMark |= heights[i] != 0;
            double from = x.low() + place * (i + 0.08 + 0.84 * slot.index() / slot.of());
            double width = left(from + place * 0.84 / slot.of()) - left(from);
            String rect =
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" fill-opacity=\".75\"/>";
            marks.append(svg(rect, left(from), top(heights[i]), width, top(0) - top(heights[i]), color));
        }
        return this;
    }

    private String nextColor(String name) {
        String color = COLORS.get(named % COLORS.size());
        named++;
        legend.append(svg("<li><i style=\"background:%s\"></i>%s</li>", color, escaped(name)));
        return color;
    }

    private double left(double value) {
        return LEFT + x.at(value) * (WIDTH - LEFT - RIGHT);
    }

    private double top(double value) {
        return HEIGHT - BOTTOM - y.at(value) * (HEIGHT - TOP - BOTTOM);
    }

    /** The chart under its legend; a sentence where there is nothing to show. */
    String svg() {
        if (!isAnyMark) {
            return svg("<p class=\"soft\">%s: nothing to show.</p>", escaped(title));
        }
        String frame = """
            <figure><h3>%3$s</h3><ul class="chart-key">
            %4$s</ul>
            <svg class="chart" viewBox="0 0 %1$d %2$d" role="img" aria-label="%3$s">
            %5$s</svg></figure>\
            """;
        return svg(frame, WIDTH, HEIGHT, escaped(title), legend, axes() + marks);
    }

    private String axes() {
        StringBuilder axes = new StringBuilder(x.names().isEmpty() ? ticks() : names());
        for (double tick : y.ticks()) {
            double up = top(tick);
            axes.append(svg("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, up, WIDTH - RIGHT));
            String text = "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>";
            axes.append(svg(text, LEFT - 5, up + 4, y.tickText(tick)));
        }
        axes.append(below((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, x.label()));
        String upright = "<text transform=\"translate(13 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>";
        return axes + svg(upright, (TOP + HEIGHT - BOTTOM) / 2, escaped(y.label()));
    }

    private String ticks() {
        StringBuilder ticks = new StringBuilder();
        for (double tick : x.ticks()) {
            ticks.append(below(left(tick), HEIGHT - BOTTOM + 14, x.tickText(tick)));
        }
        return ticks.toString();
    }

    /** Every second of many names is a line lower, so that neighbors do not meet. */
    private String names() {
        StringBuilder names = new StringBuilder();
        for (int place = 0; place < x.names().size(); place++) {
            int line = place % 2 == 1 && x.names().size() > 4 ? 12 : 0;
            names.append(below(
                    left(place + 0.5), HEIGHT - BOTTOM + 13 + line, x.names().get(place)));
        }
        return names.toString();
    }

    private static String below(double left, int top, String text) {
        return svg("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", left, top, escaped(text));
    }

    static String escaped(String text) {
        return new Markup().text(text).toString();
    }
}

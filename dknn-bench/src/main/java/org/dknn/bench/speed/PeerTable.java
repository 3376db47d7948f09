package org.dknn.bench.speed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;

/** What the programs of {@link ExplanationPeers} said with one number of threads. For one thread. */
final class PeerTable {

    /** Width of all layers together. */
    static final int WIDTH = 600;

    /** What the others are divided by. */
    static final String FIRST = "dknn, conformity, native index";

    /** Width of the words' vectors. */
    static final int EMBEDDING = 100;

    /** Maps of a convolution times the words that it sees, over all convolutions. */
    private static final int WINDOWS = 100 * (3 + 4 + 5);

    /** Products of the layers above for one text. */
    private static final int ABOVE = 300 * 100 + 2 * 100 * 100 + 2 * 100;

    private final int words;
    private final int rows;
    private final Map<String, List<Double>> medians = new LinkedHashMap<>();

    /** Best tenths, under the same names. */
    private final Map<String, List<Double>> bests = new LinkedHashMap<>();

    private final Map<String, Double> peaks = new LinkedHashMap<>();
    private final Map<String, List<Double>> parts = new LinkedHashMap<>();
    private final Map<String, String> same = new LinkedHashMap<>();

    PeerTable(int words, int rows) {
        this.words = words;
        this.rows = rows;
    }

    void add(List<String> lines) {
        for (String line : lines) {
            List<String> cells = List.of(line.split("[\t]", -1));
            if (line.startsWith("RESULT peak-")) {
                List<String> peak = List.of(line.split(" ", -1));
                peaks.merge(peak.get(1), Double.valueOf(peak.get(3)), Math::max);
            } else if (cells.get(0).equals("RESULT")) {
                (cells.get(1).startsWith("part of") ? parts : medians)
                        .computeIfAbsent(cells.get(1), name -> new ArrayList<>())
                        .add(Double.valueOf(cells.get(2)));
                bests.computeIfAbsent(cells.get(1), name -> new ArrayList<>()).add(Double.valueOf(cells.get(3)));
            } else if (cells.get(0).equals("SAME")) {
                same.put(cells.get(1), cells.get(2) + " of " + cells.get(3));
            }
        }
    }

    void write(Page page) {
        Optional<Double> own = Optional.ofNullable(bests.get(FIRST)).map(Collections::min);
        Table table = new Table("", "median", "best tenth", "times as long as dknn", "values of words equal to dknn's");
        medians.forEach((name, found) -> table.row(
                name,
                spread(found),
                spread(bests.getOrDefault(name, found)),
                own.map(time -> number(Collections.min(bests.getOrDefault(name, found)) / time))
                        .orElse(""),
                same.getOrDefault(name, "")));
        page.table(table);
        parts.forEach((name, found) -> page.say(name + " of conformity leave-one-out: " + spread(found) + "."));
        limits(own, page);
    }

    /** The time of the products of one explanation at the machine's pace, or of its bytes if that is more. */
    private void limits(Optional<Double> own, Page page) {
        Double products = peaks.get("peak-products");
        Double bytes = peaks.get("peak-bytes");
        if (products == null || bytes == null) {
            return;
        }
        double texts = words + 1.0;
        double searched = Math.max(texts * rows * WIDTH / products, (double) Float.BYTES * rows * WIDTH / bytes) / 1e6;
        // each word once with all windows; the layers above for each text
        double forward = (words * (double) EMBEDDING * WINDOWS + texts * ABOVE) / products / 1e6;
        page.say(String.format(
                Locale.ROOT,
                "Limits: %.1f billion products and %.1f GB a second, most of the runs. So the search takes at least %.2f ms, the network "
                        + "%.3f ms%s.",
                products,
                bytes,
                searched,
                forward,
                own.map(time -> String.format(
                                Locale.ROOT, "; dknn takes %.2f times their sum", time / (searched + forward)))
                        .orElse("")));
    }

    private static String spread(Collection<Double> values) {
        double[] sorted = sorted(values);
        return number(median(values)) + " (" + number(sorted[0]) + " to " + number(sorted[sorted.length - 1]) + ")";
    }

    private static double median(Collection<Double> values) {
        return Times.quantile(sorted(values), .5);
    }

    private static double[] sorted(Collection<Double> values) {
        return values.stream().mapToDouble(value -> value).sorted().toArray();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}

package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;

/** Tables of an {@link EvidenceStudy}. Intervals are by bootstrap: seeds are drawn, then texts of each. */
final class EvidenceTables {

    private static final int DRAWS = 2_000;

    private EvidenceTables() {}

    /** One result in short. */
    static String line(EvidenceResult result) {
        return result.flips().keySet().stream()
                .map(way -> way + " " + Shown.number(flips(List.of(Texts.all(result)), way)) + " ("
                        + Shown.number(others(List.of(Texts.all(result)), way)) + ")")
                .collect(Collectors.joining("; "));
    }

    /** Adds the table of one kind of planting. */
    static void add(Page page, String planted, List<EvidenceResult> results) {
        List<List<Texts>> draws = draws(results);
        int flips = draws.get(0).stream().mapToInt(texts -> texts.flips.size()).sum();
        Table table = new Table(
                "shown",
                "flips with a planted one",
                "times last layer",
                "others with a planted one",
                "less nearest",
                "rise without them, flips");
        for (String way : results.get(0).flips().keySet()) {
            if (!way.endsWith(EvidenceStudy.WITHOUT)) {
                table.row(
                        way,
                        interval(draws, drawn -> flips(drawn, way)),
                        interval(draws, drawn -> flips(drawn, way) / flips(drawn, ShownExamples.LAST_LAYER)),
                        interval(draws, drawn -> others(drawn, way)),
                        interval(draws, drawn -> others(drawn, way) - others(drawn, ShownExamples.NEAREST)),
                        interval(draws, drawn -> flips(drawn, way + EvidenceStudy.WITHOUT)));
            }
        }
        page.heading("Errors that are " + planted)
                .say(flips + " flips of " + results.size()
                        + " networks; \"others\" are texts as near the boundary that do"
                        + " not flip. Rise: of the log ratio of the neighbors' label, without the three. Of the examples"
                        + " that are marked as perhaps mislabelled "
                        + new Share(
                                        results.stream()
                                                .mapToInt(
                                                        result -> result.marks().right())
                                                .sum(),
                                        results.stream()
                                                .mapToInt(
                                                        result -> result.marks().marked())
                                                .sum())
                                .textWithInterval()
                        + " are planted.")
                .table(table);
    }

    /**
     * Texts of a result, some of them more than once.
     *
     * @param flips places in the lists of flips
     * @param others places in the lists of the others
     */
    private record Texts(EvidenceResult result, List<Integer> flips, List<Integer> others) {

        static Texts all(EvidenceResult result) {
            return new Texts(
                    result,
                    IntStream.range(0, size(result.flips())).boxed().toList(),
                    IntStream.range(0, size(result.others())).boxed().toList());
        }

        static Texts drawn(EvidenceResult result, Random random) {
            return new Texts(result, drawn(size(result.flips()), random), drawn(size(result.others()), random));
        }

        private static List<Integer> drawn(int texts, Random random) {
            return texts == 0 ? List.of() : random.ints(texts, 0, texts).boxed().toList();
        }

        private static int size(Map<String, List<Double>> values) {
            return values.values().stream().mapToInt(List::size).max().orElse(0);
        }
    }

    /** All texts first, then draws of seeds and of texts of each. */
    private static List<List<Texts>> draws(List<EvidenceResult> results) {
        Random random = new Random(1);
        List<List<Texts>> draws = new ArrayList<>();
        draws.add(results.stream().map(Texts::all).toList());
        for (int draw = 0; draw < DRAWS; draw++) {
            draws.add(IntStream.range(0, results.size())
                    .mapToObj(i -> Texts.drawn(results.get(random.nextInt(results.size())), random))
                    .toList());
        }
        return draws;
    }

    private static double flips(List<Texts> drawn, String name) {
        return mean(
                drawn, texts -> mean(Objects.requireNonNull(texts.result.flips().get(name)), texts.flips));
    }

    private static double others(List<Texts> drawn, String name) {
        return mean(
                drawn,
                texts -> mean(Objects.requireNonNull(texts.result.others().get(name)), texts.others));
    }

    /** Mean over the seeds of the means over their texts. */
    private static double mean(List<Texts> drawn, ToDoubleFunction<Texts> mean) {
        return drawn.stream()
                .mapToDouble(mean)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static double mean(List<Double> values, List<Integer> places) {
        return places.stream().mapToDouble(values::get).average().orElse(Double.NaN);
    }

    private static String interval(List<List<Texts>> draws, ToDoubleFunction<List<Texts>> figure) {
        double[] drawn = draws.stream().skip(1).mapToDouble(figure).sorted().toArray();
        return Shown.interval(
                Shown.number(figure.applyAsDouble(draws.get(0))),
                drawn[(int) (0.025 * DRAWS)],
                drawn[(int) (0.975 * DRAWS) - 1]);
    }
}

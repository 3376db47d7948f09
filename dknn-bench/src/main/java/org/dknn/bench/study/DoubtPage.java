package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;

/** The results of one kind of network as two tables, means over its seeds, and whether they are what was aimed at. */
final class DoubtPage {

    private DoubtPage() {}

    /**
     * Adds to a page.
     *
     * @param results by data set, one per seed, all of the same foreign texts and scores
     */
    static void add(Page page, String title, Map<String, List<DoubtResult>> results) {
        page.heading(title);
        page.say("AUROC of foreign texts against test texts; .5 is chance.");
        page.table(table(results, DoubtResult::areas));
        page.say("The same among texts of the same number of words.");
        page.table(table(results, DoubtResult::matched));
        page.table(alarms(results));
        Map<String, List<Double>> areas = byScore(results, DoubtResult::areas);
        page.say(Stream.of(DoubtScores.PROBABILITY, DoubtScores.ENERGY)
                .map(rival -> ahead(areas, rival))
                .collect(Collectors.joining(" ", "The combination is ahead ", "")));
    }

    private static String ahead(Map<String, List<Double>> areas, String rival) {
        List<Double> own = Objects.requireNonNull(areas.get(DoubtScores.COMBINATION));
        List<Double> other = Objects.requireNonNull(areas.get(rival));
        int ahead = 0;
        for (int pair = 0; pair < own.size(); pair++) {
            ahead += own.get(pair) > other.get(pair) ? 1 : 0;
        }
        return "of " + rival + " on " + ahead + " of " + own.size() + " pairs;";
    }

    /** Means over the seeds, by score: one per pair of sets. */
    private static Map<String, List<Double>> byScore(
            Map<String, List<DoubtResult>> results, Function<DoubtResult, Map<String, Map<String, Double>>> areas) {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        for (List<DoubtResult> seeds : results.values()) {
            for (String foreign : areas.apply(seeds.get(0)).keySet()) {
                for (String score : names(areas.apply(seeds.get(0)), foreign)) {
                    all.computeIfAbsent(score, unseen -> new ArrayList<>())
                            .add(mean(seeds, seed -> value(areas.apply(seed), foreign, score)));
                }
            }
        }
        return all;
    }

    private static Iterable<String> names(Map<String, Map<String, Double>> areas, String foreign) {
        return Objects.requireNonNull(areas.get(foreign)).keySet();
    }

    private static double value(Map<String, Map<String, Double>> areas, String foreign, String score) {
        return Objects.requireNonNull(areas.get(foreign)).getOrDefault(score, Double.NaN);
    }

    private static double mean(List<DoubtResult> seeds, Function<DoubtResult, Double> value) {
        return mean(seeds.stream().map(value).toList());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }

    private static Table table(
            Map<String, List<DoubtResult>> results, Function<DoubtResult, Map<String, Map<String, Double>>> areas) {
        List<String> columns = new ArrayList<>(List.of("score"));
        results.forEach((set, seeds) -> columns.add(
                set + ": " + String.join(", ", areas.apply(seeds.get(0)).keySet())));
        columns.addAll(List.of("mean", "least", "least of one seed"));
        Table table = new Table(columns.toArray(String[]::new));
        byScore(results, areas).forEach((score, means) -> table.row(row(results, areas, score, means)));
        return table;
    }

    private static String[] row(
            Map<String, List<DoubtResult>> results,
            Function<DoubtResult, Map<String, Map<String, Double>>> areas,
            String score,
            List<Double> means) {
        List<String> cells = new ArrayList<>(List.of(score));
        results.values()
                .forEach(seeds -> cells.add(areas.apply(seeds.get(0)).keySet().stream()
                        .map(foreign -> Shown.number(mean(seeds, seed -> value(areas.apply(seed), foreign, score))))
                        .collect(Collectors.joining(" "))));
        cells.add(Shown.number(mean(means)));
        cells.add(Shown.number(least(means.stream())));
        cells.add(Shown.number(least(
                results.values().stream().flatMap(List::stream).flatMap(seed -> areas.apply(seed).keySet().stream()
                        .map(foreign -> value(areas.apply(seed), foreign, score))))));
        return cells.toArray(String[]::new);
    }

    private static double least(Stream<Double> values) {
        return values.mapToDouble(value -> value).min().orElse(Double.NaN);
    }

    private static Table alarms(Map<String, List<DoubtResult>> results) {
        Table table = new Table("alarms at 5 %, mean of seeds", "test", "dev", "foreign");
        results.forEach((set, seeds) -> table.row(
                set,
                alarms(seeds, DoubtResult.TEST),
                alarms(seeds, DoubtResult.DEV),
                seeds.get(0).areas().keySet().stream()
                        .map(foreign -> foreign + " " + alarms(seeds, foreign))
                        .collect(Collectors.joining(", "))));
        return table;
    }

    private static String alarms(List<DoubtResult> seeds, String texts) {
        return Figures.percent(mean(seeds, seed -> seed.alarms().getOrDefault(texts, Double.NaN)));
    }
}

package org.dknn.bench.study;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results of one check in Markdown: a row a randomised model, a column a scorer.
 *
 * @param seeds results by what was randomised, one map a seed, with the same keys in the same order
 * @param what heading of the first column
 * @param explainers names of the columns in the results
 */
record SanityTable(List<Map<String, SanityResult>> seeds, String what, List<String> explainers) {

    /** Copies the lists. */
    SanityTable {
        seeds = List.copyOf(seeds);
        explainers = List.copyOf(explainers);
    }

    /** The rank correlations by one measure. */
    String markdown(String metric) {
        String names = explainers.stream()
                .map(name -> name.substring(0, name.indexOf(" / ")))
                .collect(Collectors.joining(" | "));
        String head = "| " + what + " | random | " + names + " | softmax right | neighbors right |\n|---"
                + "|---:".repeat(explainers.size() + 3) + "|\n";
        return rows().stream().map(row -> row(row, metric)).collect(Collectors.joining("", head, ""));
    }

    /** What every seed has. */
    private List<String> rows() {
        return seeds.get(0).keySet().stream()
                .filter(row -> seeds.stream().allMatch(seed -> seed.containsKey(row)))
                .toList();
    }

    private String row(String row, String metric) {
        List<SanityResult> results = results(row);
        return explainers.stream()
                .map(explainer -> new SeedsCell(results, explainer, metric).toString())
                .collect(Collectors.joining(
                        " | ",
                        "| " + row + " | " + new SeedsCell(results, SanityComparison.RANDOM, metric) + " | ",
                        " | " + right(row, "softmax") + " | " + right(row, "neighbors") + " |\n"));
    }

    /** Share that the models of a row get right of something. */
    String right(String row, String of) {
        return new SeedsCell(results(row), SanityComparison.RIGHT, of).mean();
    }

    private List<SanityResult> results(String row) {
        return seeds.stream().map(seed -> seed.get(row)).toList();
    }
}

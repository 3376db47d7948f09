package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.study.VerdictResult.Answer;
import org.dknn.bench.study.VerdictResult.Thresholds;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.explain.Verdict.State;

/**
 * What verdicts are worth, in tables.
 *
 * @param results by network and set
 */
record VerdictPage(Map<NetworkKind, Map<Corpus, VerdictResult>> results) {

    private static final double[] BANDS = {0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.975, 1.01};
    private static final double[] LEVELS = {0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 0.99};

    Page page() {
        Page page = new Page("Verdicts")
                .say(
                        "Share of right answers by verdict: on calibration texts, as the model promises it, and on test texts, with its"
                                + " interval at .95 and the number of texts. Networks trained on sentences, seed 1; log ratio, Euclidean, k = 75.")
                .table(rates());
        page.heading("By confidence")
                .say("Test texts of all models on which network and neighbors agree and of which no \"no\" is said.")
                .table(bands());
        return halves().size() < 2
                ? page
                : page.heading("Thresholds")
                        .say(
                                "Each or both chosen on some sets and judged on the others, by what a verdict tells of whether an"
                                        + " answer is right, in bits per text, mean over the models.")
                        .table(thresholds());
    }

    private Table rates() {
        Table table = new Table("network", "data", "verdict", "promised", "test texts", "test less promised");
        results.forEach((kind, bySet) -> {
            bySet.forEach((corpus, result) -> rates(table, kind, corpus.toString(), List.of(result)));
            rates(table, kind, "all", bySet.values());
        });
        return table;
    }

    private static void rates(Table table, NetworkKind kind, String data, Collection<VerdictResult> models) {
        for (State state : State.values()) {
            Share promised = share(models.stream().flatMap(model -> model.calibration().stream()), state);
            Share fresh = share(models.stream().flatMap(model -> model.fresh().stream()), state);
            if (fresh.texts() > 0) {
                table.row(
                        kind.toString(),
                        data,
                        state.token(),
                        promised.text(),
                        fresh.textWithInterval(),
                        promised.texts() == 0 ? "" : fresh.above(promised));
            }
        }
    }

    private static Share share(Stream<Answer> answers, State state) {
        return Share.of(
                answers.filter(answer -> answer.state().equals(state.token())).toList(), Answer::right);
    }

    private Stream<VerdictResult> models() {
        return results.values().stream().flatMap(bySet -> bySet.values().stream());
    }

    private Table bands() {
        Table table = new Table("confidence", "no word decides alone", "a word decides alone");
        List<Answer> agreed = models().flatMap(model -> model.fresh().stream())
                .filter(answer -> answer.agrees() && !answer.state().equals(State.NO.token()))
                .toList();
        for (int band = 0; band + 1 < BANDS.length; band++) {
            double from = BANDS[band];
            double to = BANDS[band + 1];
            List<Answer> within = agreed.stream()
                    .filter(answer -> !answer.isBelow(from) && answer.isBelow(to))
                    .toList();
            table.row(
                    to > 1 ? "from " + Shown.number(from) : Shown.number(from) + " to " + Shown.number(to),
                    share(within, false).textWithInterval(),
                    share(within, true).textWithInterval());
        }
        return table;
    }

    private static Share share(List<Answer> answers, boolean decides) {
        return Share.of(
                answers.stream().filter(answer -> answer.decides() == decides).toList(), Answer::right);
    }

    /** Every other set, so that both halves have large and small ones. */
    private List<List<Corpus>> halves() {
        List<Corpus> sets = results.values().stream()
                .flatMap(bySet -> bySet.keySet().stream())
                .distinct()
                .toList();
        return IntStream.range(0, Math.min(2, sets.size()))
                .mapToObj(half -> IntStream.range(0, sets.size())
                        .filter(i -> i % 2 == half)
                        .mapToObj(sets::get)
                        .toList())
                .toList();
    }

    private Table thresholds() {
        Table table = new Table(
                "changed", "chosen on", "undecided below", "weakly below", "judged on", "bits", "bits of .9, .95");
        List<List<Corpus>> halves = halves();
        Thresholds usual = Thresholds.USUAL;
        Map<String, Predicate<Thresholds>> free = new LinkedHashMap<>();
        free.put("weakly", thresholds -> thresholds.undecided() == usual.undecided());
        free.put("undecided", thresholds -> thresholds.weakly() == usual.weakly());
        free.put("both", thresholds -> true);
        free.forEach((changed, isFree) -> {
            for (int half = 0; half < 2; half++) {
                addChoice(table, changed, isFree, halves.get(half), halves.get(1 - half));
            }
        });
        return table;
    }

    private void addChoice(
            Table table, String changed, Predicate<Thresholds> isFree, List<Corpus> own, List<Corpus> others) {
        Thresholds best = candidates().stream()
                .filter(isFree)
                .max(Comparator.comparingDouble(thresholds -> bits(own, thresholds)))
                .orElse(Thresholds.USUAL);
        table.row(
                changed,
                names(own),
                Shown.number(best.undecided()),
                Shown.number(best.weakly()),
                names(others),
                Shown.number(bits(others, best)),
                Shown.number(bits(others, Thresholds.USUAL)));
    }

    private static String names(List<Corpus> sets) {
        return String.join(", ", sets.stream().map(Corpus::toString).toList());
    }

    private static List<Thresholds> candidates() {
        List<Thresholds> candidates = new ArrayList<>();
        for (double undecided : LEVELS) {
            for (double weakly : LEVELS) {
                if (undecided <= weakly) {
                    candidates.add(new Thresholds(undecided, weakly));
                }
            }
        }
        return candidates;
    }

    private double bits(List<Corpus> sets, Thresholds thresholds) {
        return results.values().stream()
                .flatMap(bySet -> bySet.entrySet().stream())
                .filter(entry -> sets.contains(entry.getKey()))
                .mapToDouble(entry -> told(entry.getValue().fresh(), thresholds))
                .average()
                .orElse(Double.NaN);
    }

    /** Mutual information of verdict and rightness. */
    static double told(List<Answer> answers, Thresholds thresholds) {
        double bits = entropy(Share.of(answers, Answer::right));
        for (State state : State.values()) {
            List<Answer> of = answers.stream()
                    .filter(answer -> answer.state(thresholds) == state)
                    .toList();
            bits -= of.isEmpty() ? 0 : entropy(Share.of(of, Answer::right)) * of.size() / answers.size();
        }
        return bits;
    }

    private static double entropy(Share share) {
        return part(share.value()) + part(1 - share.value());
    }

    private static double part(double share) {
        return share <= 0 ? 0 : -share * Math.log(share) / Math.log(2);
    }
}

package org.dknn.bench.pairs;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dknn.LabelSet;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.corpus.WordInClass;

/**
 * Words that give a class of SNLI away, and how each method ranks them.
 *
 * @see <a href="https://arxiv.org/abs/1803.02324">Gururangan et al. (2018), Table 4</a>
 */
final class KnownArtifacts {

    /** The five of each class that are first by mutual information over SNLI's training hypotheses. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "entailment", List.of("outdoors", "least", "instrument", "outside", "animal"),
            "neutral", List.of("tall", "first", "competition", "sad", "favorite"),
            "contradiction", List.of("nobody", "sleeping", "no", "tv", "cat"));

    private static final int FIRST = 20;

    private final List<String> methods;
    private final LabelSet labelSet;
    private final CorpusReport whole;
    private final CorpusReport frequent;

    KnownArtifacts(CorpusStatistics statistics) {
        this.methods = statistics.methods();
        this.labelSet = statistics.labelSet();
        this.whole = report(statistics, 1);
        this.frequent = report(statistics, CorpusReport.Settings.USUAL.minimumTexts());
    }

    private static CorpusReport report(CorpusStatistics statistics, int minimumTexts) {
        double smoothing = CorpusReport.Settings.USUAL.smoothing();
        return CorpusReport.of(
                statistics,
                new CorpusReport.Settings(
                        minimumTexts, Integer.MAX_VALUE, CorpusReport.Order.MUTUAL_INFORMATION, smoothing));
    }

    /** Both tables. */
    Page page() {
        return new Page("Known artifacts")
                .say(
                        "Mean rank, 1 being the most salient word of its hypothesis, with 95 % intervals, where the class was"
                                + " explained; by chance it is that of \"random\".")
                .table(known())
                .say("How many of the " + FIRST + " words that tell most of each class by PMI are among the " + FIRST
                        + " that surely matter most to a method, and Spearman's correlation of PMI and mean saliency.")
                .table(overlap());
    }

    private Table known() {
        Table table = new Table(concat(List.of("word", "class", "explained", "PMI"), methods));
        for (CorpusReport.ClassWords words : whole.classes()) {
            String name = labelSet.name(words.label());
            List<String> wanted = WORDS.getOrDefault(name, List.of());
            words.words().stream()
                    .filter(word -> wanted.contains(word.word()))
                    .sorted(Comparator.comparingInt(word -> wanted.indexOf(word.word())))
                    .forEach(word -> table.row(row(name, word)));
        }
        return table;
    }

    private static String[] row(String name, WordInClass word) {
        List<String> first = List.of(
                word.word(),
                name,
                String.valueOf(word.textsExplained()),
                String.format(Locale.ROOT, "%+.2f", word.pmi()));
        return concat(first, word.measures().stream().map(KnownArtifacts::rank).toList());
    }

    private static String rank(WordInClass.Measure measure) {
        OptionalDouble margin = measure.rankMargin();
        return String.format(Locale.ROOT, "%.2f", measure.rank())
                + (margin.isPresent() ? String.format(Locale.ROOT, " \u00B1 %.2f", margin.getAsDouble()) : "");
    }

    private Table overlap() {
        String[] columns = concat(List.of("class"), methods);
        Table table = new Table(columns);
        for (CorpusReport.ClassWords words : frequent.classes()) {
            String[] row = new String[columns.length];
            row[0] = labelSet.name(words.label());
            for (int method = 0; method < methods.size(); method++) {
                OptionalDouble correlation = words.agreements().get(method);
                row[method + 1] = shared(words.words(), method)
                        + (correlation.isPresent()
                                ? String.format(Locale.ROOT, ", %.2f", correlation.getAsDouble())
                                : "");
            }
            table.row(row);
        }
        return table;
    }

    private static long shared(List<WordInClass> byInformation, int method) {
        Comparator<WordInClass> rising =
                Comparator.comparingDouble(word -> word.measures().get(method).surelyAtLeast());
        Set<String> mattering = byInformation.stream()
                .sorted(rising.reversed())
                .limit(FIRST)
                .map(WordInClass::word)
                .collect(Collectors.toSet());
        return byInformation.stream()
                .limit(FIRST)
                .filter(word -> mattering.contains(word.word()))
                .count();
    }

    private static String[] concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toArray(String[]::new);
    }
}

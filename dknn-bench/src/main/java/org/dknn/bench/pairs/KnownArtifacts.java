package org.dknn.bench.pairs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.dknn.LabelSet;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusReport.ClassWords;
import org.dknn.nlp.corpus.CorpusReport.Settings;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.corpus.CorpusReport.WordInClass;

/**
 * Words that give a class of SNLI away, and how each method ranks them.
 *
 * @param statistics of the explained pairs
 * @see <a href="https://arxiv.org/abs/1803.02324">Gururangan et al. (2018), Table 4</a>
 */
public record KnownArtifacts(CorpusStatistics statistics) {

    /** The five of each class that are first by mutual information over SNLI's training hypotheses. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "entailment", List.of("outdoors", "least", "instrument", "outside", "animal"),
            "neutral", List.of("tall", "first", "competition", "sad", "favorite"),
            "contradiction", List.of("nobody", "sleeping", "no", "tv", "cat"));

    private static final int FIRST = 20;

    /** The known words and their ranks, then how far each method and mutual information agree. */
    public Page page() {
        return new Page("Known artifacts")
                .say(
                        "Mean rank, 1 being the most important word of its hypothesis, with 95 % intervals, where the class"
                                + " was explained; by chance it is that of \"random\".")
                .table(known())
                .say("How many of the " + FIRST + " words that tell most of each class by PMI are among the " + FIRST
                        + " that surely matter most to a method, and Spearman's correlation of PMI and mean value.")
                .table(overlap());
    }

    private List<ClassWords> classes(int minimumTexts) {
        Settings settings = new Settings(
                minimumTexts, Integer.MAX_VALUE, CorpusReport.Order.MUTUAL_INFORMATION, Settings.USUAL.smoothing());
        return CorpusReport.of(statistics, settings).classes();
    }

    private Table table(String... columns) {
        List<String> all = new ArrayList<>(List.of(columns));
        all.addAll(statistics.methods());
        return new Table(all.toArray(String[]::new));
    }

    private Table known() {
        Table table = table("word", "class", "explained", "PMI");
        LabelSet labelSet = statistics.labelSet();
        for (ClassWords words : classes(1)) {
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
        List<String> cells = new ArrayList<>(List.of(
                word.word(),
                name,
                String.valueOf(word.textsExplained()),
                String.format(Locale.ROOT, "%+.2f", word.pmi())));
        word.measures()
                .forEach(measure -> cells.add(hundredths(measure.rank()) + shown(" \u00B1 ", measure.rankMargin())));
        return cells.toArray(String[]::new);
    }

    private Table overlap() {
        Table table = table("class");
        for (ClassWords words : classes(Settings.USUAL.minimumTexts())) {
            List<String> cells = new ArrayList<>(List.of(statistics.labelSet().name(words.label())));
            for (int method = 0; method < statistics.methods().size(); method++) {
                cells.add(shared(words.words(), method)
                        + shown(", ", words.agreements().get(method)));
            }
            table.row(cells.toArray(String[]::new));
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

    private static String hundredths(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String shown(String before, OptionalDouble value) {
        return value.isPresent() ? before + hundredths(value.getAsDouble()) : "";
    }
}

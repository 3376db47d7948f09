package org.dknn.bench.pairs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusReport.ClassWords;
import org.dknn.nlp.corpus.CorpusReport.Settings;
import org.dknn.nlp.corpus.CorpusReport.WordInClass;
import org.dknn.nlp.corpus.CorpusStatistics;

/**
 * Words that give a class of SNLI away, and how each method ranks them.
 *
 * @see <a href="https://arxiv.org/abs/1803.02324">Gururangan et al. (2018), Table 4</a>
 */
public final class KnownArtifacts {

    /** The five of each class that are first by mutual information over SNLI's training hypotheses. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "entailment", List.of("outdoors", "least", "instrument", "outside", "animal"),
            "neutral", List.of("tall", "first", "competition", "sad", "favorite"),
            "contradiction", List.of("nobody", "sleeping", "no", "tv", "cat"));

    private KnownArtifacts() {}

    /** The known words and their ranks in explained pairs. */
    public static Page page(CorpusStatistics statistics) {
        List<String> columns = new ArrayList<>(List.of("word", "class", "explained", "PMI"));
        columns.addAll(statistics.methods());
        Table table = new Table(columns.toArray(String[]::new));
        Settings settings =
                new Settings(1, Integer.MAX_VALUE, CorpusReport.Order.MUTUAL_INFORMATION, Settings.USUAL.smoothing());
        for (ClassWords words : CorpusReport.of(statistics, settings).classes()) {
            String name = statistics.labelSet().name(words.label());
            List<String> wanted = WORDS.getOrDefault(name, List.of());
            words.words().stream()
                    .filter(word -> wanted.contains(word.word()))
                    .sorted(Comparator.comparingInt(word -> wanted.indexOf(word.word())))
                    .forEach(word -> table.row(row(name, word)));
        }
        return new Page("Known artifacts")
                .say(
                        "Mean rank, 1 being the most important word of its hypothesis, with 95 % intervals, where the class was"
                                + " explained; by chance it is that of \"random\".")
                .table(table);
    }

    private static String[] row(String name, WordInClass word) {
        List<String> cells = new ArrayList<>(List.of(word.word(), name, String.valueOf(word.textsExplained())));
        cells.add(String.format(Locale.ROOT, "%+.2f", word.pmi()));
        word.measures().forEach(measure -> {
            String rank = String.format(Locale.ROOT, "%.2f", measure.rank());
            cells.add(
                    measure.rankMargin().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    "%s \u00B1 %.2f",
                                    rank,
                                    measure.rankMargin().getAsDouble())
                            : rank);
        });
        return cells.toArray(String[]::new);
    }
}

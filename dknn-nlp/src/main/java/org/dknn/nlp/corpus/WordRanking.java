package org.dknn.nlp.corpus;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.dknn.nlp.corpus.CorpusReport.WordInClass;

/** Puts the words of each class in order. */
final class WordRanking {

    private static final int ENOUGH_FOR_A_CORRELATION = 3;

    private final CorpusStatistics statistics;
    private final CorpusReport.Settings settings;
    private final MutualInformation information;

    WordRanking(CorpusStatistics statistics, CorpusReport.Settings settings) {
        this.statistics = statistics;
        this.settings = settings;
        this.information =
                new MutualInformation(statistics.words(), statistics.labelSet().size(), settings.smoothing());
    }

    CorpusReport.ClassWords ofClass(int label) {
        List<WordInClass> candidates = statistics.words().entrySet().stream()
                .filter(entry -> settings.shows(entry.getKey()))
                .map(entry -> word(entry, label))
                .filter(word -> word.textsExplained() >= settings.minimumTexts())
                .sorted(order())
                .toList();
        List<OptionalDouble> agreements = IntStream.range(0, methods())
                .mapToObj(method -> agreement(candidates, method))
                .toList();
        List<WordInClass> first = candidates.stream().limit(settings.words()).toList();
        return new CorpusReport.ClassWords(label, candidates.size(), first, agreements);
    }

    private int methods() {
        return statistics.methods().size();
    }

    private WordInClass word(Map.Entry<String, WordSums> entry, int label) {
        WordSums sums = entry.getValue();
        return new WordInClass(
                entry.getKey(),
                label,
                sums.texts(label),
                sums.means(label, 0).importance().count(),
                information.of(sums, label),
                IntStream.range(0, methods())
                        .mapToObj(method -> WordInClass.Measure.of(sums.means(label, method)))
                        .toList());
    }

    /** Words come in their own order, which decides between equals. */
    private Comparator<WordInClass> order() {
        Comparator<WordInClass> rising =
                switch (settings.order()) {
                    case IMPORTANCE ->
                        Comparator.<WordInClass>comparingDouble(
                                        word -> word.measures().get(0).surelyAtLeast())
                                .thenComparingDouble(
                                        word -> word.measures().get(0).importance());
                    case MUTUAL_INFORMATION -> Comparator.comparingDouble(WordInClass::pmi);
                };
        return rising.reversed();
    }

    private static OptionalDouble agreement(List<WordInClass> words, int method) {
        if (words.size() < ENOUGH_FOR_A_CORRELATION) {
            return OptionalDouble.empty();
        }
        double[] importance = words.stream()
                .mapToDouble(word -> word.measures().get(method).importance() + 0.0) // no -0.0: it would rank below 0.0
                .toArray();
        double[] pmi = words.stream().mapToDouble(WordInClass::pmi).toArray();
        double correlation = new SpearmansCorrelation().correlation(importance, pmi);
        return Double.isNaN(correlation) ? OptionalDouble.empty() : OptionalDouble.of(correlation);
    }
}

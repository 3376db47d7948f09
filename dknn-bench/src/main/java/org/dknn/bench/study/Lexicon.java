package org.dknn.bench.study;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;

/**
 * What a word says of a class by counting alone, without any network: the logarithm of how often it occurs in training texts of the
 * class, divided by how often in the others, each in units of all words there and one more than counted. Unknown words have what
 * the lengths of the texts leave, which is near 0.
 */
final class Lexicon implements Attribution {

    private final Map<String, int[]> counts = new HashMap<>();

    /** Number of words by class. */
    private final int[] totals;

    private Lexicon(int classes) {
        this.totals = new int[classes];
    }

    static Lexicon of(Dataset<List<String>> training) {
        Lexicon lexicon = new Lexicon(training.labelSet().size());
        for (int i = 0; i < training.size(); i++) {
            for (String word : training.inputs().get(i)) {
                lexicon.counts.computeIfAbsent(word, unseen -> new int[lexicon.totals.length])[training.label(i)]++;
                lexicon.totals[training.label(i)]++;
            }
        }
        return lexicon;
    }

    @Override
    public String name() {
        return "lexicon, no network";
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        double[] values = features.words().stream()
                .mapToDouble(word -> value(word, target.label()))
                .toArray();
        return Plan.of(Attributions.of(name(), target, values));
    }

    double value(String word, int label) {
        int[] found = counts.getOrDefault(word, new int[totals.length]);
        int inside = found[label];
        int outside = IntStream.of(found).sum() - inside;
        int others = IntStream.of(totals).sum() - totals[label];
        double words = counts.size();
        return Math.log((inside + 1) / (totals[label] + words)) - Math.log((outside + 1) / (others + words));
    }
}

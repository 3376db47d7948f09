package org.dknn.nlp.attribution;

import java.util.Comparator;
import java.util.List;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.perturb.FeatureGroups;

/**
 * Values of long texts by sentence first, then by word in the strongest sentences.
 *
 * @param method of both
 * @param most number of sentences up to which a text is explained by word alone
 * @param strongest number of sentences whose words are told apart
 */
record SentencesFirst(LeaveOneOutAndIn method, int most, int strongest) implements Attribution {

    SentencesFirst {
        if (most < 1 || strongest < 0) {
            throw new IllegalArgumentException(
                    "needs at least 1 sentence for a short text and at least 0 strongest ones, got " + most + " and "
                            + strongest);
        }
    }

    @Override
    public String name() {
        return method.name();
    }

    /** That of the method: words of a sentence are worth as much as the sentence, as by the method word by word. */
    @Override
    public String limitsName() {
        return method.limitsName();
    }

    @Override
    public boolean leavesOutEachWord(List<String> words) {
        return FeatureGroups.sentences().groups(words).size() <= most && method.leavesOutEachWord(words);
    }

    @Override
    public boolean isPlannedAhead() {
        return true;
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        List<FeatureGroup> sentences = FeatureGroups.sentences().groups(features.words());
        if (sentences.size() <= most) {
            return method.plan(features, target);
        }
        return method.withGroups(FeatureGroups.sentences())
                .plan(features, target)
                .then(bySentence -> bySentence.unfinished().isEmpty()
                        ? words(features, target, sentences, bySentence.values())
                        : Plan.of(bySentence));
    }

    private Plan<Attributions> words(
            Features features, Target target, List<FeatureGroup> sentences, double[] bySentence) {
        List<FeatureGroup> chosen = sentences.stream()
                .sorted(Comparator.comparingDouble(sentence -> -Math.abs(sum(bySentence, sentence))))
                .limit(strongest)
                .toList();
        FeatureGroup[] words = chosen.stream()
                .flatMap(sentence -> sentence.positions().stream())
                .map(position -> FeatureGroup.of(position))
                .toArray(FeatureGroup[]::new);
        return method.withGroups(FeatureGroups.of(words)).plan(features, target).map(byWord -> Attributions.of(
                        name(),
                        target,
                        byWord.unfinished().isEmpty() ? joined(chosen, bySentence, byWord.values()) : bySentence)
                .withUnfinished(byWord.unfinished()));
    }

    /** Sentences keep their sums; what words of the chosen ones differ by is added. */
    private static double[] joined(List<FeatureGroup> chosen, double[] bySentence, double[] byWord) {
        double[] values = bySentence.clone();
        for (FeatureGroup sentence : chosen) {
            double mean = sum(byWord, sentence) / sentence.positions().size();
            sentence.positions().forEach(position -> values[position] += byWord[position] - mean);
        }
        return values;
    }

    private static double sum(double[] values, FeatureGroup sentence) {
        return sentence.positions().stream()
                .mapToDouble(position -> values[position])
                .sum();
    }
}

package org.dknn.bench.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.dknn.Prediction;
import org.dknn.activation.Activations;
import org.dknn.conformal.Nonconformity;
import org.dknn.ood.OodResult;

/** All scores of texts by one network, larger for what is less usual. Close it to free the indexes. */
final class DoubtScores implements AutoCloseable {

    static final String COMBINATION = "combination";
    static final String PROBABILITY = "max probability";
    static final String ENERGY = "energy";

    private static final double RATE = 0.05;
    private static final Set<String> WORDS = Set.of("unknown words", "unknown word pairs");

    private final DoubtModel model;
    private final LayerDistances distances;

    DoubtScores(DoubtModel model) {
        this.model = model;
        this.distances = new LayerDistances(model);
    }

    /**
     * Scores of texts.
     *
     * @param lengths numbers of words
     * @param scores by name, one per text
     * @param alarms share that is called out-of-distribution
     */
    record Judged(List<Integer> lengths, Map<String, double[]> scores, double alarms) {

        double[] of(String score) {
            return Objects.requireNonNull(scores.get(score), score);
        }
    }

    Judged of(List<List<String>> texts) {
        List<Prediction> predictions = model.dknn().predictAll(texts);
        List<OodResult> ood = model.dknn().oodAll(texts, predictions, RATE);
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put(COMBINATION, array(ood, result -> fisher(result.parts())));
        for (String part : model.dknn().oodScores()) {
            scores.put(part, array(ood, result -> part(result, part)));
        }
        scores.put(
                "words and pairs, no network",
                array(
                        ood,
                        result -> fisher(result.parts().stream()
                                .filter(part -> WORDS.contains(part.name()))
                                .toList())));
        addDistances(texts, predictions, scores);
        scores.put("credibility", array(predictions, prediction -> -prediction.credibility()));
        scores.put(PROBABILITY, array(predictions, prediction -> -prediction.probability(prediction.networkLabel())));
        double alarms = ood.stream().filter(result -> !result.inDistribution()).count() / (double) texts.size();
        return new Judged(texts.stream().map(List::size).toList(), scores, alarms);
    }

    private void addDistances(List<List<String>> texts, List<Prediction> predictions, Map<String, double[]> scores) {
        Nonconformity kth = model.dknn().fitted(Nonconformity.kthDistance());
        scores.put(
                "k-th distances, all layers, cosine",
                array(predictions, prediction -> kth.of(prediction.statistics(), 0)));
        int last = model.dknn().layers().size() - 1;
        scores.put(
                "k-th distance, last layer, cosine (Sun et al.)",
                array(
                        predictions,
                        prediction -> prediction.statistics().layers().get(last).kthDistance()));
        Activations activations = model.dknn().extractor().extract(texts);
        scores.putAll(distances.of(activations));
        List<double[]> logits = model.logits().apply(activations);
        scores.put(ENERGY, array(logits, DoubtScores::energy));
        scores.put("max logit", array(logits, row -> -max(row)));
    }

    private static <T> double[] array(List<T> rows, ToDoubleFunction<T> score) {
        return rows.stream().mapToDouble(score).toArray();
    }

    /** Fisher's sum, which tells apart what the p-value can no longer. */
    private static double fisher(List<OodResult.Part> parts) {
        return parts.stream().mapToDouble(part -> -Math.log(part.pValue())).sum();
    }

    private static double part(OodResult result, String name) {
        return result.parts().stream()
                .filter(part -> part.name().equals(name))
                .mapToDouble(OodResult.Part::score)
                .findFirst()
                .orElseThrow();
    }

    private static double max(double[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            max = Math.max(max, logit);
        }
        return max;
    }

    /** Liu, Wang, Owens and Li (2020): minus the logarithm of the summed exponentials of the logits. */
    private static double energy(double[] logits) {
        double max = max(logits);
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - max);
        }
        return -max - Math.log(sum);
    }

    /**
     * Share of the pairs of a usual and a foreign text of the same number of words in which the foreign one has the larger score, ties
     * counting half: the AUROC where length tells nothing. Not a number if no two are of one length.
     */
    static double matchedArea(Judged usual, Judged foreign, String score) {
        double[] own = usual.of(score);
        double[] others = foreign.of(score);
        double wins = 0;
        long pairs = 0;
        for (int i = 0; i < own.length; i++) {
            for (int j = 0; j < others.length; j++) {
                if (usual.lengths().get(i).equals(foreign.lengths().get(j))) {
                    pairs++;
                    wins += others[j] > own[i] ? 1 : others[j] == own[i] ? 0.5 : 0;
                }
            }
        }
        return wins / pairs;
    }

    @Override
    public void close() {
        distances.close();
    }
}

package org.dknn.bench.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.activation.Activations;
import org.dknn.bench.model.TrainedModel;
import org.dknn.conformal.Nonconformity;
import org.dknn.ood.OodResult;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All scores of texts by one network, larger for what is less usual. Logits are made of the last layer that the classifier looks at,
 * on which the output layer stands.
 */
record DoubtScores(TrainedModel<List<String>> byCosine, TrainedModel<List<String>> euclidean) {

    private static final double RATE = 0.05;
    private static final String OUTPUT = "out";

    /**
     * Scores of texts.
     *
     * @param scores by name, one per text
     * @param alarms share that is called out-of-distribution
     */
    record Judged(Map<String, double[]> scores, double alarms) {

        double[] of(String score) {
            return Objects.requireNonNull(scores.get(score), score);
        }
    }

    Judged of(List<List<String>> texts) {
        List<Prediction> predictions = byCosine.dknn().predictAll(texts);
        List<OodResult> ood = byCosine.dknn().oodAll(texts, predictions, RATE);
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put("combination", array(ood, DoubtScores::fisher));
        scores.put(
                "combination, Euclidean model",
                array(euclidean.dknn().oodAll(texts, euclidean.dknn().predictAll(texts), RATE), DoubtScores::fisher));
        for (String part : byCosine.dknn().oodScores()) {
            scores.put(part, array(ood, result -> part(result, part)));
        }
        scores.put("k-th distances, all layers, cosine", distances(byCosine, predictions));
        scores.put(
                "k-th distances, all layers, Euclidean",
                distances(euclidean, euclidean.dknn().predictAll(texts)));
        scores.put("credibility", array(predictions, prediction -> -prediction.credibility()));
        scores.put(
                "max probability",
                array(predictions, prediction -> -prediction.probability(prediction.networkLabel())));
        List<double[]> logits = logits(texts);
        scores.put("energy", array(logits, DoubtScores::energy));
        scores.put("max logit", array(logits, row -> -max(row)));
        double alarms = ood.stream().filter(result -> !result.inDistribution()).count() / (double) texts.size();
        return new Judged(scores, alarms);
    }

    private static <T> double[] array(List<T> rows, ToDoubleFunction<T> score) {
        return rows.stream().mapToDouble(score).toArray();
    }

    /** Fisher's sum, which tells apart what the p-value can no longer. */
    private static double fisher(OodResult result) {
        return result.parts().stream()
                .mapToDouble(part -> -Math.log(part.pValue()))
                .sum();
    }

    private static double part(OodResult result, String name) {
        return result.parts().stream()
                .filter(part -> part.name().equals(name))
                .mapToDouble(OodResult.Part::score)
                .findFirst()
                .orElseThrow();
    }

    private static double[] distances(TrainedModel<List<String>> model, List<Prediction> predictions) {
        Nonconformity distance = model.dknn().fitted(Nonconformity.kthDistance());
        return array(predictions, prediction -> distance.of(prediction.statistics(), 0));
    }

    private List<double[]> logits(List<List<String>> texts) {
        INDArray weights = byCosine.graph().getLayer(OUTPUT).getParam("W");
        INDArray bias = byCosine.graph().getLayer(OUTPUT).getParam("b");
        Activations activations = byCosine.dknn().extractor().extract(texts);
        FloatMatrix last = activations.matrices().get(activations.matrices().size() - 1);
        return IntStream.range(0, last.rows())
                .mapToObj(row -> {
                    double[] logits = new double[(int) weights.size(1)];
                    for (int label = 0; label < logits.length; label++) {
                        logits[label] = bias.getDouble(label);
                        for (int column = 0; column < last.columns(); column++) {
                            logits[label] += last.get(row, column) * weights.getDouble(column, label);
                        }
                    }
                    return logits;
                })
                .toList();
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
}

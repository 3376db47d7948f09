package org.dknn.nlp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.vector.FloatMatrix;

/**
 * A network that is none. A text is the sum of its words: good is 1, great 2, bad -1, awful -2, others 0. Layer "sum" is the
 * sum, layer "parts" what is above and what is below 0; the probability of "positive" is 0.5 + sum / 8, cut to [0, 1].
 * Remembers what it was asked.
 */
public final class WordWeights implements ActivationExtractor<List<String>> {

    private static final Map<String, Integer> WEIGHTS = Map.of("good", 1, "great", 2, "bad", -1, "awful", -2);

    private final List<List<List<String>>> calls = Collections.synchronizedList(new ArrayList<>());

    /** Three neighbors; sums 2, 1, 3, -2, -1, -3 as reference and one text of either class for calibration. */
    public DeepKnn<List<String>> fitted() {
        return fitted(
                LabelSet.of("negative", "positive"),
                "a great film",
                "a good film",
                "great and good",
                "an awful film",
                "a bad film",
                "awful and bad");
    }

    /** Three neighbors among six reference texts, the first three of which are of class 1. */
    public DeepKnn<List<String>> fitted(LabelSet labels, String... texts) {
        Dataset<List<String>> training = Dataset.of(words(texts), new int[] {1, 1, 1, 0, 0, 0}, labels);
        Dataset<List<String>> calibration =
                Dataset.of(words("good", "bad", "so so", "good bad"), new int[] {1, 0, 1, 0}, labels);
        DeepKnn<List<String>> dknn = DeepKnn.builder(this).neighbors(3).fit(training, calibration);
        forget();
        return dknn;
    }

    /** Forgets what was extracted. */
    public void forget() {
        calls.clear();
    }

    private static List<List<String>> words(String... texts) {
        return List.of(texts).stream().map(text -> List.of(text.split(" "))).toList();
    }

    /** What was extracted since the fit, or since it was forgotten, call by call. */
    public List<List<List<String>>> calls() {
        return List.copyOf(calls);
    }

    @Override
    public List<String> layers() {
        return List.of("sum", "parts");
    }

    @Override
    public InputCodec<List<String>> codec() {
        return InputCodec.words();
    }

    @Override
    public String fingerprint() {
        return "word weights";
    }

    @Override
    public Activations extract(List<List<String>> inputs, IntConsumer progress) {
        calls.add(List.copyOf(inputs));
        int rows = inputs.size();
        float[] sum = new float[rows];
        float[] parts = new float[2 * rows];
        float[] probabilities = new float[2 * rows];
        for (int i = 0; i < rows; i++) {
            for (String word : inputs.get(i)) {
                int weight = WEIGHTS.getOrDefault(word, 0);
                sum[i] += weight;
                parts[2 * i + (weight > 0 ? 1 : 0)] += Math.abs(weight);
            }
            probabilities[2 * i + 1] = Math.max(0, Math.min(1, 0.5f + sum[i] / 8));
            probabilities[2 * i] = 1 - probabilities[2 * i + 1];
        }
        progress.accept(rows);
        return new Activations(
                layers(),
                List.of(FloatMatrix.wrap(rows, 1, sum), FloatMatrix.wrap(rows, 2, parts)),
                FloatMatrix.wrap(rows, 2, probabilities));
    }
}

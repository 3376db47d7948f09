package org.dknn.bench.study;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * Reads one word, "w" and a number from 0 to 99, as a place on an arc.
 *
 * @param bound number from which on it says positive
 */
record Arc(int bound) implements ActivationExtractor<List<String>> {

    @Override
    public List<String> layers() {
        return List.of("arc");
    }

    @Override
    public InputCodec<List<String>> codec() {
        return InputCodec.words();
    }

    @Override
    public String fingerprint() {
        return "arc " + bound;
    }

    @Override
    public Activations extract(List<List<String>> inputs, IntConsumer progress) {
        float[] places = new float[2 * inputs.size()];
        float[] odds = new float[2 * inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            int number = number(inputs.get(i));
            // wider apart from number to number, so that no two are equally far
            double place = number / 100.0 + number * number / 100_000.0;
            places[2 * i] = (float) Math.cos(place);
            places[2 * i + 1] = (float) Math.sin(place);
            odds[2 * i + 1] = (float) (1 / (1 + Math.exp((bound - 0.5 - number) / 10.0)));
            odds[2 * i] = 1 - odds[2 * i + 1];
        }
        return new Activations(
                layers(),
                List.of(FloatMatrix.wrap(inputs.size(), 2, places)),
                FloatMatrix.wrap(inputs.size(), 2, odds));
    }

    /** A classifier by five neighbors of the even numbers. */
    static DeepKnn<List<String>> fit(int bound) {
        return fit(bound, numbers(0));
    }

    static DeepKnn<List<String>> fit(int bound, Dataset<List<String>> training) {
        return DeepKnn.builder(new Arc(bound))
                .neighbors(5)
                .metric(Metric.COSINE)
                .fit(training, numbers(1));
    }

    private static int number(List<String> words) {
        return Integer.parseInt(words.get(0).substring(1));
    }

    /** Every second number from one on, positive from 50 on. */
    static Dataset<List<String>> numbers(int first) {
        List<Integer> all =
                IntStream.range(0, 50).map(i -> first + 2 * i).boxed().toList();
        return Dataset.of(
                all.stream().map(number -> List.of("w" + number)).toList(),
                all.stream().mapToInt(number -> number < 50 ? 0 : 1).toArray(),
                LabelSet.of("negative", "positive"));
    }
}

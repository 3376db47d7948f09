package org.dknn.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.vector.FloatMatrix;

/** A network that is none: it counts the words "good" and "bad" in one layer, and all words in the other. */
public record WordCounts() implements ActivationExtractor<List<String>> {

    /** Of the texts. */
    public static final LabelSet LABELS = LabelSet.of("negative", "positive");

    @Override
    public InputCodec<List<String>> codec() {
        return InputCodec.words();
    }

    @Override
    public String fingerprint() {
        return "counts";
    }

    @Override
    public List<String> layers() {
        return List.of("words", "length");
    }

    @Override
    public Activations extract(List<List<String>> inputs, IntConsumer progress) {
        float[][] words = new float[inputs.size()][];
        float[][] length = new float[inputs.size()][];
        float[][] probabilities = new float[inputs.size()][];
        for (int i = 0; i < inputs.size(); i++) {
            int good = Collections.frequency(inputs.get(i), "good");
            int bad = Collections.frequency(inputs.get(i), "bad");
            words[i] = new float[] {good, bad};
            length[i] = new float[] {inputs.get(i).size()};
            float positive = (float) (1 / (1 + Math.exp(0.4 * (bad - good))));
            probabilities[i] = new float[] {1 - positive, positive};
        }
        return new Activations(
                layers(),
                List.of(FloatMatrix.copyOf(words), FloatMatrix.copyOf(length)),
                FloatMatrix.copyOf(probabilities));
    }

    /** The same with a third class, of which it never says anything. */
    public record OfThree() implements ActivationExtractor<List<String>> {

        @Override
        public InputCodec<List<String>> codec() {
            return InputCodec.words();
        }

        @Override
        public String fingerprint() {
            return "counts of three";
        }

        @Override
        public List<String> layers() {
            return new WordCounts().layers();
        }

        @Override
        public Activations extract(List<List<String>> inputs, IntConsumer progress) {
            Activations two = new WordCounts().extract(inputs, progress);
            float[] probabilities = new float[3 * two.rows()];
            for (int row = 0; row < two.rows(); row++) {
                two.probabilities().copyRows(row, row + 1, probabilities, 3 * row);
            }
            return new Activations(two.layers(), two.matrices(), FloatMatrix.wrap(two.rows(), 3, probabilities));
        }
    }

    /** Texts of 10 words, of which those with more "good" are mostly positive. */
    public static Dataset<List<String>> texts(long seed, int size) {
        Random random = new Random(seed);
        List<List<String>> texts = new ArrayList<>();
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = random.nextInt(2);
            List<String> words = new ArrayList<>();
            for (int word = 0; word < 10; word++) {
                double draw = random.nextDouble();
                words.add(draw < 0.3 ? "plain" : draw < (labels[i] == 1 ? 0.8 : 0.5) ? "good" : "bad");
            }
            texts.add(List.copyOf(words));
        }
        return Dataset.of(texts, labels, LABELS);
    }
}

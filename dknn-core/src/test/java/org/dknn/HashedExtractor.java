package org.dknn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.vector.FloatMatrix;

/**
 * A network that is none: eight and sixteen random numbers per text, which are the same for the same text, in two layers.
 *
 * @param before receives the inputs of each call before it runs
 */
record HashedExtractor(Consumer<List<String>> before) implements ActivationExtractor<String> {

    static final LabelSet LABELS = LabelSet.of("a", "b", "c");

    HashedExtractor() {
        this(inputs -> {});
    }

    /** Different texts, whose classes take turns irregularly. */
    static Dataset<String> texts(String prefix, int count) {
        Random random = new Random(count);
        List<String> texts = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            texts.add(prefix + " " + i);
            labels[i] = random.nextInt(3);
        }
        return Dataset.of(texts, labels, LABELS);
    }

    @Override
    public List<String> layers() {
        return List.of("eight", "sixteen");
    }

    @Override
    public String fingerprint() {
        return "hashed";
    }

    @Override
    public InputCodec<String> codec() {
        return new InputCodec<>() {
            @Override
            public String write(String input) {
                return input;
            }

            @Override
            public String read(String text) {
                return text;
            }

            @Override
            public List<List<String>> texts(String input) {
                return List.of(List.of(input.split(" ", -1)));
            }
        };
    }

    @Override
    public Activations extract(List<String> inputs, IntConsumer progress) {
        before.accept(inputs);
        float[] probabilities = new float[3 * inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            probabilities[3 * i + Math.floorMod(inputs.get(i).hashCode(), 3)] = 1;
        }
        progress.accept(inputs.size());
        return new Activations(
                layers(),
                List.of(matrix(inputs, 8), matrix(inputs, 16)),
                FloatMatrix.wrap(inputs.size(), 3, probabilities));
    }

    private static FloatMatrix matrix(List<String> inputs, int width) {
        float[] values = new float[width * inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            Random random = new Random(inputs.get(i).hashCode() * 31L + width);
            for (int column = 0; column < width; column++) {
                values[i * width + column] = (float) random.nextGaussian();
            }
        }
        return FloatMatrix.wrap(inputs.size(), width, values);
    }
}

package org.dknn.nlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.nlp.text.SentencePair;
import org.dknn.vector.FloatMatrix;

/**
 * A network of pairs that is none: words are single numbers, the logit of class 1 is the product of the sides' sums, that of
 * class 0 is 0.
 *
 * @param texts how many it says that it reads
 */
public record VectorPairs(int texts) implements GradientExtractor<SentencePair> {

    private static final Map<String, Float> NUMBERS = Map.of("good", 1f, "great", 2f, "bad", -1f);

    /** Reads two. */
    public VectorPairs() {
        this(2);
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public List<Integer> lengths(SentencePair pair) {
        return List.of(rows(pair.premise()).size(), rows(pair.hypothesis()).size())
                .subList(0, texts);
    }

    private static List<float[]> rows(List<String> words) {
        return words.isEmpty()
                ? List.of(new float[] {0})
                : words.stream()
                        .map(word -> new float[] {NUMBERS.getOrDefault(word, 0f)})
                        .toList();
    }

    @Override
    public FloatMatrix embeddings(SentencePair pair) {
        List<float[]> rows = new ArrayList<>(rows(pair.premise()));
        rows.addAll(rows(pair.hypothesis()));
        return FloatMatrix.copyOf(rows.toArray(float[][]::new));
    }

    private static double sum(FloatMatrix matrix, int from, int to) {
        double sum = 0;
        for (int row = from; row < to; row++) {
            sum += matrix.get(row, 0);
        }
        return sum;
    }

    private static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    @Override
    public FloatMatrix probabilities(SentencePair pair, List<FloatMatrix> embeddings) {
        int premise = rows(pair.premise()).size();
        float[][] rows = embeddings.stream()
                .map(at -> (float) probability(sum(at, 0, premise) * sum(at, premise, at.rows())))
                .map(p -> new float[] {1 - p, p})
                .toArray(float[][]::new);
        return FloatMatrix.copyOf(rows);
    }

    @Override
    public List<ClassGradient> gradients(SentencePair pair, List<FloatMatrix> embeddings, ClassOutput output) {
        int premise = rows(pair.premise()).size();
        return embeddings.stream().map(at -> gradient(at, premise, output)).toList();
    }

    private static ClassGradient gradient(FloatMatrix at, int premise, ClassOutput output) {
        double first = sum(at, 0, premise);
        double second = sum(at, premise, at.rows());
        double p = probability(first * second);
        boolean isLogit = output.scale() == ClassOutput.Scale.LOGIT;
        double slope = isLogit ? output.read(0, 1) : output.read(-p * (1 - p), p * (1 - p));
        float[][] rows = new float[at.rows()][1];
        for (int row = 0; row < rows.length; row++) {
            rows[row][0] = (float) (slope * (row < premise ? second : first));
        }
        return new ClassGradient(
                isLogit ? output.read(0, first * second) : output.read(1 - p, p), FloatMatrix.copyOf(rows));
    }
}

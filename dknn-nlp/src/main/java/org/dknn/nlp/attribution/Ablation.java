package org.dknn.nlp.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.dknn.Prediction;
import org.dknn.nlp.perturb.Perturbation;

/**
 * A text from which words are removed.
 *
 * @param words the text
 * @param removal what stands in their place
 * @param predictor predicts the shortened texts
 */
record Ablation(List<String> words, Perturbation removal, Predictor predictor) {

    /** Scores shortened texts as {@link #vectors} does, each by one number. */
    double[] scores(int count, IntFunction<List<Integer>> removed, ToDoubleFunction<Prediction> score) {
        double[][] vectors = vectors(count, removed, prediction -> new double[] {score.applyAsDouble(prediction)});
        return Arrays.stream(vectors).mapToDouble(vector -> vector[0]).toArray();
    }

    /**
     * Predicts all shortened texts, in one batch but for very long texts.
     *
     * @param count number of removals
     * @param removed positions of each, rising
     * @param score what counts of a prediction, always as many numbers
     * @return one vector a removal; the mean where the removal makes several texts
     */
    double[][] vectors(int count, IntFunction<List<Integer>> removed, Function<Prediction, double[]> score) {
        return new TextVectors(predictor, score)
                .of(count, words.size(), change -> removal.variants(words, removed.apply(change)));
    }
}

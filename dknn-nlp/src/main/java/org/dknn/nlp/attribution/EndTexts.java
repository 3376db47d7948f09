package org.dknn.nlp.attribution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dknn.Prediction;
import org.dknn.nlp.perturb.Perturbation;

/**
 * The texts at both ends of a text, predicted together: without each of its words, of each of its words alone, and of no words.
 */
final class EndTexts {

    private final List<String> words;
    private final List<String> distinct;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final double[][] vectors;

    /**
     * Predicts the texts.
     *
     * @param vector what counts of a prediction, always as many numbers
     */
    EndTexts(List<String> words, Predictor predictor, Function<Prediction, double[]> vector) {
        this.words = words;
        words.forEach(word -> numbers.putIfAbsent(word, numbers.size()));
        this.distinct = List.copyOf(numbers.keySet());
        this.vectors = new TextVectors(predictor, vector)
                .of(words.size() + distinct.size() + 1, words.size(), number -> List.of(text(number)));
    }

    private List<String> text(int number) {
        if (number < words.size()) {
            return Perturbation.delete().remove(words, number);
        }
        int alone = number - words.size();
        return alone < distinct.size() ? List.of(distinct.get(alone)) : List.of();
    }

    /** The vector of the text without the word at a position. */
    double[] without(int position) {
        return vectors[position];
    }

    /** The vector of the word at a position alone. */
    double[] alone(int position) {
        return vectors[words.size() + numbers.getOrDefault(words.get(position), 0)];
    }

    /** The vector of the text of no words. */
    double[] none() {
        return vectors[vectors.length - 1];
    }
}

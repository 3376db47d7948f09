package org.dknn.dl4j.nlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.models.word2vec.VocabWord;
import org.deeplearning4j.models.word2vec.wordstore.VocabCache;

/**
 * Vector of a text with a value for each of its words that is known: the word's weight, times a factor.
 *
 * @param width of all vectors
 * @param terms by word
 * @param factor of each weight
 */
record TermWeights(int width, Map<String, Term> terms, Factor factor) implements Function<List<String>, float[]> {

    /** What a weight is multiplied by. */
    enum Factor {
        /** 1. */
        NONE,
        /** The number of the word's places by that of all words of the text. */
        SHARE_OF_TEXT
    }

    /**
     * A word's place and weight.
     *
     * @param column from 0
     */
    record Term(int column, double weight) {}

    TermWeights {
        terms = Map.copyOf(terms);
        for (Map.Entry<String, Term> entry : terms.entrySet()) {
            int column = entry.getValue().column();
            if (column < 0
                    || column >= width
                    || !Double.isFinite(entry.getValue().weight())) {
                throw new IllegalArgumentException("the word \"" + entry.getKey() + "\" must have a column in 0.."
                        + (width - 1) + " and a finite weight, got " + entry.getValue());
            }
        }
    }

    static TermWeights of(VocabCache<VocabWord> vocabulary, Factor factor, ToDoubleFunction<String> weight) {
        Map<String, Term> terms = new HashMap<>();
        for (String word : vocabulary.words()) {
            terms.put(word, new Term(vocabulary.indexOf(word), weight.applyAsDouble(word)));
        }
        return new TermWeights(vocabulary.numWords(), terms, factor);
    }

    @Override
    public float[] apply(List<String> words) {
        Map<String, Integer> counts = new HashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        float[] vector = new float[width];
        counts.forEach((word, count) -> {
            Term term = terms.get(word);
            if (term != null) {
                double share = factor == Factor.NONE ? 1 : (double) count / words.size();
                vector[term.column()] = (float) (share * term.weight());
            }
        });
        return vector;
    }

    @Override
    public String toString() {
        return "weights of " + terms.size() + " words";
    }
}

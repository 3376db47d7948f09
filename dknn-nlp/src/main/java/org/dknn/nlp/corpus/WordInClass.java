package org.dknn.nlp.corpus;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One word and one class.
 *
 * @param word as the classifier reads it
 * @param label the class
 * @param textsOfClass number of texts whose true label is the class and that have the word
 * @param textsExplained number of texts in which the class was explained and that have the word
 * @param pmi pointwise mutual information of word and true class, in nats, smoothed
 * @param measures one per method
 */
public record WordInClass(
        String word, int label, long textsOfClass, long textsExplained, double pmi, List<Measure> measures) {

    /** Copies the list. */
    public WordInClass {
        measures = List.copyOf(measures);
    }

    /**
     * What one method says of the word where the class was explained. Margins are half the width of 95 % intervals by Student's
     * distribution over texts; there are none for a word of a single text.
     *
     * @param importance mean value of the method; positive if the word speaks for the class
     * @param importanceMargin around it
     * @param rank mean rank in its text; 1 is the word of the largest value
     * @param rankMargin around it
     */
    public record Measure(double importance, OptionalDouble importanceMargin, double rank, OptionalDouble rankMargin) {

        static Measure of(WordSums.Means means) {
            return new Measure(
                    means.importance().mean(),
                    means.importance().margin(),
                    means.rank().mean(),
                    means.rank().margin());
        }

        /** The lower end of the interval of the mean value of the method; minus infinity if there is none. */
        public double surelyAtLeast() {
            return importance - importanceMargin.orElse(Double.POSITIVE_INFINITY);
        }
    }
}

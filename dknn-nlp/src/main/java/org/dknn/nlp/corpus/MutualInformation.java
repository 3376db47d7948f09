package org.dknn.nlp.corpus;

import java.util.SortedMap;

/**
 * Pointwise mutual information of words and classes over texts: {@code ln(p(word, class) / (p(word) p(class)))}, where a text
 * counts once for each different word in it and a constant is added to the count of every word with every class before
 * anything is divided.
 *
 * @see <a href="https://arxiv.org/abs/1803.02324">Gururangan et al. (2018), section 3</a>
 */
final class MutualInformation {

    private final double smoothing;
    private final int labels;
    private final double[] ofClass;
    private final double total;

    MutualInformation(SortedMap<String, WordSums> words, int labels, double smoothing) {
        this.smoothing = smoothing;
        this.labels = labels;
        this.ofClass = new double[labels];
        double sum = 0;
        for (WordSums word : words.values()) {
            for (int label = 0; label < labels; label++) {
                ofClass[label] += word.texts(label) + smoothing;
                sum += word.texts(label) + smoothing;
            }
        }
        this.total = sum;
    }

    /** In nats; positive if the word is more frequent in the class than elsewhere. */
    double of(WordSums word, int label) {
        double ofWord = 0;
        for (int other = 0; other < labels; other++) {
            ofWord += word.texts(other) + smoothing;
        }
        return Math.log((word.texts(label) + smoothing) * total / (ofWord * ofClass[label]));
    }
}

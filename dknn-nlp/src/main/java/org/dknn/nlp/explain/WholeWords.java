package org.dknn.nlp.explain;

import java.util.List;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.text.Subwords;

/**
 * Explanations of networks that read pieces of words, shown by words: the saliency of a word is the sum of those of its
 * pieces, so all words together say what all pieces said.
 */
public final class WholeWords {

    private WholeWords() {}

    /**
     * The explanation by words; intervals of pieces do not tell those of words and are left out.
     *
     * @param pieces of a network whose tokens are pieces
     * @param subwords how they tell which word they belong to
     */
    public static Explanation of(Explanation pieces, Subwords subwords) {
        List<Integer> starts = subwords.starts(pieces.tokens());
        return new Explanation(
                pieces.text(),
                subwords.merge(pieces.tokens()),
                pieces.labelSet(),
                pieces.prediction(),
                pieces.support(),
                pieces.saliencies().stream()
                        .map(saliency -> summed(saliency, starts))
                        .toList(),
                pieces.neighbors());
    }

    private static Attributions summed(Attributions pieces, List<Integer> starts) {
        double[] sums = new double[starts.size()];
        for (int word = 0; word < sums.length; word++) {
            int end = word + 1 < sums.length ? starts.get(word + 1) : pieces.size();
            for (int piece = starts.get(word); piece < end; piece++) {
                sums[word] += pieces.value(piece);
            }
        }
        return Attributions.of(pieces.method(), pieces.target(), sums);
    }
}

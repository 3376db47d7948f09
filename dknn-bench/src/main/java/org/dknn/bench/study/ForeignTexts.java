package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Folders;
import org.dknn.bench.data.SnliPairs;
import org.dknn.bench.data.StrangeTexts;

/**
 * Texts that are none of a model's kind, at most so many of each.
 *
 * @param most of each kind
 * @param seed of what is drawn
 */
record ForeignTexts(Folders folders, int most, long seed) {

    /** Some texts, drawn. */
    List<List<String>> some(List<List<String>> texts) {
        List<List<String>> drawn = new ArrayList<>(texts);
        Collections.shuffle(drawn, new Random(seed));
        return List.copyOf(drawn.subList(0, Math.min(most, drawn.size())));
    }

    /**
     * Test texts of other sets, captions of SNLI, the usual texts with their words shuffled, and texts of the same lengths of words
     * drawn from all different words of the usual ones, each as likely.
     *
     * @param own the set of the usual texts
     */
    Map<String, List<List<String>>> beside(Corpus own, List<List<String>> usual) throws IOException {
        Map<String, List<List<String>>> foreign = new LinkedHashMap<>();
        for (Corpus corpus : List.of(Corpus.CR, Corpus.TREC, Corpus.SST_2)) {
            if (corpus != own) {
                foreign.put(
                        corpus.toString(), some(corpus.read(folders, 1).test().inputs()));
            }
        }
        foreign.put("SNLI", some(SnliPairs.captions(folders)));
        Random random = new Random(seed);
        foreign.put("shuffled", StrangeTexts.shuffled(usual, random));
        foreign.put("random words", StrangeTexts.ofRandomWords(usual, random));
        return foreign;
    }
}

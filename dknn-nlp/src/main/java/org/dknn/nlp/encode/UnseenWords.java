package org.dknn.nlp.encode;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.dknn.dl4j.LengthPolicy;

/** Words of a text that a network does not see: those that are not known, and those that a length policy cuts off. */
final class UnseenWords {

    private UnseenWords() {}

    /**
     * Their positions.
     *
     * @param isKnown whether a word is read as itself
     * @param isRead whether a word has a place, as itself or as the unknown word
     * @param before number of places before the first word
     * @param places of the text, before it is cut
     */
    static BitSet of(
            List<String> words,
            Predicate<String> isKnown,
            Predicate<String> isRead,
            int before,
            int places,
            LengthPolicy policy) {
        BitSet unseen = new BitSet();
        int place = before;
        for (int i = 0; i < words.size(); i++) {
            boolean hasPlace = isRead.test(words.get(i));
            boolean isCut = hasPlace && (place < policy.firstToken(places) || place >= policy.endToken(places));
            unseen.set(i, isCut || !isKnown.test(words.get(i)));
            place += hasPlace ? 1 : 0;
        }
        return unseen;
    }
}

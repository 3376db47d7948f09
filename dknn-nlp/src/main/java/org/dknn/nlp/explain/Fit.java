package org.dknn.nlp.explain;

import java.util.List;
import org.dknn.nlp.saliency.Saliency;
import org.dknn.nlp.text.Token;

/** Whether a text, its words and their values belong together. */
final class Fit {

    private Fit() {}

    /** Refuses tokens outside of the text, and saliencies that are not one value a token. */
    static void check(String text, List<Token> tokens, List<Saliency> saliencies) {
        if (saliencies.isEmpty()) {
            throw new IllegalArgumentException("an explanation needs at least one saliency, got none");
        }
        for (Token token : tokens) {
            if (token.end() > text.length()) {
                throw new IllegalArgumentException("tokens must lie in the text of " + text.length()
                        + " characters, got [" + token.start() + ", " + token.end() + ")");
            }
        }
        for (Saliency saliency : saliencies) {
            if (saliency.size() != tokens.size()) {
                throw new IllegalArgumentException("saliency by " + saliency.method()
                        + " must have a value for each of " + tokens.size() + " tokens, got " + saliency.size());
            }
        }
    }
}

package org.dknn.nlp.explain;

import java.util.List;
import java.util.Optional;
import org.dknn.LabelSet;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.text.Token;

/** Whether a text, its words and their values belong together, and what is explained to the classes. */
final class Checks {

    private Checks() {}

    /** Refuses to explain a class that there is not. */
    static Target check(Target target, LabelSet labelSet) {
        for (int label : List.of(target.label(), target.rival().orElse(target.label()))) {
            if (label >= labelSet.size()) {
                throw new IllegalArgumentException("labels must be in 0.." + (labelSet.size() - 1) + " for the classes "
                        + labelSet.names() + ", got " + label);
            }
        }
        return target;
    }

    /** Refuses tokens outside of the text, and saliencies that are not one value a token. */
    static void check(String text, List<Token> tokens, List<Attributions> saliencies) {
        if (saliencies.isEmpty()) {
            throw new IllegalArgumentException("an explanation needs at least one saliency, got none");
        }
        for (Token token : tokens) {
            if (token.end() > text.length()) {
                throw new IllegalArgumentException("tokens must lie in the text of " + text.length()
                        + " characters, got [" + token.start() + ", " + token.end() + ")");
            }
        }
        for (Attributions saliency : saliencies) {
            if (saliency.size() != tokens.size()) {
                throw new IllegalArgumentException("saliency by " + saliency.method()
                        + " must have a value for each of " + tokens.size() + " tokens, got " + saliency.size());
            }
        }
    }

    /** Refuses sides that were scored by different methods, and interactions outside of them. */
    static void check(Explained premise, Explained hypothesis, Optional<Interactions> interactions) {
        if (!methods(premise).equals(methods(hypothesis))) {
            throw new IllegalArgumentException("both sides must be scored by the same methods, got " + methods(premise)
                    + " and " + methods(hypothesis));
        }
        int premiseWords = premise.tokens().size();
        int hypothesisWords = hypothesis.tokens().size();
        interactions.ifPresent(found -> found.requireWithin(premiseWords, hypothesisWords));
    }

    private static List<String> methods(Explained side) {
        return side.saliencies().stream().map(Attributions::method).toList();
    }
}

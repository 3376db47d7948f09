package org.dknn.nlp.render;

import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Verdict;

/** What all renderings say of whether to believe an answer. */
final class VerdictWording {

    private VerdictWording() {}

    /** The verdict, and how often it is right where that was counted, or that its rule was not measured. */
    static String of(Explanation explanation) {
        Verdict verdict = explanation.verdict();
        String sentence = verdict.sentence(explanation.labelSet());
        boolean isKnown = verdict.rate().isPresent() || !verdict.isMeasured();
        return isKnown ? sentence + " " + verdict.experience() : sentence;
    }
}

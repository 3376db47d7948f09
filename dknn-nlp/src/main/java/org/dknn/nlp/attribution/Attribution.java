package org.dknn.nlp.attribution;

import java.util.List;
import org.dknn.Prediction;

/** A method of telling how much each word speaks for a class. Implementations are safe for use by many threads. */
public interface Attribution {

    /** Name of the method, for people; {@link Attributions#method} repeats it. */
    String name();

    /**
     * Scores the words of a text.
     *
     * @param words the text; may be empty
     * @param original the prediction of the whole text
     * @param target the class to explain, whatever the text and changed ones are predicted to be
     * @param predictor predicts changed texts
     * @return one value a word
     */
    Attributions score(List<String> words, Prediction original, Target target, Predictor predictor);

    /** Scores the words of a text, for the class that is predicted. */
    default Attributions score(List<String> words, Prediction original, Predictor predictor) {
        return score(words, original, Target.predicted(original), predictor);
    }
}

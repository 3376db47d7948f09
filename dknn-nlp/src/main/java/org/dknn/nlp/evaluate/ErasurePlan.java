package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.OptionalDouble;

/** Which texts to ask about, and what to make of their scores. */
interface ErasurePlan {

    /** The changed texts; the explained one has at least one word. */
    List<List<String>> variants(ExplainedText explained);

    /**
     * The value of the metric.
     *
     * @param whole score of the explained label for the whole text
     * @param scores of the variants, for the same label
     */
    OptionalDouble value(ExplainedText explained, double whole, double[] scores);
}

package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import org.dknn.nlp.attribution.Predictor;

/**
 * Judges one explanation by a number. A new one is ready for every table once it is in {@link Metrics}, or handed to
 * {@link Evaluation}. Implementations are safe for use by many threads.
 */
public interface ExplanationMetric {

    /** Name for people, with what it depends on. */
    String name();

    /** Which values are good. */
    Direction direction();

    /**
     * The changed texts that {@link #value} will ask for, as far as they are known before; an evaluation asks for those of
     * many explanations together. None if not said.
     */
    default List<List<String>> variants(ExplainedText explained) {
        return List.of();
    }

    /**
     * The value for an explanation; finite.
     *
     * @param predictor predicts changed texts
     * @return nothing where the metric has no meaning: a text too short, or without the human labels it needs. An explanation
     *     that says nothing where others could has a value, that of chance.
     */
    OptionalDouble value(ExplainedText explained, Predictor predictor);
}

package org.dknn.nlp.evaluate;

import java.util.OptionalDouble;
import org.dknn.nlp.attribution.Attributions;

/** How far two explanations of one text agree. Implementations are safe for use by many threads. */
public interface AgreementMetric {

    /** Name for people. */
    String name();

    /**
     * The agreement; more is larger.
     *
     * @param first values of the words of a text
     * @param second values of the same words
     * @return nothing where it has no meaning, as for too few words
     */
    OptionalDouble value(Attributions first, Attributions second);
}

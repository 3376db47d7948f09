package org.dknn.nlp.attribution;

import java.util.List;

/**
 * A method that attributes a prediction to the words of an input. It calls no classifier: it returns a {@link Plan}, the changed
 * inputs it wants predicted and how their predictions are read. Implementations are safe for use by many threads.
 */
public interface Attribution {

    /** Name of the method, for people; {@link Attributions#method} repeats it. */
    String name();

    /**
     * Name by which {@link org.dknn.ValueLimits} know the values. It tells methods apart whose values differ in size though they have one
     * name, such as by word and by sentence: limits of the ones do not fit the others. Default: the name.
     */
    default String limitsName() {
        return name();
    }

    /**
     * The plan of explaining the words of a segment. Reading it more than once, off other predictions of the same inputs, gives the
     * values for these: see {@link BootstrapIntervals}.
     *
     * @param features the words; may be empty
     * @param target the class to explain, whatever the whole and the changed inputs are predicted to be
     * @return of one value per word
     */
    Plan<Attributions> plan(Features features, Target target);

    /**
     * Whether the plan asks for the text without each single word, deleted, so that what else is read off these texts costs nothing.
     *
     * @param words of a segment
     */
    default boolean leavesOutEachWord(List<String> words) {
        return false;
    }

    /**
     * Whether making the plan computes nothing, and its first round asks for the same inputs whatever the target is. An explainer then predicts
     * these together with the text, whose prediction names the target. Default: false.
     */
    default boolean isPlannedAhead() {
        return false;
    }
}

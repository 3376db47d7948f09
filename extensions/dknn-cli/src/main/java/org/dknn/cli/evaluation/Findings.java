package org.dknn.cli.evaluation;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.reliability.LayerStudy;

/**
 * All that was found out about a model on the same texts.
 *
 * @param judged its predictions
 * @param study of layers, k and nonconformities
 * @param scorers of words, beside a random one; empty if none was tried
 */
public record Findings(JudgedTexts judged, LayerStudy study, Optional<EvaluationTable> scorers) {

    private static final int[] SMALLER = {5, 15, 40};

    /** Looks at predictions with the model's own k and smaller ones. */
    public static Findings of(JudgedTexts judged, Optional<EvaluationTable> scorers) {
        int own = judged.dknn().neighbors();
        int[] neighbors = IntStream.concat(Arrays.stream(SMALLER).filter(k -> k < own), IntStream.of(own))
                .toArray();
        return new Findings(judged, LayerStudy.of(judged.dknn(), judged.texts(), neighbors), scorers);
    }
}

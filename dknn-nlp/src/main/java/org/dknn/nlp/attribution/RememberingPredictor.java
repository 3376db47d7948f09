package org.dknn.nlp.attribution;

import java.util.List;
import org.dknn.Prediction;

/**
 * Asks for each text once, so that several scorers share the shortened texts of one explanation. Remembers every prediction
 * but those of long texts, and is meant to live as long as a few texts are explained; not safe for use by many threads.
 */
public final class RememberingPredictor implements Predictor {

    private final RememberedPredictions<List<String>> predictions;

    /** Remembers what another predictor says. */
    public RememberingPredictor(Predictor predictor) {
        this.predictions = new RememberedPredictions<>(predictor::predictAll, List::size);
    }

    @Override
    public List<Prediction> predictAll(List<List<String>> texts) {
        return predictions.of(texts);
    }
}

package org.dknn.nlp.explain;

import java.util.List;
import org.dknn.Prediction;
import org.dknn.nlp.saliency.Predictor;

/** Predicts each text once, however often it is asked for. Not safe for use by many threads. */
final class RememberingPredictor implements Predictor {

    private final RememberedPredictions<List<String>> remembered;

    RememberingPredictor(Predictor predictor) {
        this.remembered = new RememberedPredictions<>(predictor::predictAll);
    }

    @Override
    public List<Prediction> predictAll(List<List<String>> texts) {
        return remembered.of(texts);
    }
}

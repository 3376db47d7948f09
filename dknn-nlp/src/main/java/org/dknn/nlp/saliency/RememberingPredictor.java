package org.dknn.nlp.saliency;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.dknn.Prediction;

/**
 * Asks for each text once, so that several scorers share the shortened texts of one explanation. Remembers every prediction
 * and is meant to live as long as a few texts are explained; not safe for use by many threads.
 */
public final class RememberingPredictor implements Predictor {

    private final Predictor predictor;
    private final Map<List<String>, Prediction> known = new HashMap<>();

    /** Remembers what another predictor says. */
    public RememberingPredictor(Predictor predictor) {
        this.predictor = predictor;
    }

    @Override
    public List<Prediction> predictAll(List<List<String>> texts) {
        LinkedHashSet<List<String>> asked = new LinkedHashSet<>(texts);
        asked.removeAll(known.keySet());
        List<List<String>> unknown = List.copyOf(asked);
        List<Prediction> predictions = unknown.isEmpty() ? List.of() : predictor.predictAll(unknown);
        for (int i = 0; i < unknown.size(); i++) {
            known.put(unknown.get(i), predictions.get(i));
        }
        return texts.stream().map(known::get).toList();
    }
}

package org.dknn.nlp.saliency;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dknn.Prediction;

/**
 * Asks for each input once, so that several scorers share the changed inputs of one explanation. Remembers every
 * prediction and is meant to live as long as a few inputs are explained; not safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public final class RememberedPredictions<I> {

    private final Function<List<I>, List<Prediction>> predictor;
    private final Map<I, Prediction> known = new HashMap<>();

    /** Remembers what a predictor says: one prediction an input, in their order. */
    public RememberedPredictions(Function<List<I>, List<Prediction>> predictor) {
        this.predictor = predictor;
    }

    /** One prediction an input, in their order. */
    public List<Prediction> of(List<I> inputs) {
        LinkedHashSet<I> asked = new LinkedHashSet<>(inputs);
        asked.removeAll(known.keySet());
        List<I> unknown = List.copyOf(asked);
        List<Prediction> predictions = unknown.isEmpty() ? List.of() : predictor.apply(unknown);
        for (int i = 0; i < unknown.size(); i++) {
            known.put(unknown.get(i), predictions.get(i));
        }
        return inputs.stream().map(known::get).toList();
    }
}

package org.dknn.nlp.attribution;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.dknn.Prediction;

/**
 * Asks for each input once, so that several scorers share the changed inputs of one explanation. Remembers every prediction
 * but those of long texts, whose many variants would fill the memory, and is meant to live as long as a few inputs are
 * explained; not safe for use by many threads.
 *
 * @param <I> type of the inputs
 */
public final class RememberedPredictions<I> {

    /** Words of the longest input that is remembered. */
    private static final int LONGEST = 1_000;

    private final Function<List<I>, List<Prediction>> predictor;
    private final ToIntFunction<I> words;
    private final Map<I, Prediction> known = new HashMap<>();

    /**
     * Remembers what a predictor says: one prediction an input, in their order.
     *
     * @param words how many an input has; of more than 1,000 it is not remembered
     */
    public RememberedPredictions(Function<List<I>, List<Prediction>> predictor, ToIntFunction<I> words) {
        this.predictor = predictor;
        this.words = words;
    }

    /** One prediction an input, in their order. */
    public List<Prediction> of(List<I> inputs) {
        LinkedHashSet<I> asked = new LinkedHashSet<>(inputs);
        asked.removeAll(known.keySet());
        List<I> unknown = List.copyOf(asked);
        List<Prediction> predictions = unknown.isEmpty() ? List.of() : predictor.apply(unknown);
        Map<I, Prediction> found = new HashMap<>();
        for (int i = 0; i < unknown.size(); i++) {
            I input = unknown.get(i);
            (words.applyAsInt(input) > LONGEST ? found : known).put(input, predictions.get(i));
        }
        return inputs.stream()
                .map(input -> found.getOrDefault(input, known.get(input)))
                .toList();
    }
}

package org.dknn.nlp.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.Dataset;
import org.dknn.HitRates;

/** Counts how often explained labels are right, by verdict. */
final class HitRateMeasure {

    private HitRateMeasure() {}

    /**
     * The counts, of every state.
     *
     * @param explanations of the examples, in their order
     */
    static HitRates of(List<Explanation> explanations, Dataset<?> examples) {
        Map<String, HitRates.Rate> rates = new LinkedHashMap<>();
        for (Verdict.State state : Verdict.State.values()) {
            rates.put(state.token(), new HitRates.Rate(0, 0));
        }
        for (int i = 0; i < explanations.size(); i++) {
            Verdict verdict = explanations.get(i).verdict();
            int right = verdict.label() == examples.label(i) ? 1 : 0;
            rates.computeIfPresent(
                    verdict.state().token(),
                    (state, rate) -> new HitRates.Rate(rate.right() + right, rate.texts() + 1));
        }
        return new HitRates(rates);
    }
}

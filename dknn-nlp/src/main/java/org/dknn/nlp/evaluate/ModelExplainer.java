package org.dknn.nlp.evaluate;

import java.util.List;
import java.util.Objects;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.RememberingPredictor;
import org.dknn.nlp.attribution.Target;

/**
 * A scorer together with the model it explains.
 *
 * @param name for tables
 * @param scorer of the words
 * @param predictor the model
 */
public record ModelExplainer(String name, Attribution scorer, Predictor predictor) {

    /** Checks that all parts are there. */
    public ModelExplainer {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scorer, "scorer");
        Objects.requireNonNull(predictor, "predictor");
    }

    /** The scorer under its own name. */
    public static ModelExplainer of(Attribution scorer, Predictor predictor) {
        return new ModelExplainer(scorer.name(), scorer, predictor);
    }

    /** Why this class, whatever the model predicts. */
    Attributions explain(List<String> words, Target target) {
        return scorer.score(words, predict(words), target, predictor);
    }

    /** What the model says of a text. */
    Prediction predict(List<String> words) {
        return predictor.predictAll(List.of(words)).get(0);
    }

    /** The same, asking each text once as long as it lives. */
    ModelExplainer remembering(RememberingPredictor memory) {
        return new ModelExplainer(name, scorer, memory);
    }
}

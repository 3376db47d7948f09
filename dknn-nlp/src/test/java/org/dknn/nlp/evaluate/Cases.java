package org.dknn.nlp.evaluate;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;

/** Explanations to judge, of texts that {@link WordWeights} reads. */
final class Cases {

    static final WordWeights NETWORK = new WordWeights();
    static final DeepKnn<List<String>> DKNN = NETWORK.fitted();
    static final Predictor PREDICTOR = DKNN::predictAll;

    private Cases() {}

    /** Answers every text as the same one. */
    static Predictor constant(String... words) {
        Prediction always = DKNN.predict(List.of(words));
        return texts -> Collections.nCopies(texts.size(), always);
    }

    /** Gives the same values to every text of as many words, for the predicted label. */
    static Attribution fixed(String name, double... values) {
        return new Attribution() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Attributions score(List<String> words, Prediction original, Target target, Predictor predictor) {
                return Attributions.of(name, original.label(), values);
            }
        };
    }

    static ExplainedText explained(AnnotatedText text, double... values) {
        Prediction prediction = DKNN.predict(text.words());
        Attribution scorer = fixed("fixed", values);
        return new ExplainedText(text, prediction, scorer.score(text.words(), prediction, PREDICTOR), scorer);
    }

    static ExplainedText explained(String text, double... values) {
        return explained(AnnotatedText.of(words(text)), values);
    }

    static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    static OptionalDouble value(ExplanationMetric metric, ExplainedText explained) {
        return metric.value(explained, PREDICTOR);
    }
}

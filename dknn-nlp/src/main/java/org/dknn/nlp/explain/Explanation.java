package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.text.Token;
import org.dknn.ood.OodResult;

/**
 * Why a text was classified as it was, and whether to believe it.
 *
 * @param text as it was given
 * @param tokens its words, with their places in the text
 * @param labelSet the classes
 * @param prediction of the whole text; its label is the one explained, if no other target was chosen
 * @param support whether the text is like the training texts at all, if that was asked for
 * @param saliencies one a method, each with one value a token; at least one
 * @param neighbors one a layer
 */
public record Explanation(
        String text,
        List<Token> tokens,
        LabelSet labelSet,
        Prediction prediction,
        Optional<OodResult> support,
        List<Attributions> saliencies,
        List<LayerNeighbors> neighbors)
        implements Explained {

    /** Copies the lists and checks that they fit each other. */
    public Explanation {
        Objects.requireNonNull(support, "support");
        tokens = List.copyOf(tokens);
        saliencies = List.copyOf(saliencies);
        neighbors = List.copyOf(neighbors);
        Checks.check(text, tokens, saliencies);
    }

    /** Does not tell whether the text is like the training texts. */
    public Explanation(
            String text,
            List<Token> tokens,
            LabelSet labelSet,
            Prediction prediction,
            List<Attributions> saliencies,
            List<LayerNeighbors> neighbors) {
        this(text, tokens, labelSet, prediction, Optional.empty(), saliencies, neighbors);
    }

    @Override
    public PredictionSummary verdict() {
        return PredictionSummary.of(prediction).withSupport(support);
    }

    /** The label that Deep k-Nearest Neighbors predicts; {@link Attributions#target} tells what is explained if not that. */
    @Override
    public int label() {
        return prediction.label();
    }

    /** Saliency of each token by the first method. */
    public Attributions saliency() {
        return saliencies.get(0);
    }
}

package org.dknn.nlp.explain;

import java.util.List;
import java.util.Optional;
import org.dknn.LabelSet;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.text.Token;

/**
 * What stands behind an explanation: which neighbors each word holds, the training texts of the predicted class and of the
 * nearest other one, and what would have to go for another prediction. Whatever shows explanations shows this, too; pages show
 * the evidence with it.
 *
 * @param explanation what it is about
 * @param words one a token
 * @param layers one a layer
 * @param counterfactual none if no set of words that was tried moves the prediction
 */
public record EvidenceReport(
        Explanation explanation,
        List<WordEvidence> words,
        List<LayerTexts> layers,
        Optional<Counterfactual> counterfactual)
        implements Explained {

    /** Copies the lists. */
    public EvidenceReport {
        words = List.copyOf(words);
        layers = List.copyOf(layers);
    }

    @Override
    public String text() {
        return explanation.text();
    }

    @Override
    public List<Token> tokens() {
        return explanation.tokens();
    }

    @Override
    public LabelSet labelSet() {
        return explanation.labelSet();
    }

    @Override
    public PredictionSummary verdict() {
        return explanation.verdict();
    }

    @Override
    public List<Attributions> saliencies() {
        return explanation.saliencies();
    }

    @Override
    public List<LayerNeighbors> neighbors() {
        return explanation.neighbors();
    }
}

package org.dknn.nlp.explain;

import java.util.List;
import org.dknn.LabelSet;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.text.Token;

/**
 * An explained text, as readers see it: an {@link Explanation} that was made here, or an {@link ExplanationRecord} that was
 * made elsewhere and read back. Whatever shows explanations asks for no more than this.
 */
public interface Explained {

    /** The text as it was given. */
    String text();

    /** Its words, with their places in the text. */
    List<Token> tokens();

    /** The classes. */
    LabelSet labelSet();

    /** The predicted label, and how far to believe it. */
    PredictionSummary verdict();

    /** At least one; one a method, each with one value a token. */
    List<Attributions> saliencies();

    /** What each layer finds similar. */
    List<LayerNeighbors> neighbors();

    /** The label that Deep k-Nearest Neighbors predicts; {@link Attributions#target} tells what is explained if not that. */
    default int label() {
        return verdict().label();
    }

    /** Name of the label that is predicted. */
    default String labelName() {
        return labelSet().name(label());
    }
}

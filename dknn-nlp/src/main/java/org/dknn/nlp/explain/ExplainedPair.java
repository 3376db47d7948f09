package org.dknn.nlp.explain;

import java.util.List;
import java.util.Optional;
import org.dknn.LabelSet;
import org.dknn.nlp.text.SentencePair.Side;

/**
 * An explained pair of texts, as readers see it: a {@link PairExplanation} that was made here, or a {@link
 * PairExplanationRecord} that was made elsewhere and read back. Whatever shows pairs asks for no more than this.
 */
public interface ExplainedPair {

    /** The first side. */
    Explained premise();

    /** The second side. */
    Explained hypothesis();

    /** What words of both sides do together, if that was asked for. */
    Optional<Interactions> interactions();

    /** A side. */
    default Explained side(Side side) {
        return side == Side.PREMISE ? premise() : hypothesis();
    }

    /** The label that is predicted of the pair, and how far to believe it. */
    default PredictionSummary verdict() {
        return premise().verdict();
    }

    /** The label that Deep k-Nearest Neighbors predicts. */
    default int label() {
        return premise().label();
    }

    /** Name of the label that is predicted. */
    default String labelName() {
        return premise().labelName();
    }

    /** The classes. */
    default LabelSet labelSet() {
        return premise().labelSet();
    }

    /** The training pairs nearest to this one, a layer after the other. */
    default List<LayerNeighbors> neighbors() {
        return premise().neighbors();
    }
}

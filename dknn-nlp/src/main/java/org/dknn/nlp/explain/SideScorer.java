package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.dknn.activation.GradientExtractor;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;

/**
 * Scores the words of one side of a pair of texts while the other side stays whole. Implementations are safe for use by many
 * threads.
 */
@FunctionalInterface
public interface SideScorer {

    /** What scores the words of a side of this pair. */
    Attribution of(SentencePair pair, Side side);

    /** By a scorer of texts that looks at predictions only, as all but those of gradients do. */
    static SideScorer of(Attribution scorer) {
        Objects.requireNonNull(scorer, "scorer");
        return (pair, side) -> scorer;
    }

    /**
     * By gradients.
     *
     * @param gradients of the network of pairs, whose inputs have two lengths
     * @param method makes a scorer of the gradients of a side, such as {@code GradientSaliency::timesInput}
     */
    static SideScorer gradients(
            GradientExtractor<SentencePair> gradients, Function<GradientExtractor<List<String>>, Attribution> method) {
        Objects.requireNonNull(gradients, "gradients");
        Objects.requireNonNull(method, "method");
        return (pair, side) -> method.apply(new SideGradients(gradients, pair, side));
    }
}

package org.dknn.nlp.gradient;

import java.util.List;
import java.util.Objects;
import org.dknn.DeepKnn;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.vector.FloatMatrix;

/**
 * How much neighbors and network together change with the embedding of each word, times that embedding. The score is that of
 * {@link org.dknn.ScoreFunction#NEIGHBORS_AND_NETWORK}: the mean over the layers of the logarithm of how much nearer the class's own
 * examples are than those of the nearest other class, plus the log-odds of the network. The neighbors are those of the whole text and
 * stay while its words change. For a class rather than another one, that one takes the place of all others.
 *
 * <p>A text costs two passes through the network and one back, whatever its length; the plan asks for no changed text. On sentences that
 * is no less than leaving words out costs, since changed texts share a batch. The layers must have one vector per text, so that of a
 * sequence its pooling is to be selected. The extractor's tokens must be the words, one each, with padding behind them at most. Keeps
 * two more copies of the activations of all reference examples. Immutable, safe for use by many threads.
 */
public final class NeighborGradient implements Attribution {

    private final GradientExtractor<List<String>> extractor;
    private final ClassNeighbors neighbors;

    private NeighborGradient(GradientExtractor<List<String>> extractor, ClassNeighbors neighbors) {
        this.extractor = extractor;
        this.neighbors = neighbors;
    }

    /**
     * Runs the network on all reference examples once.
     *
     * @param dknn whose layers, reference examples, distance and number of neighbors are taken
     * @param extractor of gradients of the same network
     */
    public static NeighborGradient of(DeepKnn<List<String>> dknn, GradientExtractor<List<String>> extractor) {
        return new NeighborGradient(Objects.requireNonNull(extractor, "extractor"), ClassNeighbors.of(dknn));
    }

    @Override
    public String name() {
        return "gradient of neighbors and network";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a layer is a sequence, or the network cannot read the text
     * @throws UnsupportedOperationException if the extractor reaches no layers
     */
    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        List<String> words = features.words();
        FloatMatrix embeddings = extractor.embeddings(words);
        ClassGradient found = extractor.gradient(words, embeddings, neighbors.score(target));
        double[] values = WordRows.values(
                words.size(), embeddings.rows(), row -> WordRows.dot(embeddings, found.gradient(), row));
        return Plan.of(Attributions.of(name(), target, values));
    }
}

package org.dknn.nlp.gradient;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.vector.FloatMatrix;
import org.jspecify.annotations.Nullable;

/**
 * How much neighbors and network together change with the embedding of each word, times that embedding. The score is that of
 * {@link org.dknn.ScoreFunction#NEIGHBORS_AND_NETWORK}: the mean over the layers of the logarithm of how much nearer the class's own
 * examples are than those of the nearest other class, plus the log-odds of the network. For a class rather than another one, that one
 * takes the place of all others.
 *
 * <p>It is the score's derivative at the text, not its change when a word goes: the neighbors of each class are those of the whole text
 * and stay, so does the nearest other class, and the log-odds are not cut off where single precision ends.
 *
 * <p>The plan asks for the prediction of the text alone, which an explainer has already, and reads the vectors of the neighbors that it
 * names; a text then costs one pass through the network and one back. An index that does not {@linkplain
 * org.dknn.index.NeighborIndex#vectors give its vectors back}, such as one on a server, costs a pass of the neighbors per layer and class in
 * addition. {@linkplain org.dknn.nlp.attribution.BootstrapIntervals Intervals} are empty, as resampling keeps neighbors. By a network of convolutions that was a sixth of leave-one-out for
 * sentences of 19 words and a sixteenth for texts of 196 ({@code docs/performance.md}). Keeps no vectors of its own. The layers must have one
 * vector per text, so that of a sequence its pooling is to be selected. The extractor's tokens must be the words, one each, with padding
 * behind them at most. Immutable, safe for use by many threads.
 */
public final class NeighborGradient implements Attribution {

    private final DeepKnn<List<String>> dknn;
    private final GradientExtractor<List<String>> extractor;

    private NeighborGradient(DeepKnn<List<String>> dknn, GradientExtractor<List<String>> extractor) {
        this.dknn = dknn;
        this.extractor = extractor;
    }

    /**
     * The gradient of a classifier's score.
     *
     * @param dknn by which texts are predicted; it stays the caller's to close
     * @param extractor of gradients of the same network
     */
    public static NeighborGradient of(DeepKnn<List<String>> dknn, GradientExtractor<List<String>> extractor) {
        return new NeighborGradient(
                Objects.requireNonNull(dknn, "dknn"), Objects.requireNonNull(extractor, "extractor"));
    }

    @Override
    public String name() {
        return "gradient of neighbors and network";
    }

    /**
     * {@inheritDoc}
     *
     * <p>Its result throws {@link IllegalArgumentException} if a layer is a sequence or the network cannot read the text, and {@link
     * UnsupportedOperationException} if the extractor reaches no layers.
     */
    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        AtomicReference<@Nullable Attributions> known = new AtomicReference<>();
        return Plan.<Prediction, Attributions>ask(List.of(features.input()), prediction -> prediction, predictions -> {
            // resampled predictions have the same neighbors, and so the same gradient
            Attributions earlier = known.get();
            Attributions found = earlier != null ? earlier : attributions(features.words(), target, predictions.get(0));
            known.set(found);
            return found;
        });
    }

    private Attributions attributions(List<String> words, Target target, Prediction prediction) {
        FloatMatrix embeddings = extractor.embeddings(words);
        ClassGradient found = extractor.gradient(words, embeddings, new NeighborScore(dknn, prediction, target));
        double[] values = WordRows.values(
                words.size(), embeddings.rows(), row -> WordRows.dot(embeddings, found.gradient(), row));
        return Attributions.of(name(), target, values);
    }
}

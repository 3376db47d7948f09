package org.dknn.nlp.gradient;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.dknn.activation.GradientExtractor;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.ClassOutput;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.vector.FloatMatrix;

/**
 * Gradient attributions of pairs of texts: the words of one side are attributed while the other side stays.
 *
 * @param gradients of the network of pairs, whose inputs have two lengths
 * @param method makes an attribution of the gradients of a side, such as {@code GradientAttribution::timesInput}
 */
public record PairGradients(
        GradientExtractor<SentencePair> gradients, Function<GradientExtractor<List<String>>, Attribution> method)
        implements Attribution {

    private static final SentencePair EMPTY = new SentencePair(List.of(), List.of());

    /** Checks that both parts are there. */
    public PairGradients {
        Objects.requireNonNull(gradients, "gradients");
        Objects.requireNonNull(method, "method");
    }

    @Override
    public String name() {
        return method.apply(new SideGradients(gradients, EMPTY, Side.PREMISE)).name();
    }

    @Override
    public Plan<Attributions> plan(Features features, Target target) {
        if (features.input().segments().size() != 2) {
            throw new IllegalArgumentException("needs the two segments of a pair, got "
                    + features.input().segments().size());
        }
        SentencePair pair =
                new SentencePair(features.input().words(0), features.input().words(1));
        Side side = features.segment() == 0 ? Side.PREMISE : Side.HYPOTHESIS;
        return method.apply(new SideGradients(gradients, pair, side)).plan(Features.of(features.words()), target);
    }

    /**
     * Gradients of the words of one side of a pair while the other side stays, so that whatever reads the gradients of a text reads
     * those of a side.
     */
    private record SideGradients(GradientExtractor<SentencePair> pairs, SentencePair pair, Side side)
            implements GradientExtractor<List<String>> {

        @Override
        public int classes() {
            return pairs.classes();
        }

        @Override
        public FloatMatrix embeddings(List<String> words) {
            return new Rows(words).ofSide(pairs.embeddings(pair.with(side, words)));
        }

        @Override
        public FloatMatrix probabilities(List<String> words, List<FloatMatrix> embeddings) {
            return pairs.probabilities(pair.with(side, words), new Rows(words).ofPair(embeddings));
        }

        @Override
        public List<ClassGradient> gradients(List<String> words, List<FloatMatrix> embeddings, ClassOutput output) {
            Rows rows = new Rows(words);
            return pairs.gradients(pair.with(side, words), rows.ofPair(embeddings), output).stream()
                    .map(gradient -> new ClassGradient(gradient.value(), rows.ofSide(gradient.gradient())))
                    .toList();
        }

        /** Which rows of a pair's embeddings are those of the side: the premise's come first. */
        private final class Rows {

            private final SentencePair changed;
            private final int from;
            private final int to;

            Rows(List<String> words) {
                this.changed = pair.with(side, words);
                List<Integer> lengths = pairs.lengths(changed);
                if (lengths.size() != 2) {
                    throw new IllegalArgumentException("needs gradients of two texts, got lengths " + lengths);
                }
                int premise = lengths.get(0);
                this.from = side == Side.PREMISE ? 0 : premise;
                this.to = side == Side.PREMISE ? premise : premise + lengths.get(1);
            }

            FloatMatrix ofSide(FloatMatrix whole) {
                return whole.rows(from, to);
            }

            /** Each with the other side's own embeddings before or behind it. */
            List<FloatMatrix> ofPair(List<FloatMatrix> sides) {
                FloatMatrix whole = pairs.embeddings(changed);
                return sides.stream().map(own -> replaced(whole, own)).toList();
            }

            private FloatMatrix replaced(FloatMatrix whole, FloatMatrix own) {
                if (own.rows() != to - from || own.columns() != whole.columns()) {
                    throw new IllegalArgumentException("needs embeddings of " + (to - from) + " x " + whole.columns()
                            + ", got " + own.rows() + " x " + own.columns());
                }
                float[] values = new float[whole.rows() * whole.columns()];
                whole.copyRows(0, whole.rows(), values, 0);
                own.copyRows(0, own.rows(), values, from * whole.columns());
                return FloatMatrix.wrap(whole.rows(), whole.columns(), values);
            }
        }
    }
}

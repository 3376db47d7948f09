package org.dknn.nlp.corpus;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.text.SentencePair.Side;

/**
 * Texts in a fixed order that are scored as they are asked for. Texts scored elsewhere are another implementation of this interface.
 */
public interface ScoredSource {

    /** What the texts are, and what scored them: another name for other texts or another network. */
    String name();

    /** The classes of the labels. */
    LabelSet labelSet();

    /** Number of texts. */
    long size();

    /**
     * The texts from one on, scored lazily; the caller closes the stream.
     *
     * @param first in {@code 0..size}
     */
    Stream<ScoredText> from(long first);

    /**
     * Texts of a data set, explained in batches by {@link Explainer#explainAll(Stream)}.
     *
     * @param name of the data and of the network, for people; a checksum of the texts is added
     */
    static ScoredSource explained(String name, Explainer<String> explainer, Dataset<String> texts) {
        return new ExplainedTexts<>(SourceName.of(name, SourceName.TEXTS, texts), texts, explainer::explainAll);
    }

    /**
     * One segment of the pairs of a data set, such as the hypotheses, explained in batches by {@link Explainer#explainAll(Stream)}.
     *
     * @param name of the data and of the network, for people; the segment and a checksum of the pairs are added
     */
    static ScoredSource ofSide(String name, Explainer<TextPair> explainer, Side side, Dataset<TextPair> pairs) {
        String sides = side == Side.PREMISE ? SourceName.PREMISES : SourceName.HYPOTHESES;
        return new ExplainedTexts<>(SourceName.of(name, sides, pairs), pairs, explainer.withSegment(side)::explainAll);
    }

    /** What is explained of a data set, and how. */
    record ExplainedTexts<T>(String name, Dataset<T> texts, Function<Stream<T>, Stream<Explanation>> explain)
            implements ScoredSource {

        @Override
        public LabelSet labelSet() {
            return texts.labelSet();
        }

        @Override
        public long size() {
            return texts.size();
        }

        @Override
        public Stream<ScoredText> from(long first) {
            int start = Math.toIntExact(first);
            List<T> rest = texts.inputs().subList(start, texts.size());
            int[] next = {start};
            return explain.apply(rest.stream()).map(explanation -> ScoredText.of(explanation, texts.label(next[0]++)));
        }
    }

    /**
     * A text of a data set with the attributions of its words.
     *
     * @param words that were scored; of a pair, those of one segment
     * @param label the true one, at least 0
     * @param attributions one per method, each with one value per word and all for the same label; at least one
     */
    public record ScoredText(List<String> words, int label, List<Attributions> attributions) {

        /** Copies the lists and checks that they fit each other. */
        public ScoredText {
            words = List.copyOf(words);
            attributions = List.copyOf(attributions);
            if (label < 0 || attributions.isEmpty()) {
                throw new IllegalArgumentException(
                        "a scored text needs a label of at least 0 and the values of at least one method, got " + label
                                + " and " + attributions);
            }
            for (Attributions values : attributions) {
                if (values.size() != words.size()
                        || values.label() != attributions.get(0).label()) {
                    throw new IllegalArgumentException("attributions by " + values.method() + " must be of "
                            + words.size()
                            + " words and for label " + attributions.get(0).label() + ", got " + values.size()
                            + " words and label " + values.label());
                }
            }
        }

        /**
         * An explained text with its true label.
         *
         * @param explanation of a text, or of one segment of a pair
         * @throws IllegalArgumentException if both segments of a pair are explained
         */
        public static ScoredText of(Explanation explanation, int label) {
            if (explanation.isPair()) {
                throw new IllegalArgumentException("a scored text is one segment, got the explanation of a pair");
            }
            Segment segment = explanation.segments().get(0);
            return new ScoredText(segment.words(), label, segment.attributions());
        }

        /** The label that the words speak for: the predicted one unless another one was asked for. */
        public int explainedLabel() {
            return attributions.get(0).label();
        }
    }
}

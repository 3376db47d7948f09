package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.dknn.conformal.LabelVotes;
import org.dknn.nlp.text.Token;

/**
 * What one layer finds similar to the explained text.
 *
 * @param layer its name
 * @param votes of all its k neighbors
 * @param nearest the first few of them, nearest first
 */
public record LayerNeighbors(String layer, LabelVotes votes, List<NeighborText> nearest) {

    /** Copies the list. */
    public LayerNeighbors {
        nearest = List.copyOf(nearest);
    }

    /** Number of the nearest that are perhaps mislabelled. */
    public int suspects() {
        return (int)
                nearest.stream().filter(near -> near.proposed().isPresent()).count();
    }

    /**
     * A training text near the explained one.
     *
     * @param ordinal its place in the training set, from 0
     * @param text as it was written where that is known, else its words with spaces between them
     * @param label the label it votes for
     * @param distance in the layer, in the metric of the neighbors
     * @param proposed the label that its own neighbors say, if an audit found its label to be among the most suspect; see {@link
     *     org.dknn.LabelChecks#proposed}
     */
    public record NeighborText(int ordinal, String text, int label, double distance, OptionalInt proposed) {

        /** Checks that the proposed label is there or not. */
        public NeighborText {
            Objects.requireNonNull(proposed, "proposed");
        }

        /** A text whose label is not suspect, or was not checked. */
        public NeighborText(int ordinal, String text, int label, double distance) {
            this(ordinal, text, label, distance, OptionalInt.empty());
        }
    }

    /**
     * A strong word of a training text.
     *
     * @param token the word, and where it stands in the text
     * @param value by the first method of the explanation, about the same class: positive if it speaks for the answer of the explained
     *     text; finite, not 0
     */
    public record Mark(Token token, double value) {

        /** Checks the value. */
        public Mark {
            Objects.requireNonNull(token, "token");
            if (value == 0 || !Double.isFinite(value)) {
                throw new IllegalArgumentException("the value of a marked word must be finite and not 0, got " + value);
            }
        }
    }

    /**
     * A training text near the explained one over all layers.
     *
     * @param neighbor the text; its distance is the mean over the layers of its distance divided by that of the layer's k-th neighbor,
     *     1.1 where it is not among the k
     * @param isIn whether it is among the k neighbors, per layer
     * @param marks its own strongest words, in the order of the text; none unless {@link Explainer#withMarkedNeighbors} asked for them
     */
    public record NearText(NeighborText neighbor, List<Boolean> isIn, List<Mark> marks) {

        /** Copies the lists and checks that the marks are in the text, one behind the other. */
        public NearText {
            isIn = List.copyOf(isIn);
            marks = List.copyOf(marks);
            int end = 0;
            for (Mark mark : marks) {
                if (mark.token.start() < end || mark.token.end() > neighbor.text.length()) {
                    throw new IllegalArgumentException("marks must follow each other within " + neighbor.text.length()
                            + " characters, got " + marks);
                }
                end = mark.token.end();
            }
        }

        /** A text without marks. */
        public NearText(NeighborText neighbor, List<Boolean> isIn) {
            this(neighbor, isIn, List.of());
        }

        NearText with(List<Mark> marks) {
            return new NearText(neighbor, isIn, marks);
        }

        /** Number of layers in which it is a neighbor. */
        public int layers() {
            return (int) isIn.stream().filter(in -> in).count();
        }
    }
}

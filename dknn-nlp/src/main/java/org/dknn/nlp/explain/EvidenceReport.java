package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dknn.Prediction;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.text.Token;

/**
 * What stands behind an explanation of a text: which neighbors each word holds, the training texts of the predicted class and of
 * the nearest other one, and the words without which another class would be predicted.
 *
 * @param explanation of a text
 * @param words one per token
 * @param layers one per layer
 * @param counterfactual empty if no set of words that was tried moves the prediction
 */
public record EvidenceReport(
        Explanation explanation,
        List<WordEvidence> words,
        List<LayerTexts> layers,
        Optional<Counterfactual> counterfactual) {

    /** Copies the lists. */
    public EvidenceReport {
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(counterfactual, "counterfactual");
        words = List.copyOf(words);
        layers = List.copyOf(layers);
    }

    /**
     * Training texts that one layer puts near the explained text.
     *
     * @param layer its name
     * @param behind the nearest neighbors that vote for the prediction, nearest first; few are shown
     * @param other the nearest text of any other class, however far; none if there is no other class among the training texts
     */
    public record LayerTexts(String layer, List<AlignedText> behind, Optional<AlignedText> other) {

        /** Copies the list. */
        public LayerTexts {
            behind = List.copyOf(behind);
        }
    }

    /**
     * A training text beside the explained one.
     *
     * @param neighbor the text, with its label and distance
     * @param words its words
     */
    public record AlignedText(NeighborText neighbor, List<Word> words) {

        /** Copies the list. */
        public AlignedText {
            words = List.copyOf(words);
        }

        /**
         * A word of the training text.
         *
         * @param token the word as the network reads it, and where it stands in the text of the neighbor
         * @param isShared whether the explained text has it, too
         */
        public record Word(Token token, boolean isShared) {}

        static AlignedText of(NeighborText neighbor, List<Token> tokens, List<String> explained) {
            Set<String> shared = new HashSet<>(explained);
            return new AlignedText(
                    neighbor,
                    tokens.stream()
                            .map(token -> new Word(token, shared.contains(token.word())))
                            .toList());
        }
    }

    /**
     * What becomes of the prediction, and of the neighbors behind it, when one word goes.
     *
     * @param position of the word, from 0
     * @param label that is predicted without it
     * @param changes one per layer
     */
    public record WordEvidence(int position, int label, List<NeighborChange> changes) {

        /** Copies the list. */
        public WordEvidence {
            changes = List.copyOf(changes);
        }
    }

    /**
     * How the neighbors that vote in one layer change when a word goes. As many come as leave, and by label they account for
     * the change of the votes. Of equally near texts of a class the first in the training set vote.
     *
     * @param layer its name
     * @param leftByLabel number of neighbors that leave, by label
     * @param cameByLabel number of neighbors that come, by label
     * @param left those that leave, nearest to the whole text first; few are shown
     * @param came those that come, nearest to the shortened text first; few are shown
     */
    public record NeighborChange(
            String layer,
            List<Integer> leftByLabel,
            List<Integer> cameByLabel,
            List<NeighborText> left,
            List<NeighborText> came) {

        /** Copies the lists. */
        public NeighborChange {
            leftByLabel = List.copyOf(leftByLabel);
            cameByLabel = List.copyOf(cameByLabel);
            left = List.copyOf(left);
            came = List.copyOf(came);
        }

        /** Number of neighbors that leave, and of those that come. */
        public int count() {
            return leftByLabel.stream().mapToInt(count -> count).sum();
        }

        /**
         * The changes between a whole text and a shortened one, one per layer.
         *
         * @param shown number of texts to show of those that leave, and of those that come
         */
        static List<NeighborChange> between(
                Prediction whole, Prediction shortened, ReferenceTexts<?> texts, int shown) {
            List<NeighborChange> changes = new ArrayList<>();
            for (int layer = 0; layer < texts.layers().size(); layer++) {
                Set<Integer> before = texts.voters(whole, layer);
                Set<Integer> after = texts.voters(shortened, layer);
                List<NeighborText> left = texts.voters(whole, layer, ordinal -> !after.contains(ordinal));
                List<NeighborText> came = texts.voters(shortened, layer, ordinal -> !before.contains(ordinal));
                changes.add(new NeighborChange(
                        texts.layers().get(layer),
                        byLabel(left, texts.labels()),
                        byLabel(came, texts.labels()),
                        left.stream().limit(shown).toList(),
                        came.stream().limit(shown).toList()));
            }
            return changes;
        }

        private static List<Integer> byLabel(List<NeighborText> neighbors, int labels) {
            List<Integer> counts = new ArrayList<>(Collections.nCopies(labels, 0));
            neighbors.forEach(neighbor -> counts.set(neighbor.label(), counts.get(neighbor.label()) + 1));
            return counts;
        }
    }

    /**
     * Words without which a text is predicted to be of another class.
     *
     * @param positions theirs, rising; at least one, and at least one word remains
     * @param label that is predicted without them
     * @param isSmallest whether all sets of fewer of these words were tried and none moves the prediction; if not, there are too
     *     many of them, or the time was over
     */
    public record Counterfactual(List<Integer> positions, int label, boolean isSmallest) {

        /** Copies the list. */
        public Counterfactual {
            positions = List.copyOf(positions);
        }
    }
}

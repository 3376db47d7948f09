package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.text.Token;

/**
 * A part of an explained input: a text, or one side of a pair.
 *
 * @param name for people: {@value #TEXT}, {@value #PREMISE} or {@value #HYPOTHESIS} where an {@link Explainer} made it
 * @param text as it was given
 * @param tokens its words, with their places in the text
 * @param attributions one per method, each with one value per token; at least one
 * @param unseen positions of the words that the network does not see as such, in rising order: unknown to its vocabulary, or cut off
 * @param without the answer without each word, one label per token: the network's, if its label is explained, else that of Deep k-Nearest
 *     Neighbors; empty if no method left out single words
 */
public record Segment(
        String name,
        String text,
        List<Token> tokens,
        List<Attributions> attributions,
        List<Integer> unseen,
        List<Integer> without) {

    /** Name of the only segment of a text. */
    public static final String TEXT = "text";

    /** Name of the first segment of a pair. */
    public static final String PREMISE = "premise";

    /** Name of the second segment of a pair. */
    public static final String HYPOTHESIS = "hypothesis";

    /** Number of sentences up to which a text is read word by word; longer texts are explained and shown by sentence first. */
    public static final int FEW_SENTENCES = 5;

    /** Copies the lists, and checks that tokens lie in the text and that each has a value by every method. */
    public Segment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
        tokens = List.copyOf(tokens);
        attributions = List.copyOf(attributions);
        unseen = List.copyOf(unseen);
        Checks.requireFitting(text, tokens, attributions);
        Checks.requirePositions(unseen, tokens.size());
        without = List.copyOf(without);
        if (!without.isEmpty() && without.size() != tokens.size()) {
            throw new IllegalArgumentException(
                    "needs the answer without each of " + tokens.size() + " words, or none, got " + without.size());
        }
    }

    /** The sentences of the text, one behind the other, by the positions of their words. */
    public List<FeatureGroup> sentences() {
        return FeatureGroups.sentences().groups(words());
    }

    /** A segment without answers for single words. */
    public Segment(
            String name, String text, List<Token> tokens, List<Attributions> attributions, List<Integer> unseen) {
        this(name, text, tokens, attributions, unseen, List.of());
    }

    /** A segment of whose words none is known to be unseen. */
    public Segment(String name, String text, List<Token> tokens, List<Attributions> attributions) {
        this(name, text, tokens, attributions, List.of());
    }

    /** The words as the classifier reads them. */
    public List<String> words() {
        return tokens.stream().map(Token::word).toList();
    }

    /** Names of the methods, in the order of the attributions. */
    public List<String> methods() {
        return attributions.stream().map(Attributions::method).toList();
    }
}

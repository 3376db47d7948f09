package org.dknn.bench.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.HumanLabels;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;

/**
 * A pair of sentences, and the words that a person marked as the reason for its label.
 *
 * @param id of the pair in SNLI
 * @param pair in words as the network reads them
 * @param label one of {@link SnliPairs#LABELS}
 * @param premise marks of the words of the premise
 * @param hypothesis marks of the words of the hypothesis
 * @see <a href="https://arxiv.org/abs/1812.01193">Camburu et al. (2018), e-SNLI</a>
 */
public record HighlightedPair(String id, SentencePair pair, int label, HumanLabels premise, HumanLabels hypothesis) {

    private static final Tokenizer TOKENIZER = Tokenizer.english();

    /** A side to be explained, for the label that the person gave. */
    public AnnotatedText annotated(Side side) {
        Variant input = new Variant(List.of(pair.premise(), pair.hypothesis()));
        return AnnotatedText.of(new Features(input, side.ordinal()), side == Side.PREMISE ? premise : hypothesis)
                .withTarget(Target.of(label));
    }

    /**
     * Parses an object with {@code pairID}, {@code gold_label} and, for each side, words and marks of 0 or 1: {@code premise} and {@code
     * premise_highlight}, {@code hypothesis} and {@code hypothesis_highlight}.
     */
    static HighlightedPair parse(JsonNode json) {
        List<Boolean> premise = new ArrayList<>();
        List<Boolean> hypothesis = new ArrayList<>();
        SentencePair pair = new SentencePair(words(json, "premise", premise), words(json, "hypothesis", hypothesis));
        int label = SnliPairs.LABELS.label(json.path("gold_label").asText());
        return new HighlightedPair(json.path("pairID").asText(), pair, label, labels(premise), labels(hypothesis));
    }

    /** Words of a side; a token that the network reads as several words marks them all or none. */
    private static List<String> words(JsonNode json, String side, List<Boolean> marked) {
        JsonNode tokens = json.path(side);
        JsonNode marks = json.path(side + "_highlight");
        if (!tokens.isArray() || marks.size() != tokens.size()) {
            throw new IllegalArgumentException("needs a list " + side + " and as many marks, got " + tokens.size()
                    + " words and " + marks.size() + " marks");
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            for (String word : TOKENIZER.words(tokens.get(i).asText())) {
                words.add(word);
                marked.add(marks.get(i).asInt() == 1);
            }
        }
        return words;
    }

    private static HumanLabels labels(List<Boolean> marked) {
        boolean[] all = new boolean[marked.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = marked.get(i);
        }
        return HumanLabels.rationale(all);
    }
}

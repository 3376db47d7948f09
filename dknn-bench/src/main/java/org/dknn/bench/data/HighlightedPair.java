package org.dknn.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * A pair of sentences, and the words that a person marked as the reason for its label.
 *
 * @param id of the pair in SNLI
 * @param pair in words as the network reads them
 * @param label one of {@link PairData#LABELS}
 * @param premise whether each word of the premise is marked
 * @param hypothesis whether each word of the hypothesis is marked
 * @see <a href="https://arxiv.org/abs/1812.01193">Camburu et al. (2018), e-SNLI</a>
 */
public record HighlightedPair(
        String id, SentencePair pair, int label, List<Boolean> premise, List<Boolean> hypothesis) {

    private static final Tokenizer TOKENIZER = Tokenizer.english();

    /** Copies the marks and checks that each word has one. */
    public HighlightedPair {
        premise = List.copyOf(premise);
        hypothesis = List.copyOf(hypothesis);
        if (premise.size() != pair.premise().size()
                || hypothesis.size() != pair.hypothesis().size()) {
            throw new IllegalArgumentException(
                    "needs a mark for each of " + pair.premise().size() + " and "
                            + pair.hypothesis().size() + " words, got " + premise.size() + " and " + hypothesis.size());
        }
    }

    /** Marks of a side. */
    public List<Boolean> marks(Side side) {
        return side == Side.PREMISE ? premise : hypothesis;
    }

    /** A copy of the marks of a side. */
    public boolean[] marked(Side side) {
        boolean[] marked = new boolean[marks(side).size()];
        for (int i = 0; i < marked.length; i++) {
            marked[i] = marks(side).get(i);
        }
        return marked;
    }

    /**
     * Reads a file of a JSON object a line, with {@code pairID}, {@code gold_label} and, for each side, words and marks of 0 or 1:
     * {@code premise} and {@code premise_highlight}, {@code hypothesis} and {@code hypothesis_highlight}.
     *
     * @throws IOException naming the line, if it is no such object
     */
    public static List<HighlightedPair> read(Path file) throws IOException {
        List<HighlightedPair> pairs = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            try {
                pairs.add(parse(line));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new IOException(file + ", line " + number + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(pairs);
    }

    static HighlightedPair parse(String line) throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(line);
        MarkedWords premise = MarkedWords.of(json, "premise");
        MarkedWords hypothesis = MarkedWords.of(json, "hypothesis");
        return new HighlightedPair(
                json.path("pairID").asText(),
                new SentencePair(premise.words, hypothesis.words),
                PairData.LABELS.label(json.path("gold_label").asText()),
                premise.marks,
                hypothesis.marks);
    }

    /** Words of a side; a token that the network reads as several words marks them all or none. */
    private record MarkedWords(List<String> words, List<Boolean> marks) {

        static MarkedWords of(JsonNode json, String side) {
            JsonNode tokens = json.path(side);
            JsonNode marks = json.path(side + "_highlight");
            if (!tokens.isArray() || marks.size() != tokens.size()) {
                throw new IllegalArgumentException("needs a list " + side + " and as many marks, got " + tokens.size()
                        + " words and " + marks.size() + " marks");
            }
            List<String> words = new ArrayList<>();
            List<Boolean> marked = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                for (String word : TOKENIZER.words(tokens.get(i).asText())) {
                    words.add(word);
                    marked.add(marks.get(i).asInt() == 1);
                }
            }
            return new MarkedWords(words, marked);
        }
    }
}

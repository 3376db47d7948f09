package org.dknn.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.perturb.Perturbation;

/**
 * WordPiece with the normalization of BERT, by the settings of the {@code tokenizer.json} that comes with a model: the longest
 * piece of the vocabulary first. Immutable, thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/1810.04805">Devlin et al. (2018), BERT</a>
 */
final class WordPiece {

    private static final int USUAL_LONGEST = 100;

    private final Map<String, Integer> vocabulary;
    private final Map<String, Integer> special;
    private final String continuing;
    private final int longestWord;
    private final BertNormalizer normalizer;
    private final int unknown;

    private WordPiece(JsonNode json, Map<String, Integer> vocabulary) throws DknnFormatException {
        this.vocabulary = vocabulary;
        this.continuing = json.path("model").path("continuing_subword_prefix").asText("##");
        this.longestWord = longestWord(json.path("model").path("max_input_chars_per_word"));
        this.normalizer = BertNormalizer.of(json.path("normalizer"));
        this.special = new HashMap<>();
        for (JsonNode token : json.path("added_tokens")) {
            special.put(token.path("content").asText(), token.path("id").asInt());
        }
        this.unknown = id(json.path("model").path("unk_token").asText("[UNK]"));
        special.put(Perturbation.UNKNOWN_WORD, unknown);
    }

    private static int longestWord(JsonNode most) throws DknnFormatException {
        if (most.isMissingNode() || most.isNull()) {
            return USUAL_LONGEST;
        }
        if (!most.isIntegralNumber() || most.asLong() < 1) {
            throw new DknnFormatException("its max_input_chars_per_word must be at least 1, got " + most);
        }
        return (int) Math.min(Integer.MAX_VALUE, most.asLong());
    }

    /**
     * Reads a file.
     *
     * @throws DknnFormatException if it is no tokenizer, or one of another kind
     */
    static WordPiece read(Path file) throws IOException {
        try {
            JsonNode json = new ObjectMapper().readTree(file.toFile());
            require(json, "model", "WordPiece");
            require(json, "normalizer", BertNormalizer.TYPE);
            require(json, "pre_tokenizer", "BertPreTokenizer");
            Map<String, Integer> vocabulary = new HashMap<>();
            json.path("model")
                    .path("vocab")
                    .properties()
                    .forEach(entry ->
                            vocabulary.put(entry.getKey(), entry.getValue().asInt()));
            return new WordPiece(json, vocabulary);
        } catch (JsonProcessingException | DknnFormatException e) {
            throw new DknnFormatException(
                    file + " must be a tokenizer.json with the pieces of a BERT model: " + e.getMessage(), e);
        }
    }

    private static void require(JsonNode json, String part, String type) throws DknnFormatException {
        String found = json.path(part).path("type").asText("nothing");
        if (!found.equals(type)) {
            throw new DknnFormatException("its " + part + " must be " + type + ", got " + found);
        }
    }

    /** The number of a special token or piece. */
    int id(String piece) throws DknnFormatException {
        Integer id = special.getOrDefault(piece, vocabulary.get(piece));
        if (id == null) {
            throw new DknnFormatException("it lacks " + piece);
        }
        return id;
    }

    /** The number that stands for what the vocabulary lacks. */
    int unknown() {
        return unknown;
    }

    /** One more than the largest number. */
    int size() {
        int largest = special.values().stream().mapToInt(id -> id).max().orElse(0);
        return 1
                + Math.max(
                        largest,
                        vocabulary.values().stream().mapToInt(id -> id).max().orElse(0));
    }

    /**
     * The numbers of a word's pieces, or of several words and marks that it holds; none if nothing of it is seen. A
     * special token such as {@code [MASK]} is one piece.
     */
    List<Integer> pieces(String word) {
        Integer token = special.get(word);
        if (token != null) {
            return List.of(token);
        }
        List<Integer> pieces = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        normalizer.normalized(word).codePoints().forEach(point -> {
            boolean isMark = isMark(point);
            if (isMark || BertNormalizer.isSpace(point)) {
                addPieces(part, pieces);
            }
            if (!BertNormalizer.isSpace(point)) {
                part.appendCodePoint(point);
            }
            if (isMark) {
                addPieces(part, pieces);
            }
        });
        addPieces(part, pieces);
        return pieces;
    }

    /** Adds the pieces of a word without marks and spaces, and empties it. */
    private void addPieces(StringBuilder part, List<Integer> pieces) {
        String word = part.toString();
        part.setLength(0);
        if (word.codePointCount(0, word.length()) > longestWord) {
            pieces.add(unknown);
            return;
        }
        List<Integer> found = new ArrayList<>();
        int start = 0;
        while (start < word.length()) {
            int end = longest(word, start, found);
            if (end == start) {
                pieces.add(unknown);
                return;
            }
            start = end;
        }
        pieces.addAll(found);
    }

    /** Adds the longest piece from a place on; where it ends, or {@code start} if there is none. */
    private int longest(String word, int start, List<Integer> found) {
        for (int end = word.length(); end > start; end = word.offsetByCodePoints(end, -1)) {
            Integer id = vocabulary.get((start == 0 ? "" : continuing) + word.substring(start, end));
            if (id != null) {
                found.add(id);
                return end;
            }
        }
        return start;
    }

    private static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> "$+<=>^`|~".indexOf(point) >= 0;
        };
    }
}

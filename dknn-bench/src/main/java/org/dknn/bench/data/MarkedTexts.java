package org.dknn.bench.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.AnnotatedText.HumanLabels;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;

/** Texts whose words people marked, in files of one JSON object per line. */
public final class MarkedTexts {

    private static final String TREEBANK = "sst/stsa.binary.dev.word_labels.jsonl";
    private static final String SNLI = "esnli/esnli_dev.contradiction.highlights.jsonl";
    private static final int NEUTRAL = 2;
    private static final int POSITIVE = 1;
    private static final Tokenizer TOKENIZER = Tokenizer.english();

    private MarkedTexts() {}

    /**
     * A pair of sentences with the words that a person marked as the reason for its label.
     *
     * @param id of the pair in SNLI
     * @param premise with the label as target
     * @param hypothesis with the label as target
     */
    public record Pair(String id, AnnotatedText premise, AnnotatedText hypothesis) {

        static Pair of(String id, Variant input, Target target, HumanLabels premise, HumanLabels hypothesis) {
            return new Pair(
                    id,
                    AnnotatedText.of(new Features(input, 0), premise).withTarget(target),
                    AnnotatedText.of(new Features(input, 1), hypothesis).withTarget(target));
        }

        /** A side. */
        public AnnotatedText side(Side side) {
            return side == Side.PREMISE ? premise : hypothesis;
        }
    }

    /**
     * Dev sentences of the Stanford Sentiment Treebank, in their order, with the labels of single words, 0 to 4: what words say by
     * themselves.
     *
     * @param every one of so many sentences, from the first on
     * @throws FileNotFoundException if no data directory has them
     * @see <a href="https://aclanthology.org/D13-1170">Socher et al. (2013)</a>
     */
    public static List<AnnotatedText> ofTreebank(Folders folders, int every) throws IOException {
        List<AnnotatedText> all = read(folders.require(TREEBANK).resolve(TREEBANK), json -> {
            JsonNode tokens = json.path("tokens");
            JsonNode labels = json.path("word_labels");
            return AnnotatedText.of(
                    IntStream.range(0, tokens.size())
                            .mapToObj(i -> tokens.get(i).asText())
                            .toList(),
                    HumanLabels.polarity(
                            POSITIVE,
                            IntStream.range(0, labels.size())
                                    .mapToDouble(i -> labels.get(i).asDouble() - NEUTRAL)
                                    .toArray()));
        });
        return IntStream.range(0, all.size())
                .filter(i -> i % every == 0)
                .mapToObj(all::get)
                .toList();
    }

    /**
     * The contradictions of SNLI's dev set.
     *
     * @throws FileNotFoundException if no data directory has them
     * @see <a href="https://arxiv.org/abs/1812.01193">Camburu et al. (2018), e-SNLI</a>
     */
    public static List<Pair> ofSnli(Folders folders) throws IOException {
        return read(folders.require(SNLI).resolve(SNLI), MarkedTexts::pair);
    }

    static <T> List<T> read(Path file, Function<JsonNode, T> parse) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<T> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                all.add(parse.apply(mapper.readTree(line)));
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException(file + ", line " + (all.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(all);
    }

    static Pair pair(JsonNode json) {
        List<Boolean> premise = new ArrayList<>();
        List<Boolean> hypothesis = new ArrayList<>();
        Variant input = new Variant(List.of(words(json, "premise", premise), words(json, "hypothesis", hypothesis)));
        Target target = Target.of(SnliPairs.LABELS.label(json.path("gold_label").asText()));
        return Pair.of(json.path("pairID").asText(), input, target, labels(premise), labels(hypothesis));
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

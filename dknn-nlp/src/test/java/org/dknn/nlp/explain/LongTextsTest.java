package org.dknn.nlp.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LongTextsTest {

    /** Reads the first hundred words of a text, as networks of fixed length do, so that long ones cost little. */
    private record FirstWords(WordWeights network) implements ActivationExtractor<List<String>> {

        @Override
        public List<String> layers() {
            return network.layers();
        }

        @Override
        public InputCodec<List<String>> codec() {
            return network.codec();
        }

        @Override
        public String fingerprint() {
            return "first words";
        }

        @Override
        public Activations extract(List<List<String>> inputs, IntConsumer progress) {
            List<List<String>> read = inputs.stream()
                    .map(words -> List.copyOf(words.subList(0, Math.min(words.size(), 100))))
                    .toList();
            return network.extract(read, progress);
        }
    }

    private final WordWeights network = new WordWeights();
    private final Explainer<String> explainer = Explainer.of(fitted(network), Tokenizer.whitespace());

    private static DeepKnn<List<String>> fitted(WordWeights network) {
        LabelSet labels = LabelSet.of("negative", "positive");
        List<List<String>> texts = List.of(List.of("great"), List.of("good"), List.of("bad"), List.of("awful"));
        int[] classes = {1, 1, 0, 0};
        Dataset<List<String>> examples = Dataset.of(texts, classes, labels);
        DeepKnn<List<String>> dknn =
                DeepKnn.builder(new FirstWords(network)).neighbors(2).fit(examples, examples);
        network.forget();
        return dknn;
    }

    /** Good, then in turns one of a thousand words and film. */
    private static String text(int words) {
        return "good "
                + String.join(
                        " ",
                        IntStream.range(1, words)
                                .mapToObj(i -> i % 2 == 0 ? "film" : "word" + i % 2_000)
                                .toList());
    }

    /** How many inputs of each call are of more than one word. */
    private List<Long> longInputs() {
        return network.calls().stream()
                .map(inputs -> inputs.stream().filter(words -> words.size() > 1).count())
                .toList();
    }

    private List<Integer> calls() {
        return network.calls().stream().map(List::size).toList();
    }

    @Test
    void a_text_of_ten_thousand_words_is_explained_in_parts() {
        Explanation explanation = explainer.explain(text(10_000));

        // the text, twice, those without a word, the 1,000 other words, film and good alone, and the text of no words
        assertEquals(1 + 1 + 10_000 + 1_002 + 1, sum(calls()));
        // the text by itself, then 4,000,000 words at a time, which 401 texts of 9,999 words reach
        assertEquals(1, calls().get(0));
        assertEquals(401, longInputs().stream().mapToInt(Long::intValue).max().orElseThrow());
        assertEquals(10_000, explanation.tokens().size());
        assertEquals(10_000, explanation.attributions().get(0).size());
        assertTrue(explanation.attributions().get(0).value(0) > 0.1);
        assertEquals(0, explanation.attributions().get(0).value(9_999), 1e-9);
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void all_methods_share_the_variants_of_a_long_text_which_are_not_kept() {
        Explainer<String> twice = explainer.withAttributions(LeaveOneOut.conformity(), LeaveOneOut.probability());

        twice.explain(text(1_002));
        // too long to be kept, so the text is asked for again beside those without a word
        assertEquals(List.of(1, 1 + 1_002), calls());

        network.forget();
        twice.explain(text(1_001));
        assertEquals(List.of(1, 1 + 1_001), calls());

        network.forget();
        twice.explain(text(1_000));
        assertEquals(List.of(1 + 1_000), calls());
    }

    @Test
    void words_alone_are_kept_whatever_the_text() {
        explainer.explain(text(1_002));
        network.forget();
        explainer.explain("film good word1");

        // the text, without each of its words; these alone and no words are known
        assertEquals(List.of(1 + 3), calls());
    }
}

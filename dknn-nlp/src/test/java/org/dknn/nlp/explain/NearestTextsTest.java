package org.dknn.nlp.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.explain.LayerNeighbors.NearText;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;

class NearestTextsTest {

    private static final List<String> WORDS = List.of("good", "great", "bad", "awful", "film");

    private final Random random = new Random(37);

    private List<String> text() {
        return random.ints(random.nextInt(5), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .toList();
    }

    private Dataset<List<String>> texts(int count) {
        return Dataset.of(
                IntStream.range(0, count).mapToObj(i -> text()).toList(),
                random.ints(count, 0, 2).toArray(),
                LabelSet.of("negative", "positive"));
    }

    /** Against a sort of all neighbors; sums of few words have many ties. */
    @Test
    void the_nearest_over_all_layers_are_the_first_of_all_sorted() {
        Dataset<List<String>> training = texts(60);
        try (DeepKnn<List<String>> dknn =
                DeepKnn.builder(new WordWeights()).neighbors(8).fit(training, texts(9))) {
            ReferenceTexts<List<String>> reference = new ReferenceTexts<>(dknn, List::of, Tokenizer.whitespace());
            for (int round = 0; round < 200; round++) {
                Prediction prediction = dknn.predict(text());
                int label = random.nextInt(2);
                int count = random.nextInt(4);
                List<Integer> sorted = sorted(prediction);
                List<Integer> expected = new ArrayList<>(sorted.subList(0, Math.min(count, sorted.size())));
                if (count > 0 && expected.stream().noneMatch(text -> training.label(text) != label)) {
                    sorted.stream()
                            .filter(text -> training.label(text) != label)
                            .findFirst()
                            .ifPresent(expected::add);
                }

                List<NearText> found = new NearestTexts(prediction, reference).of(label, count);

                // another class that is no neighbor at all may follow
                assertEquals(
                        expected,
                        found.stream()
                                .limit(expected.size())
                                .map(near -> near.neighbor().ordinal())
                                .toList(),
                        "seed 37, round " + round);
            }
        }
    }

    private static List<Integer> sorted(Prediction prediction) {
        return prediction.neighbors().stream()
                .flatMapToInt(layer -> IntStream.of(layer.ordinals()))
                .distinct()
                .boxed()
                .sorted(Comparator.comparingDouble((Integer ordinal) -> distance(prediction, ordinal))
                        .thenComparing(ordinal -> ordinal))
                .toList();
    }

    /** The mean share of the last distance, 1.1 where it is no neighbor. */
    private static double distance(Prediction prediction, int ordinal) {
        double sum = 0;
        for (Neighbors layer : prediction.neighbors()) {
            double share = 1.1;
            for (int rank = 0; rank < layer.size(); rank++) {
                float last = layer.distance(layer.size() - 1);
                if (layer.ordinal(rank) == ordinal) {
                    // as sums of one more are kept
                    share = 1 + (last == 0 ? 0 : layer.distance(rank) / (double) last) - 1;
                }
            }
            sum += share;
        }
        return sum / prediction.neighbors().size();
    }
}

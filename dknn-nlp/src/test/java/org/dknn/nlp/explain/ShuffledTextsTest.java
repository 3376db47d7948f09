package org.dknn.nlp.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.DeepKnnBuilder;
import org.dknn.LabelSet;
import org.dknn.ScoreFunction;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.LocalLinearModel;
import org.dknn.nlp.attribution.SamplingBudget;
import org.dknn.nlp.attribution.ShapleyValues;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;

/** The law of exact indexes for explanations: the order of the training texts changes no value of a word. */
class ShuffledTextsTest {

    private static final List<String> WORDS = List.of("good", "great", "bad", "awful", "film", "plot");
    private static final LabelSet LABELS = LabelSet.of("negative", "positive");

    private static Dataset<List<String>> texts(Random random, int count) {
        List<List<String>> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(word -> WORDS.get(random.nextInt(6)))
                    .toList());
        }
        return Dataset.of(texts, random.ints(count, 0, 2).toArray(), LABELS);
    }

    private static Dataset<List<String>> shuffled(Dataset<List<String>> texts, Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
        Collections.shuffle(order, random);
        return texts.select(order.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Explainer<String> explainer(DeepKnn<List<String>> dknn) {
        return Explainer.of(dknn, Tokenizer.whitespace())
                .withAttributions(
                        LeaveOneOut.conformity(),
                        LeaveOneOut.pValue(),
                        LeaveOneOut.neighbors(),
                        LeaveOneOutAndIn.neighborsAndNetwork(),
                        LeaveOneOutAndIn.conformity(),
                        ShapleyValues.conformity(new SamplingBudget(20, 1)),
                        LocalLinearModel.of(ScoreFunction.CONFORMITY, new SamplingBudget(20, 1)));
    }

    @Test
    void no_value_of_a_word_depends_on_the_order() {
        Random random = new Random(51);
        for (int round = 0; round < 16; round++) {
            Dataset<List<String>> training = texts(random, 30 + random.nextInt(60));
            Dataset<List<String>> calibration = texts(random, 20);
            DeepKnnBuilder<List<String>> builder = DeepKnn.builder(new WordWeights())
                    .neighbors(1 + random.nextInt(12))
                    .metric(List.of(Metric.values()).get(round % 2))
                    .nonconformity(Nonconformity.all().get(round / 2));
            try (DeepKnn<List<String>> one = builder.fit(training, calibration);
                    DeepKnn<List<String>> other = builder.fit(shuffled(training, random), calibration)) {
                Explanation expected = explainer(one).explain("a good film with an awful plot");
                Explanation found = explainer(other).explain("a good film with an awful plot");

                assertEquals(expected.prediction(), found.prediction(), "seed 51, round " + round);
                for (int method = 0; method < 7; method++) {
                    Attributions values = expected.attributions().get(method);
                    assertEquals(
                            values,
                            found.attributions().get(method),
                            "seed 51, round " + round + ", " + values.method());
                }
                assertEquals(
                        expected.neighbors().stream().map(LayerNeighbors::votes).toList(),
                        found.neighbors().stream().map(LayerNeighbors::votes).toList());
            }
        }
    }
}

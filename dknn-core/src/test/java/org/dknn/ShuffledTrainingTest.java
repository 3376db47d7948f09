package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.faiss.Faiss;
import org.dknn.reliability.LayerStudy;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The law of exact indexes: the order of the training examples changes no answer. */
class ShuffledTrainingTest {

    private static Dataset<String> shuffled(Dataset<String> examples, Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, examples.size()).boxed().toList());
        Collections.shuffle(order, random);
        return examples.select(order.stream().mapToInt(Integer::intValue).toArray());
    }

    /** All that is told of inputs, less the ordinals of the neighbors. */
    private static List<Object> answers(DeepKnn<String> dknn, Dataset<String> inputs) {
        List<Object> answers = new ArrayList<>();
        List<Nonconformity> kinds =
                Nonconformity.all().stream().map(dknn::fitted).toList();
        for (String input : inputs.inputs()) {
            Prediction prediction = dknn.predict(input);
            answers.add(List.of(
                    prediction.label(),
                    prediction.layerVotes(),
                    prediction.pValues(),
                    prediction.layerPValues(),
                    prediction.statistics(),
                    IntStream.range(0, 3).mapToObj(prediction::nonconformity).toList(),
                    dknn.ood(input, prediction, 0.2)));
            for (Nonconformity kind : kinds) {
                answers.add(IntStream.range(0, 3)
                        .mapToObj(label -> kind.of(prediction.statistics(), label))
                        .toList());
            }
        }
        return answers;
    }

    /** Answers for training examples that are left out, by what they are. */
    private static Map<String, Object> leftOut(DeepKnn<String> dknn) {
        Map<String, Object> answers = new HashMap<>();
        dknn.predictReference((prediction, ordinal) -> {
            String example =
                    dknn.reference().inputs().get(ordinal) + dknn.reference().label(ordinal);
            Object answer = List.of(prediction.label(), prediction.pValues(), prediction.statistics());
            assertEquals(answer, answers.getOrDefault(example, answer), "equal examples");
            answers.put(example, answer);
        });
        return answers;
    }

    private static List<IndexFactory> exact() {
        return Faiss.isAvailable() ? List.of(ExactIndex.factory(), Faiss.flat()) : List.of(ExactIndex.factory());
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void no_answer_depends_on_the_order(Metric metric) {
        Random random = new Random(41);
        for (int round = 0; round < 24; round++) {
            Dataset<String> training = GridExtractor.points(random, 20 + random.nextInt(100));
            Dataset<String> calibration = GridExtractor.points(random, 25);
            Dataset<String> inputs = GridExtractor.points(random, 12);
            Nonconformity kind = Nonconformity.all().get(round % 8);
            int k = 1 + random.nextInt(19);
            for (IndexFactory index : exact()) {
                DeepKnnBuilder<String> builder = DeepKnn.builder(new GridExtractor())
                        .neighbors(k)
                        .metric(metric)
                        .index(index)
                        .nonconformity(round % 3 == 0 ? kind.weighted(List.of(1.5, 0.7)) : kind)
                        .calibrationGroups(List.of(CalibrationGroups.values()).get(round % 2))
                        .pValues(List.of(PValueKind.values()).get(round % 3));
                try (DeepKnn<String> one = builder.fit(training, calibration);
                        DeepKnn<String> other = builder.fit(shuffled(training, random), calibration)) {
                    String where = "seed 41, round " + round + ", " + kind.name() + ", k " + k + ", " + index;
                    assertEquals(answers(one, inputs), answers(other, inputs), where);
                    assertEquals(leftOut(one), leftOut(other), where);
                    assertEquals(
                            LayerStudy.of(one, inputs, 1, k).scores(),
                            LayerStudy.of(other, inputs, 1, k).scores(),
                            where);
                }
            }
        }
    }

    /** One text 300 times in the training set, 100 times as a and 200 times as b. */
    @Test
    void the_votes_of_one_text_are_shared_in_proportion() {
        List<String> texts = Collections.nCopies(300, "0,1,1");
        int[] labels = IntStream.range(0, 300).map(i -> i < 100 ? 0 : 1).toArray();
        Dataset<String> training = Dataset.of(texts, labels, GridExtractor.LABELS);
        for (Dataset<String> order : List.of(training, shuffled(training, new Random(42)))) {
            try (DeepKnn<String> dknn = DeepKnn.builder(new GridExtractor())
                    .index(ExactIndex.factory())
                    .fit(order, GridExtractor.points(new Random(43), 99))) {
                Prediction prediction = dknn.predict("1,1,1");

                assertEquals(List.of(LabelVotes.of(25, 50, 0), LabelVotes.of(25, 50, 0)), prediction.layerVotes());
                assertEquals(300, prediction.neighbors().get(0).rowsAtLast());
                assertEquals(100, prediction.classNeighbors().get(1).get(0).rowsAtLast());
            }
        }
    }

    /** More training examples than typical distances are taken from. */
    @Test
    void typical_distances_are_those_of_the_same_examples() {
        Random random = new Random(44);
        List<String> points = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            points.add(i % 10 == 0 ? "0.5,0.5" : random.nextDouble() + "," + random.nextGaussian());
        }
        Dataset<String> training = Dataset.of(points, random.ints(900, 0, 2).toArray(), LabelSet.of("low", "high"));
        DeepKnnBuilder<String> builder =
                DeepKnn.builder(new PointExtractor()).neighbors(9).nonconformity(Nonconformity.margin());
        try (DeepKnn<String> one = builder.fit(training, training.select(1, 2, 3));
                DeepKnn<String> other = builder.fit(shuffled(training, random), training.select(1, 2, 3))) {
            assertEquals(one.nonconformity().parameters(), other.nonconformity().parameters());
            assertEquals(
                    one.predict("0.4,0.6").pValues(), other.predict("0.4,0.6").pValues());
        }
    }
}

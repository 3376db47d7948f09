package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.activation.Activations;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.IndexFactory.Context;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.index.ShardedIndex;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Classifiers of indexes that were made in parts: on points of a small grid, where most distances are tied. */
class AssembledDeepKnnTest {

    private static final GridExtractor EXTRACTOR = new GridExtractor();
    private static final Dataset<String> REFERENCE = GridExtractor.points(new Random(1), 700);
    private static final Dataset<String> CALIBRATION = GridExtractor.points(new Random(2), 60);
    private static final List<String> QUESTIONS =
            GridExtractor.points(new Random(3), 40).inputs();
    private static final IndexFactory SHARDED = ShardedIndex.factory(ExactIndex.factory(), 4);

    private static DeepKnnBuilder<String> builder(Metric metric) {
        return DeepKnn.builder(EXTRACTOR).neighbors(9).metric(metric).index(SHARDED);
    }

    private static Dataset<String> part(Dataset<String> examples, int part, int parts) {
        int size = examples.size();
        return examples.select(
                IntStream.range(size * part / parts, size * (part + 1) / parts).toArray());
    }

    /** What a machine makes of its part of the examples: an index per layer and class. */
    private static Map<Context, NeighborIndex> indexes(Dataset<String> part, Metric metric) {
        Activations activations = EXTRACTOR.extract(part.inputs());
        Map<Context, NeighborIndex> indexes = new HashMap<>();
        for (int layer = 0; layer < activations.layers().size(); layer++) {
            for (int label = 0; label < 3; label++) {
                int current = label;
                int[] rows = IntStream.range(0, part.size())
                        .filter(row -> part.label(row) == current)
                        .toArray();
                Context context = new Context(
                        EXTRACTOR.fingerprint(),
                        activations.layers().get(layer),
                        part.labelSet().name(label));
                indexes.put(
                        context,
                        ExactIndex.factory()
                                .build(
                                        context,
                                        activations.matrices().get(layer).select(rows),
                                        metric));
            }
        }
        return indexes;
    }

    private static Map<Context, NeighborIndex> joined(List<Map<Context, NeighborIndex>> parts) {
        Map<Context, NeighborIndex> joined = new HashMap<>();
        for (Context context : parts.get(0).keySet()) {
            joined.put(
                    context,
                    ShardedIndex.of(
                            parts.stream().map(part -> part.get(context)).toList()));
        }
        return joined;
    }

    private static List<Map<Context, NeighborIndex>> parts(Metric metric) {
        return IntStream.range(0, 4)
                .mapToObj(part -> indexes(part(REFERENCE, part, 4), metric))
                .toList();
    }

    private static List<Object> answers(DeepKnn<String> dknn) {
        List<Object> answers = new ArrayList<>();
        for (Prediction prediction : dknn.predictAll(QUESTIONS)) {
            answers.add(prediction.neighbors());
            answers.add(prediction.classNeighbors());
            answers.add(prediction.label());
            for (int label = 0; label < 3; label++) {
                answers.add(prediction.nonconformity(label));
                answers.add(prediction.pValues().value(label));
            }
        }
        answers.add(Arrays.toString(dknn.calibration().scores()));
        return answers;
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void shards_made_apart_give_the_bits_of_one_fit(Metric metric, @TempDir Path directory) throws IOException {
        try (DeepKnn<String> fitted =
                        builder(metric).index(ExactIndex.factory()).fit(REFERENCE, CALIBRATION);
                DeepKnn<String> assembled = builder(metric).assemble(REFERENCE, joined(parts(metric)), CALIBRATION)) {
            List<Object> expected = answers(fitted);
            assertEquals(expected, answers(assembled));

            assembled.save(directory);
            try (DeepKnn<String> loaded = DeepKnn.load(directory, EXTRACTOR, SHARDED);
                    DeepKnn<String> loadedByItself = DeepKnn.load(directory, EXTRACTOR)) {
                assertEquals(expected, answers(loaded));
                assertEquals(expected, answers(loadedByItself));
            }
        }
    }

    @Test
    void calibration_scores_are_made_in_parts_too() throws IOException {
        Metric metric = Metric.EUCLIDEAN;
        ScoredExamples scores = transported(scores(part(CALIBRATION, 0, 2), metric))
                .plus(transported(scores(part(CALIBRATION, 1, 2), metric)));

        try (DeepKnn<String> fitted =
                        builder(metric).index(ExactIndex.factory()).fit(REFERENCE, CALIBRATION);
                DeepKnn<String> assembled = builder(metric).assemble(REFERENCE, joined(parts(metric)), scores)) {
            assertEquals(answers(fitted), answers(assembled));
            assertArrayEquals(
                    CALIBRATION.labels(), assembled.calibrationScores().labels());
        }
    }

    private static ScoredExamples scores(Dataset<String> part, Metric metric) {
        try (DeepKnn<String> dknn = builder(metric).assemble(REFERENCE, joined(parts(metric)), part)) {
            return dknn.calibrationScores();
        }
    }

    private static ScoredExamples transported(ScoredExamples scores) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        scores.write(new DataOutputStream(bytes));
        return ScoredExamples.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @Test
    void shards_in_another_order_are_refused() {
        List<Map<Context, NeighborIndex>> parts = new ArrayList<>(parts(Metric.EUCLIDEAN));
        Collections.swap(parts, 1, 2);

        assertRefused(
                "in their order; of ",
                () -> builder(Metric.EUCLIDEAN).neighbors(75).assemble(REFERENCE, joined(parts), CALIBRATION));
    }

    @Test
    void indexes_that_do_not_belong_are_refused_and_stay_open() {
        Map<Context, NeighborIndex> good = joined(parts(Metric.EUCLIDEAN));
        Context plane = new Context("grid", "plane", "a");
        Context space = new Context("grid", "space", "a");

        Map<Context, NeighborIndex> missing = new HashMap<>(good);
        missing.remove(plane);
        NeighborIndex cosine = joined(parts(Metric.COSINE)).get(plane);

        assertIndexesRefused("needs the index of Context[model=grid, layer=plane, label=a]", missing);
        assertIndexesRefused(
                "got also [Context[model=other,", with(good, new Context("other", "plane", "a"), good.get(plane)));
        assertIndexesRefused("as the class has reference examples, got 3", with(good, plane, three()));
        assertIndexesRefused("values as the layer has, got 3", with(good, plane, good.get(space)));
        assertIndexesRefused("must have the metric euclidean, got cosine", with(good, plane, cosine));

        List<Neighbors> found =
                good.get(plane).search(EXTRACTOR.extract(QUESTIONS).matrices().get(0), 1);
        assertEquals(QUESTIONS.size(), found.size());
    }

    private static NeighborIndex three() {
        return ExactIndex.factory()
                .build(EXTRACTOR.extract(QUESTIONS.subList(0, 3)).matrices().get(0), Metric.EUCLIDEAN);
    }

    private static Map<Context, NeighborIndex> with(
            Map<Context, NeighborIndex> good, Context context, NeighborIndex index) {
        Map<Context, NeighborIndex> changed = new HashMap<>(good);
        changed.put(context, index);
        return changed;
    }

    private static void assertIndexesRefused(String message, Map<Context, NeighborIndex> indexes) {
        assertRefused(message, () -> builder(Metric.EUCLIDEAN).assemble(REFERENCE, indexes, CALIBRATION));
    }

    @Test
    void scores_of_another_k_and_too_many_neighbors_are_refused() {
        Map<Context, NeighborIndex> good = joined(parts(Metric.EUCLIDEAN));
        ScoredExamples scores = scores(CALIBRATION, Metric.EUCLIDEAN);

        assertRefused(
                "must have k 8 and 3 classes, got 9",
                () -> builder(Metric.EUCLIDEAN).neighbors(8).assemble(REFERENCE, good, scores));
        assertRefused(
                "k must be in 1..700",
                () -> builder(Metric.EUCLIDEAN).neighbors(701).assemble(REFERENCE, good, scores));
    }

    @Test
    void other_reference_examples_are_served_as_those_of_before() {
        List<Serving.Cost> costs = new ArrayList<>();
        try (DeepKnn<String> fitted = builder(Metric.EUCLIDEAN)
                        .serving(Serving.create().listener(costs::add))
                        .fit(REFERENCE, CALIBRATION);
                DeepKnn<String> changed = fitted.withReference(
                        REFERENCE,
                        indexes(REFERENCE, Metric.EUCLIDEAN),
                        ExactIndex.factory(),
                        fitted.calibrationScores())) {
            changed.predictAll(QUESTIONS);

            assertEquals(
                    List.of(QUESTIONS.size()),
                    costs.stream().map(Serving.Cost::rows).toList());
        }
    }

    /** Other reference examples with their own calibration scores make the classifier that was fitted to them, but for typical distances. */
    @Test
    void other_reference_examples_take_the_place_of_those_of_the_fit() {
        Metric metric = Metric.EUCLIDEAN;
        Dataset<String> others = GridExtractor.points(new Random(5), 300);
        try (DeepKnn<String> fitted = builder(metric).fit(REFERENCE, CALIBRATION);
                DeepKnn<String> wanted = builder(metric).fit(others, CALIBRATION);
                DeepKnn<String> changed = fitted.withReference(
                        others, indexes(others, metric), ExactIndex.factory(), wanted.calibrationScores())) {
            assertEquals(
                    wanted.predictAll(QUESTIONS).stream()
                            .map(prediction -> prediction.neighbors())
                            .toList(),
                    changed.predictAll(QUESTIONS).stream()
                            .map(prediction -> prediction.neighbors())
                            .toList());
            assertEquals(others, changed.reference());
            assertRefused(
                    "k must be in 1..3 as there are so many reference examples, got 9",
                    () -> fitted.withReference(
                            others.select(0, 1, 2), Map.of(), ExactIndex.factory(), wanted.calibrationScores()));
            assertRefused(
                    "calibration scores must have",
                    () -> fitted.withReference(
                            others,
                            indexes(others, metric),
                            ExactIndex.factory(),
                            builder(metric)
                                    .neighbors(3)
                                    .fit(others, CALIBRATION)
                                    .calibrationScores()));
        }
    }
}

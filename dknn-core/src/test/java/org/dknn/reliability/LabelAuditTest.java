package org.dknn.reliability;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.activation.ActivationExtractor;
import org.dknn.conformal.Nonconformity;
import org.dknn.internal.PartFiles;
import org.dknn.reliability.LabelAudit.Hubs;
import org.dknn.reliability.LabelAudit.LabelIssue;
import org.dknn.reliability.LabelAudit.NearDuplicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelAuditTest {

    private static final Dataset<String> CALIBRATION = Plane.points("0,0 12,12 5,5", 0, 1, 1);

    @Test
    void a_wrong_label_hubs_and_duplicates_by_hand() {
        // the example at 2 is called high, and the one at 10 is there twice
        Dataset<String> training = Plane.points("0,0 1,1 2,2 10,10 10,10 12,12 13,13", 0, 0, 1, 1, 1, 1, 1);
        try (DeepKnn<String> dknn = Plane.builder()
                .neighbors(2)
                .nonconformity(Nonconformity.count())
                .fit(training, CALIBRATION)) {
            LabelAudit<String> audit = LabelAudit.of(dknn);

            // its neighbors are 1 and 0 in both layers: 4 of 4 disagree with high, 0 with low
            // those of 0 are 1 and 2, of 1 are 0 and 2: 2 of 4 disagree, 2 with high
            // of the low ones, 1 is 1 away and 0 is 2 away in both layers
            assertEquals(List.of(new LabelIssue(2, 1, 0, 4, 0, 0, 0, List.of(1, 0))), audit.issues());
            // the only issue of 7 examples, and .05 of 7 is above rank 0
            assertEquals(OptionalInt.of(0), audit.checks().proposed(2));
            assertEquals(1, audit.checks().suspicion(2));
            assertEquals(0, audit.checks().suspicion(3));
            assertEquals(audit.duplicates(), audit.duplicatesOf(4));
            assertEquals(List.of(), audit.duplicatesOf(5));
            assertEquals(List.of(new NearDuplicate(3, 4, 1, 1, 0)), audit.duplicates());
            assertFalse(audit.duplicates().get(0).contradicts());
            // in a layer 0: 1 2; 1: 0 2; 2: 1 0; 3: 4 5; 4: 3 5; 5: 6 3 (2 away, as is 4); 6: 5 3
            assertEquals(
                    List.of(2 * 2, 2 * 2, 2 * 2, 3 * 2, 2, 3 * 2, 2),
                    List.of(0, 1, 2, 3, 4, 5, 6).stream()
                            .map(audit.hubs()::occurrences)
                            .toList());
            assertEquals(List.of(3, 5, 0), audit.hubs().largest(3));
            assertEquals(0, audit.hubs().orphans());
        }
    }

    @Test
    void an_audit_that_goes_on_is_one_that_was_not_interrupted(@TempDir Path directory) throws IOException {
        Random random = new Random(5);
        List<String> points = new ArrayList<>();
        int[] labels = new int[5_000];
        for (int i = 0; i < labels.length; i++) {
            int side = random.nextInt(2);
            points.add(10 * side + random.nextInt(60) / 10.0 + "," + (10 * side + random.nextInt(60) / 10.0));
            labels[i] = random.nextInt(20) == 0 ? 1 - side : side;
        }
        ProgressListener stopping = (task, done, total) -> {
            if (done > 4_096) {
                throw new IllegalStateException("stopped");
            }
        };
        try (DeepKnn<String> dknn =
                Plane.builder().neighbors(5).fit(Dataset.of(points, labels, CALIBRATION.labelSet()), CALIBRATION)) {
            LabelAudit<String> whole = LabelAudit.of(dknn, 0.1);

            assertThrows(
                    IllegalStateException.class,
                    () -> LabelAudit.resumable(dknn, 0.1, stopping, PartFiles.open(directory, "k")));
            PartFiles kept = PartFiles.open(directory, "k");
            List<Long> progress = new ArrayList<>();
            LabelAudit<String> resumed =
                    LabelAudit.resumable(dknn, 0.1, (task, done, total) -> progress.add(done), kept);

            assertEquals(1, kept.found());
            assertEquals(List.of(4_096L, 4_097L), progress.subList(0, 2));
            assertFalse(whole.issues().isEmpty());
            assertEquals(whole.issues(), resumed.issues());
            assertEquals(whole.duplicates(), resumed.duplicates());
            assertEquals(whole.hubs().largest(5_000), resumed.hubs().largest(5_000));
            assertEquals(whole.hubs().skewness(), resumed.hubs().skewness());
            // all parts are there now, and another closeness needs no prediction
            LabelAudit<String> closer = LabelAudit.resumable(
                    dknn,
                    0,
                    (task, done, total) -> assertEquals(0, done % 4_096 % 904),
                    PartFiles.open(directory, "k"));
            assertEquals(LabelAudit.of(dknn, 0).duplicates(), closer.duplicates());
        }
    }

    /** A network that has learned its labels by heart puts each example at the place of its label. */
    @Test
    void folds_find_what_a_network_has_memorized() {
        Dataset<String> clean = Plane.normal(9, 300, 6, 6);
        int[] labels = clean.labels();
        Set<Integer> planted = new TreeSet<>();
        for (int ordinal = 7; ordinal < 300; ordinal += 40) {
            labels[ordinal] = 1 - labels[ordinal];
            planted.add(ordinal);
        }
        Dataset<String> training = Dataset.of(clean.inputs(), labels, clean.labelSet());
        Function<Dataset<String>, DeepKnn<String>> fit =
                examples -> Plane.builder(examples).neighbors(9).fit(examples, CALIBRATION);
        try (DeepKnn<String> dknn = fit.apply(training)) {
            assertEquals(List.of(), LabelAudit.of(dknn).issues());

            LabelAudit<String> audit = LabelAudit.heldOut(dknn, 3, 5, fit);

            List<LabelIssue> first = audit.issues().subList(0, planted.size());
            assertEquals(
                    planted, first.stream().map(LabelIssue::ordinal).collect(Collectors.toCollection(TreeSet::new)));
            for (LabelIssue issue : first) {
                assertEquals(3, issue.speaking().size());
                assertTrue(issue.speaking().stream().allMatch(ordinal -> training.label(ordinal) == issue.proposed()));
            }
            List<String> progress = new ArrayList<>();
            LabelAudit<String> told = LabelAudit.heldOut(
                    dknn,
                    new LabelAudit.Folds(3, 5),
                    0.4,
                    (task, done, total) -> progress.add(task + " " + done + " of " + total),
                    fit);
            assertEquals(audit.issues(), told.issues());
            assertEquals(LabelAudit.of(dknn, 0.4).duplicates(), told.duplicates());
            assertEquals(
                    List.of(
                            "held-out examples 100 of 300",
                            "held-out examples 200 of 300",
                            "held-out examples 300 of 300"),
                    progress.subList(300, progress.size()));
            assertRefused("needs at least 2 folds, got 1", () -> LabelAudit.heldOut(dknn, 1, 5, fit));
            assertRefused("folds must be in 2..300, got 301", () -> LabelAudit.heldOut(dknn, 301, 5, fit));
            assertRefused(
                    IllegalStateException.class,
                    "needs a classifier of the 200 examples",
                    () -> LabelAudit.heldOut(dknn, 3, 5, examples -> fit.apply(training)));
        }
    }

    /** Of two classes, so that the other label is always the proposed one. */
    @Test
    void folds_propose_and_both_classifiers_order() {
        Dataset<String> training = Plane.normal(4, 120, 2, 1);
        List<Dataset<String>> parts = new ArrayList<>();
        Function<Dataset<String>, DeepKnn<String>> fit = examples -> {
            parts.add(examples);
            return Plane.builder()
                    .neighbors(5)
                    .nonconformity(Nonconformity.logRatio())
                    .fit(examples, CALIBRATION);
        };
        double[] unseen = new double[120];
        double[] learned = new double[120];
        try (DeepKnn<String> dknn = fit.apply(training)) {
            LabelAudit<String> audit = LabelAudit.heldOut(dknn, 3, 5, fit);
            dknn.predictReference((prediction, ordinal) -> learned[ordinal] = margin(training, prediction, ordinal));
            for (Dataset<String> part : List.copyOf(parts.subList(1, 4))) {
                try (DeepKnn<String> others = fit.apply(part)) {
                    for (int i = 0; i < 120; i++) {
                        if (!part.inputs().contains(training.inputs().get(i))) {
                            unseen[i] = margin(
                                    training, others.predict(training.inputs().get(i)), i);
                        }
                    }
                }
            }
            double one = rootMeanSquare(unseen);
            double other = rootMeanSquare(learned);

            List<Integer> expected = IntStream.range(0, 120)
                    .filter(i -> unseen[i] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -(unseen[i] / one + learned[i] / other)))
                    .toList();
            assertEquals(
                    expected, audit.issues().stream().map(LabelIssue::ordinal).toList(), "seed 4");
            assertTrue(expected.size() > 10, expected.toString());
            List<LabelIssue> byFolds = audit.issues().stream()
                    .sorted(Comparator.comparingDouble(LabelIssue::margin).reversed())
                    .toList();
            assertNotEquals(byFolds, audit.issues());
            audit.issues().forEach(issue -> assertEquals(unseen[issue.ordinal()], issue.margin(), 1e-12));
        }
    }

    private static double margin(Dataset<String> training, Prediction prediction, int ordinal) {
        int label = training.label(ordinal);
        return prediction.nonconformity(label) - prediction.nonconformity(1 - label);
    }

    private static double rootMeanSquare(double[] values) {
        return Math.sqrt(
                DoubleStream.of(values).map(value -> value * value).average().orElseThrow());
    }

    static List<Nonconformity> kinds() {
        return List.of(Nonconformity.count(), Nonconformity.margin(), Nonconformity.logRatio());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void planted_wrong_labels_are_the_most_suspect(Nonconformity kind) {
        Dataset<String> clean = Plane.normal(9, 500, 6, 6);
        int[] labels = clean.labels();
        Set<Integer> planted = new TreeSet<>();
        for (int ordinal = 7; ordinal < 500; ordinal += 40) {
            labels[ordinal] = 1 - labels[ordinal];
            planted.add(ordinal);
        }
        Dataset<String> training = Dataset.of(clean.inputs(), labels, clean.labelSet());
        try (DeepKnn<String> dknn =
                Plane.builder().neighbors(15).nonconformity(kind).fit(training, Plane.normal(10, 50, 6, 6))) {
            List<LabelIssue> issues = LabelAudit.of(dknn).issues();

            Set<Integer> first = issues.stream()
                    .limit(planted.size())
                    .map(LabelIssue::ordinal)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(planted, first, "seed 9");
            assertTrue(issues.size() < planted.size() + 5, "seed 9: " + issues);
            for (LabelIssue issue : issues.subList(0, planted.size())) {
                assertEquals(clean.label(issue.ordinal()), issue.proposed());
                assertTrue(issue.agreement() < 0.3, issue.toString());
            }
        }
    }

    private static List<Nonconformity> allButKthDistance() {
        return Nonconformity.all().stream()
                .filter(kind -> !kind.name().equals(Nonconformity.kthDistance().name()))
                .toList();
    }

    /** 20 equal examples are at distance 0 of both labels, whichever of them is wrong. */
    @ParameterizedTest
    @MethodSource("allButKthDistance")
    void the_minority_of_equal_examples_is_found_by_every_kind(Nonconformity kind) {
        for (int wrong : new int[] {1, 2, 3, 5, 9}) {
            Dataset<String> usual = Plane.normal(9, 200, 9, 9);
            List<String> inputs = new ArrayList<>(usual.inputs());
            int[] labels = usual.labels();
            for (int i = 0; i < 20; i++) {
                inputs.set(5 * i, "4,4");
                labels[5 * i] = i < wrong ? 1 : 0;
            }
            try (DeepKnn<String> dknn = Plane.builder()
                    .neighbors(10)
                    .nonconformity(kind)
                    .fit(Dataset.of(inputs, labels, usual.labelSet()), CALIBRATION)) {
                LabelAudit<String> audit = LabelAudit.of(dknn);

                List<LabelIssue> first = audit.issues().subList(0, wrong);
                for (int i = 0; i < wrong; i++) {
                    LabelIssue issue = first.get(i);
                    assertEquals(5 * i, issue.ordinal());
                    assertEquals(0, issue.proposed());
                    assertEquals(wrong - 1, issue.equalOwn());
                    assertEquals(20 - wrong, issue.equalProposed());
                    assertTrue(issue.contradicted());
                }
                assertTrue(
                        audit.describe(first.get(0))
                                .contains("equal examples: " + wrong + " \"high\", " + (20 - wrong)),
                        audit.describe(first.get(0)));
                assertTrue(audit.issues().stream()
                        .skip(wrong)
                        .noneMatch(issue -> inputs.get(issue.ordinal()).equals("4,4") && issue.contradicted()));
            }
        }
    }

    /** Left out of itself, the only example of a class has none of its own at any distance. */
    @ParameterizedTest
    @MethodSource("kinds")
    void a_class_that_is_too_small_is_not_judged(Nonconformity kind) {
        Dataset<String> two = Plane.normal(9, 200, 40, 40);
        LabelSet labelSet = LabelSet.of("low", "high", "one", "none");
        int[] labels = two.labels();
        labels[50] = 2;
        labels[70] = 1 - labels[70];
        Dataset<String> training = Dataset.of(two.inputs(), labels, labelSet);
        ActivationExtractor<String> four = new Plane.Classes(4);
        try (DeepKnn<String> dknn = DeepKnn.builder(four)
                .neighbors(10)
                .nonconformity(kind)
                .fit(training, Dataset.of(CALIBRATION.inputs(), CALIBRATION.labels(), labelSet))) {
            LabelAudit<String> audit = LabelAudit.of(dknn);

            assertEquals(List.of(2, 3), audit.unjudged());
            assertEquals(70, audit.issues().get(0).ordinal());
            assertTrue(audit.issues().stream().noneMatch(issue -> issue.ordinal() == 50 || issue.proposed() > 1));
            assertEquals(
                    "\"" + two.inputs().get(70) + "\" (number 70) is labelled \"" + labelSet.name(labels[70])
                            + "\", neighbors say \"" + labelSet.name(1 - labels[70])
                            + "\" (0 % of them agree with its label)",
                    audit.describe(audit.issues().get(0)));
        }
    }

    @Test
    void a_nonconformity_that_is_the_same_for_all_labels_is_refused() {
        try (DeepKnn<String> dknn = Plane.builder()
                .neighbors(5)
                .nonconformity(Nonconformity.kthDistance())
                .fit(Plane.normal(9, 100, 6, 6), CALIBRATION)) {
            assertRefused(IllegalStateException.class, "got kth-distance; use dknn.with", () -> LabelAudit.of(dknn));
        }
    }

    @Test
    void duplicates_must_be_near_in_every_layer() {
        // 0 and 1 are the same on the left alone; 2 and 3 nearly the same in both, with other labels
        Dataset<String> training = Plane.points("0,0 0,40 100,100 100.01,100.01 200,200 300,300", 0, 0, 0, 1, 1, 1);
        try (DeepKnn<String> dknn = Plane.builder().neighbors(3).fit(training, CALIBRATION)) {
            List<NearDuplicate> duplicates = LabelAudit.of(dknn).duplicates();

            assertEquals(1, duplicates.size());
            assertEquals(2, duplicates.get(0).first());
            assertEquals(3, duplicates.get(0).second());
            assertTrue(duplicates.get(0).contradicts());
            // the nearest above 0 are at 100, .01, .01, 100 and 100 on the left, and at 40, 40, .01, .01, 100 and 100
            // on the right: .01 / 100 and .01 / 40
            assertEquals(0.01 / 40, duplicates.get(0).closeness(), 1e-6);
            assertEquals(List.of(), LabelAudit.of(dknn, 0).duplicates());
        }
    }

    @Test
    void a_star_has_a_hub_and_orphans() {
        Hubs star = new Hubs(new int[] {9, 1, 0, 0, 0, 0, 0, 0, 0, 0});

        assertTrue(star.skewness() > 2, star.toString());
        assertEquals(8, star.orphans());
        assertEquals(List.of(0, 1), star.largest(2));
        assertEquals(0, new Hubs(new int[] {3, 3, 3, 3}).skewness());
        assertEquals(0, new Hubs(new int[] {1, 2}).skewness());
    }

    @Test
    void three_that_are_the_same_are_three_pairs() {
        List<String> inputs = new ArrayList<>(Plane.normal(4, 100, 3, 3).inputs());
        inputs.set(60, inputs.get(20));
        inputs.set(99, inputs.get(20));
        int[] labels = Plane.normal(4, 100, 3, 3).labels();
        try (DeepKnn<String> dknn =
                Plane.builder().neighbors(5).fit(Dataset.of(inputs, labels, Plane.LABELS), Plane.normal(5, 20, 3, 3))) {
            List<NearDuplicate> pairs = LabelAudit.of(dknn, 0).duplicates();

            assertEquals(
                    List.of("20 60", "20 99", "60 99"),
                    pairs.stream()
                            .map(pair -> pair.first() + " " + pair.second())
                            .toList());
        }
    }

    @Test
    void bad_input_is_refused_by_name() {
        try (DeepKnn<String> dknn = Plane.builder().neighbors(1).fit(Plane.points("1,1", 0), CALIBRATION)) {
            assertRefused(IllegalStateException.class, "two reference examples", () -> LabelAudit.of(dknn));
            assertRefused("the closeness must be in [0, 1), got NaN", () -> LabelAudit.of(dknn, Double.NaN));
            assertRefused("got 1.0", () -> LabelAudit.of(dknn, 1));
        }
    }
}

package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelChecks;
import org.dknn.Prediction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.PlantedErrors.Kind;
import org.dknn.cli.page.Page;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.evaluate.EvidenceQuality;
import org.dknn.nlp.explain.Explanation;
import org.dknn.reliability.LabelAudit;

/**
 * Whether the training examples that are shown lead to wrong labels. Labels are planted in the training set, and a network learns them;
 * test texts that it labels otherwise than a network of the same seed and clean labels are flips. Beside each flip stands the text that
 * keeps its label and is as near the boundary of the clean network. Counted are texts with a planted example among the first three
 * that are shown. Labels are those of the networks.
 *
 * @param share of the labels that are planted
 */
public record EvidenceStudy(ModelStore store, double share) {

    /** Examples that are looked at. */
    private static final int FIRST = 3;

    /** Ends the name of the figures of what the neighbors say without what is shown. */
    static final String WITHOUT = ", rise without them";

    /** Trains, and looks at what is shown. */
    public Page run(Corpus corpus, NetworkKind kind, int seeds) throws IOException {
        ResultFile<EvidenceResult> file =
                new ResultFile<>(store.folders().cache().resolve("evidence.jsonl"), EvidenceResult.class);
        Map<Kind, List<EvidenceResult>> results = new LinkedHashMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            ModelDesign<List<String>> design = ModelDesign.of(store.folders(), corpus, kind, false, seed);
            for (Kind planted : Kind.values()) {
                String cell = ModelStore.name(design) + " " + share + " " + planted + ", by suspicion";
                EvidenceResult result = file.get(cell, () -> result(design, planted));
                results.computeIfAbsent(planted, any -> new ArrayList<>()).add(result);
                store.out().println(cell + ": " + EvidenceTables.line(result));
            }
        }
        Page page = new Page("Planted errors among the examples shown")
                .say(corpus + ", " + kind + ", seeds 1 to " + seeds + ", " + Math.round(100 * share)
                        + " % of the training labels planted.");
        results.forEach((planted, all) -> EvidenceTables.add(page, planted.toString(), all));
        return page;
    }

    private EvidenceResult result(ModelDesign<List<String>> design, Kind kind) throws IOException {
        long seed = design.recipe().seed();
        Dataset<List<String>> test = design.data().test();
        try (TrainedModel<List<String>> clean = store.loadOrTrain(design)) {
            PlantedErrors<List<String>> planted = PlantedErrors.in(clean, kind, share);
            try (TrainedModel<List<String>> model =
                    store.loadOrTrain(design.learning(planted.examples(), Nonconformity.logRatio()))) {
                DeepKnn<List<String>> dknn = model.dknn();
                Flips flips = Flips.of(clean.dknn().predictAll(test.inputs()), dknn.predictAll(test.inputs()), seed);
                LabelChecks checks = LabelAudit.of(dknn).checks();
                Judge judge = new Judge(dknn, new ShownExamples(dknn, Margins.leftOut(dknn), seed), planted.changed());
                return new EvidenceResult(
                        judge.of(flips.flips(), test.inputs()),
                        judge.of(flips.others(), test.inputs()),
                        Marks.of(planted, checks));
            }
        }
    }

    /** Looks for planted examples, and leaves out what is shown. */
    private record Judge(DeepKnn<List<String>> dknn, ShownExamples shown, BitSet planted) {

        Map<String, List<Double>> of(List<Integer> texts, List<List<String>> inputs) {
            Map<String, List<Double>> found = new LinkedHashMap<>();
            for (int text : texts) {
                List<String> words = inputs.get(text);
                Explanation explanation = shown.explain(words);
                shown.of(words, explanation, FIRST).forEach((way, ordinals) -> {
                    boolean isHit = ordinals.stream().anyMatch(planted::get);
                    EvidenceQuality without = EvidenceQuality.of(dknn, List.of(words), (input, prediction) -> ordinals);
                    add(found, way, isHit ? 1 : 0);
                    add(found, way + WITHOUT, without.nonconformityRise());
                });
            }
            return found;
        }

        private static void add(Map<String, List<Double>> found, String name, double value) {
            found.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        }
    }

    /**
     * Marks of a network that has learned the errors.
     *
     * @param marked examples that are marked
     * @param right those of them that were changed
     */
    record Marks(int marked, int right) {

        static Marks of(PlantedErrors<?> planted, LabelChecks checks) {
            int[] marked = IntStream.range(0, checks.size())
                    .filter(ordinal -> checks.proposed(ordinal).isPresent())
                    .toArray();
            return new Marks(marked.length, (int)
                    IntStream.of(marked).filter(planted.changed()::get).count());
        }
    }

    /**
     * Test texts by whether errors change their label.
     *
     * @param flips ordinals of those whose label they change
     * @param others for each of these, the text as near the boundary of the clean network that keeps its label, each once
     */
    record Flips(List<Integer> flips, List<Integer> others) {

        static Flips of(List<Prediction> clean, List<Prediction> planted, long seed) {
            List<Integer> flips = new ArrayList<>();
            List<Integer> free = new ArrayList<>();
            IntStream.range(0, clean.size())
                    .forEach(i -> (clean.get(i).networkLabel() == planted.get(i).networkLabel() ? free : flips).add(i));
            Collections.shuffle(free, new Random(seed));
            List<Integer> others = new ArrayList<>();
            for (int flip : flips) {
                free.stream()
                        .min(Comparator.comparingDouble(i -> Math.abs(margin(clean.get(i)) - margin(clean.get(flip)))))
                        .ifPresent(other -> {
                            free.remove(other);
                            others.add(other);
                        });
            }
            return new Flips(flips, others);
        }

        private static double margin(Prediction prediction) {
            return Margins.logOdds(prediction, prediction.networkLabel());
        }
    }
}

package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.OutputRefit;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.EvidenceStudy.Flips;
import org.dknn.bench.study.PlantedErrors.Kind;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.evaluate.EvidenceQuality;

/**
 * What leaving training examples out does to decisions: by the neighbors, by an {@link OutputRefit}, and by a network that is trained again
 * without them, which is what both stand for. Errors are planted and learned; then they are left out, or as many other examples. Beside
 * it, what leaving out the nearest examples does, which a network of clean labels shows.
 *
 * @param share of the labels that are planted
 */
public record RefitStudy(ModelStore store, double share) {

    private static final int TEXTS = 200;
    private static final int[] COUNTS = {5, 40};

    /**
     * What is left out of which network, and whether texts are those whose label the errors change or others.
     *
     * @param errors how they are planted
     * @param left what is left out
     */
    record Cell(Kind errors, String left, String texts) {}

    /** Trains, and leaves out. */
    public Page run(Corpus corpus, NetworkKind kind, int seeds) throws IOException {
        Map<Cell, List<Undone>> undone = new LinkedHashMap<>();
        Map<String, List<EvidenceQuality>> qualities = new LinkedHashMap<>();
        List<String> agreements = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            ModelDesign<List<String>> design = ModelDesign.of(store.folders(), corpus, kind, false, seed);
            try (TrainedModel<List<String>> clean = store.loadOrTrain(design)) {
                OutputRefit<List<String>> refit = OutputRefit.of(clean.dknn(), ProgressListener.silent());
                agreements.add(Shown.number(refit.agreement()));
                shown(clean, refit).forEach((name, quality) -> add(qualities, name, quality));
                for (Kind planted : Kind.values()) {
                    undone(clean, planted).forEach((cell, some) -> add(undone, cell, some));
                }
            }
            store.out().println("seed " + seed + " of " + seeds);
        }
        return new Page("Training examples left out")
                .say(corpus + ", " + kind + ", seeds 1 to " + seeds
                        + ". The model of the output layer, fitted to one half of the training"
                        + " examples, has the network's label for " + String.join(", ", agreements) + " of the others.")
                .heading("Planted errors")
                .say(Math.round(100 * share)
                        + " % of the training labels are planted; as many other examples are drawn. Texts that flip"
                        + " have another label by the network that learned the errors than by one of the same seed that learned"
                        + " the right labels; others are as near the boundary. Shares of them with the label of the latter, by the"
                        + " former before and without what is left out:")
                .table(undone(undone))
                .heading("The nearest examples")
                .say(
                        "Up to " + TEXTS
                                + " test texts of each network of right labels, those to which network and neighbors give one label,"
                                + " without examples of this label: drops of its probability by the refit and of its share of the neighbors.")
                .table(shown(qualities));
    }

    private static <K, R> void add(Map<K, List<R>> all, K key, R result) {
        all.computeIfAbsent(key, any -> new ArrayList<>()).add(result);
    }

    /**
     * How many texts have the label of a network that learned the right labels.
     *
     * @param texts all of them
     * @param network by the network that learned the errors
     * @param trained by one that was trained again without what is left out
     * @param refit by the network as the refit moves it
     * @param before by the neighbors
     * @param neighbors by the neighbors that are left
     */
    record Undone(int texts, int network, int trained, int refit, int before, int neighbors) {

        private static final Undone NONE = new Undone(0, 0, 0, 0, 0, 0);

        Undone plus(Undone other) {
            return new Undone(
                    texts + other.texts,
                    network + other.network,
                    trained + other.trained,
                    refit + other.refit,
                    before + other.before,
                    neighbors + other.neighbors);
        }
    }

    private Map<Cell, Undone> undone(TrainedModel<List<String>> clean, Kind kind) throws IOException {
        ModelDesign<List<String>> design = clean.design();
        long seed = design.recipe().seed();
        List<List<String>> inputs = design.data().test().inputs();
        PlantedErrors<List<String>> planted = PlantedErrors.in(clean, kind, share);
        Map<String, BitSet> left = new LinkedHashMap<>();
        left.put("planted", planted.changed());
        left.put("others", others(planted.changed(), planted.examples(), seed));
        Map<Cell, Undone> found = new LinkedHashMap<>();
        try (TrainedModel<List<String>> model =
                store.loadOrTrain(design.learning(planted.examples(), Nonconformity.logRatio()))) {
            List<Prediction> right = clean.dknn().predictAll(inputs);
            List<Prediction> wrong = model.dknn().predictAll(inputs);
            Flips flips = Flips.of(right, wrong, seed);
            OutputRefit<List<String>> refit = OutputRefit.of(model.dknn(), ProgressListener.silent());
            for (Map.Entry<String, BitSet> entry : left.entrySet()) {
                List<Integer> ordinals = entry.getValue().stream().boxed().toList();
                int[] kept = IntStream.range(0, planted.examples().size())
                        .filter(ordinal -> !entry.getValue().get(ordinal))
                        .toArray();
                try (TrainedModel<List<String>> again =
                        store.loadOrTrain(design.learning(planted.examples().select(kept), Nonconformity.logRatio()))) {
                    LeftOut without = new LeftOut(model.dknn(), refit.without(ordinals), again.dknn(), ordinals);
                    found.put(new Cell(kind, entry.getKey(), "flips"), without.of(flips.flips(), inputs, right, wrong));
                    found.put(
                            new Cell(kind, entry.getKey(), "others"), without.of(flips.others(), inputs, right, wrong));
                }
            }
        }
        return found;
    }

    /** As many that were not changed. */
    static BitSet others(BitSet changed, Dataset<?> examples, long seed) {
        return new Random(seed)
                .ints(0, examples.size())
                .filter(i -> !changed.get(i))
                .distinct()
                .limit(changed.cardinality())
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /**
     * A classifier without some examples.
     *
     * @param refit of it, without them
     * @param again one whose network was trained without them
     */
    record LeftOut(
            DeepKnn<List<String>> dknn,
            OutputRefit<List<String>> refit,
            DeepKnn<List<String>> again,
            Collection<Integer> ordinals) {

        Undone of(List<Integer> texts, List<List<String>> inputs, List<Prediction> right, List<Prediction> wrong) {
            Undone all = Undone.NONE;
            for (int text : texts) {
                int label = right.get(text).networkLabel();
                List<String> input = inputs.get(text);
                all = all.plus(new Undone(
                        1,
                        one(wrong.get(text).networkLabel() == label),
                        one(again.predict(input).networkLabel() == label),
                        one(largest(refit.probabilities(input)) == label),
                        one(wrong.get(text).label() == label),
                        one(dknn.predictWithout(input, ordinals).label() == label)));
            }
            return all;
        }

        private static int one(boolean is) {
            return is ? 1 : 0;
        }

        private static int largest(double[] probabilities) {
            return IntStream.range(1, probabilities.length)
                    .reduce(0, (best, label) -> probabilities[label] > probabilities[best] ? label : best);
        }
    }

    private static Table undone(Map<Cell, List<Undone>> results) {
        Table table = new Table(
                "errors",
                "left out",
                "texts",
                "network, before",
                "trained again",
                "refit",
                "neighbors, before",
                "neighbors, then");
        results.forEach((cell, seeds) -> {
            Undone all = seeds.stream().reduce(Undone.NONE, Undone::plus);
            table.row(
                    cell.errors().toString(),
                    cell.left(),
                    all.texts() + " " + cell.texts(),
                    Shown.number((double) all.network() / all.texts()),
                    Shown.number((double) all.trained() / all.texts()),
                    new Share(all.refit(), all.texts()).textWithInterval(),
                    Shown.number((double) all.before() / all.texts()),
                    new Share(all.neighbors(), all.texts()).textWithInterval());
        });
        return table;
    }

    private static Map<String, EvidenceQuality> shown(
            TrainedModel<List<String>> clean, OutputRefit<List<String>> refit) {
        DeepKnn<List<String>> dknn = clean.dknn();
        List<List<String>> inputs =
                clean.design().data().test().inputs().stream().limit(TEXTS).toList();
        List<Prediction> predictions = dknn.predictAll(inputs);
        List<List<String>> agreed = IntStream.range(0, inputs.size())
                .filter(i -> predictions.get(i).label() == predictions.get(i).networkLabel())
                .mapToObj(inputs::get)
                .toList();
        Map<String, EvidenceQuality> qualities = new LinkedHashMap<>();
        for (int count : COUNTS) {
            BiFunction<List<String>, Prediction, Collection<Integer>> nearest =
                    (words, prediction) -> nearest(dknn, prediction, count);
            qualities.put("nearest " + count, EvidenceQuality.of(dknn, refit, agreed, nearest));
            qualities.put(
                    "any " + count,
                    EvidenceQuality.of(dknn, refit, agreed, EvidenceQuality.random(dknn, count, count)));
        }
        return qualities;
    }

    /** Of the label, over all layers. */
    static List<Integer> nearest(DeepKnn<?> dknn, Prediction prediction, int count) {
        return ShownExamples.nearest(prediction).stream()
                .filter(ordinal -> dknn.reference().label(ordinal) == prediction.label())
                .limit(count)
                .toList();
    }

    private static Table shown(Map<String, List<EvidenceQuality>> results) {
        Table table = new Table("left out", "probability", "neighbors' share", "other label by the neighbors");
        results.forEach((name, seeds) -> table.row(
                name,
                mean(seeds.stream()
                        .map(each -> each.probabilityDrop().orElse(Double.NaN))
                        .toList()),
                mean(seeds.stream().map(EvidenceQuality::conformityDrop).toList()),
                mean(seeds.stream().map(EvidenceQuality::labelChanges).toList())));
        return table;
    }

    private static String mean(List<Double> seeds) {
        return Shown.number(seeds.stream().mapToDouble(value -> value).average().orElse(Double.NaN));
    }
}

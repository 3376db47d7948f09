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
 * What leaving training examples out does to decisions, by the neighbors and by a refit of the output layer. Errors are planted and
 * learned; then they are left out, as are as many other examples. What should come back is known: a network that learned without them from the
 * same seed. Beside it, what leaving out the nearest examples does, which a network of clean labels shows.
 *
 * @param share of the labels that are planted
 */
public record RefitStudy(ModelStore store, double share) {

    private static final int TEXTS = 200;
    private static final int[] COUNTS = {5, 40};

    /** Trains, and leaves out. */
    public Page run(Corpus corpus, NetworkKind kind, int seeds) throws IOException {
        Map<String, List<Undone>> undone = new LinkedHashMap<>();
        Map<String, List<EvidenceQuality>> qualities = new LinkedHashMap<>();
        List<String> agreements = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            ModelDesign<List<String>> design = ModelDesign.of(store.folders(), corpus, kind, false, seed);
            try (TrainedModel<List<String>> clean = store.loadOrTrain(design)) {
                OutputRefit<List<String>> refit = OutputRefit.of(clean.dknn(), ProgressListener.silent());
                agreements.add(Shown.number(refit.agreement()));
                shown(clean, refit).forEach((name, quality) -> add(qualities, name, quality));
                for (Kind planted : Kind.values()) {
                    undone(clean, planted).forEach((name, some) -> add(undone, planted + "|" + name, some));
                }
            }
            store.out().println("seed " + seed + " of " + seeds);
        }
        return new Page("Training examples left out")
                .say(corpus + ", " + kind + ", seeds 1 to " + seeds
                        + ". The refitted output layer has the network's label for " + String.join(", ", agreements)
                        + " of the training examples.")
                .heading("Planted errors")
                .say(Math.round(100 * share)
                        + " % of the training labels are planted; as many others are drawn. Texts that flip have"
                        + " another label by the network that learned the errors than by the clean one; others are as near the"
                        + " boundary. Labels of the clean network, by that which learned the errors:")
                .table(undone(undone))
                .heading("The nearest examples")
                .say(TEXTS
                        + " test texts of each network of clean labels. Drops of its probability by the refit and of the share of the"
                        + " neighbors.")
                .table(shown(qualities));
    }

    private static <R> void add(Map<String, List<R>> all, String name, R result) {
        all.computeIfAbsent(name, any -> new ArrayList<>()).add(result);
    }

    /**
     * What becomes of texts without some examples.
     *
     * @param before texts whose label by the neighbors is that of the clean network
     * @param neighbors those of them then
     * @param network texts whose label by the network is that of the clean one then
     * @param drop of the probability of the label of the network that learned the errors, summed
     */
    record Undone(int texts, int before, int neighbors, int network, double drop) {

        Undone plus(Undone other) {
            return new Undone(
                    texts + other.texts,
                    before + other.before,
                    neighbors + other.neighbors,
                    network + other.network,
                    drop + other.drop);
        }
    }

    private Map<String, Undone> undone(TrainedModel<List<String>> clean, Kind kind) throws IOException {
        ModelDesign<List<String>> design = clean.design();
        long seed = design.recipe().seed();
        List<List<String>> inputs = design.data().test().inputs();
        PlantedErrors<List<String>> planted = PlantedErrors.in(clean, kind, share);
        try (TrainedModel<List<String>> model =
                store.loadOrTrain(design.learning(planted.examples(), Nonconformity.logRatio()))) {
            List<Prediction> right = clean.dknn().predictAll(inputs);
            List<Prediction> wrong = model.dknn().predictAll(inputs);
            Flips flips = Flips.of(right, wrong, seed);
            OutputRefit<List<String>> refit = OutputRefit.of(model.dknn(), ProgressListener.silent());
            Map<String, List<Integer>> left = new LinkedHashMap<>();
            left.put("planted", planted.changed().stream().boxed().toList());
            left.put("others", others(planted.changed(), planted.examples(), seed));
            Map<String, Undone> found = new LinkedHashMap<>();
            left.forEach((name, ordinals) -> {
                LeftOut without = new LeftOut(model.dknn(), refit.without(ordinals), ordinals);
                found.put(name + "|flips", without.of(flips.flips(), inputs, right, wrong));
                found.put(name + "|others", without.of(flips.others(), inputs, right, wrong));
            });
            return found;
        }
    }

    /** As many that were not changed. */
    private static List<Integer> others(BitSet changed, Dataset<?> examples, long seed) {
        return new Random(seed)
                .ints(0, examples.size())
                .filter(i -> !changed.get(i))
                .distinct()
                .limit(changed.cardinality())
                .boxed()
                .toList();
    }

    /** A classifier without some examples. */
    record LeftOut(DeepKnn<List<String>> dknn, OutputRefit<List<String>> refit, Collection<Integer> ordinals) {

        Undone of(List<Integer> texts, List<List<String>> inputs, List<Prediction> right, List<Prediction> wrong) {
            Undone all = new Undone(0, 0, 0, 0, 0);
            for (int text : texts) {
                int label = right.get(text).networkLabel();
                int learned = wrong.get(text).networkLabel();
                double[] probabilities = refit.probabilities(inputs.get(text));
                Prediction rest = dknn.predictWithout(inputs.get(text), ordinals);
                all = all.plus(new Undone(
                        1,
                        wrong.get(text).label() == label ? 1 : 0,
                        rest.label() == label ? 1 : 0,
                        largest(probabilities) == label ? 1 : 0,
                        wrong.get(text).probability(learned) - probabilities[learned]));
            }
            return all;
        }

        private static int largest(double[] probabilities) {
            int largest = 0;
            for (int label = 1; label < probabilities.length; label++) {
                largest = probabilities[label] > probabilities[largest] ? label : largest;
            }
            return largest;
        }
    }

    private static Table undone(Map<String, List<Undone>> results) {
        Table table = new Table(
                "errors",
                "left out",
                "texts",
                "network, before",
                "network, then",
                "neighbors, before",
                "neighbors, then",
                "drop of the network's probability");
        results.forEach((name, seeds) -> {
            String[] parts = name.split("\\|", -1);
            Undone all = seeds.stream().reduce(new Undone(0, 0, 0, 0, 0), Undone::plus);
            table.row(
                    parts[0],
                    parts[1],
                    parts[2],
                    parts[2].equals("flips") ? "0" : "1",
                    new Share(all.network(), all.texts()).textWithInterval(),
                    new Share(all.before(), all.texts()).text(),
                    new Share(all.neighbors(), all.texts()).textWithInterval(),
                    Shown.number(all.drop() / all.texts()));
        });
        return table;
    }

    private static Map<String, EvidenceQuality> shown(
            TrainedModel<List<String>> clean, OutputRefit<List<String>> refit) {
        DeepKnn<List<String>> dknn = clean.dknn();
        List<List<String>> inputs =
                clean.design().data().test().inputs().stream().limit(TEXTS).toList();
        Map<String, EvidenceQuality> qualities = new LinkedHashMap<>();
        for (int count : COUNTS) {
            BiFunction<List<String>, Prediction, Collection<Integer>> nearest =
                    (words, prediction) -> nearest(dknn, prediction, count);
            qualities.put("nearest " + count, EvidenceQuality.of(dknn, refit, inputs, nearest));
            qualities.put(
                    "any " + count,
                    EvidenceQuality.of(dknn, refit, inputs, EvidenceQuality.random(dknn, count, count)));
        }
        return qualities;
    }

    /** Of the label, over all layers. */
    private static List<Integer> nearest(DeepKnn<?> dknn, Prediction prediction, int count) {
        return ShownExamples.nearest(prediction).stream()
                .filter(ordinal -> dknn.reference().label(ordinal) == prediction.label())
                .limit(count)
                .toList();
    }

    private static Table shown(Map<String, List<EvidenceQuality>> results) {
        Table table = new Table("of the label", "probability", "neighbors' share", "other label");
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

package org.dknn.bench.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.PlantedErrors.Kind;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.cli.train.Trainer;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.vector.FloatMatrix;

/**
 * How many planted label errors are among the most suspect twentieth of the training texts, held out by folds: the network is trained
 * again without the judged texts. Held-out probability of the given label is the self-confidence of confident learning. Training labels
 * alone are changed; those of calibration and dev stay. {@link EvidenceStudy} has the same of networks that learned the errors.
 *
 * @param folds number of parts that are held out in turn
 * @see <a href="https://arxiv.org/abs/1911.00068">Northcutt, Jiang and Chuang (2021), Confident learning</a>
 */
public record AuditStudy(ModelStore store, int folds) {

    private static final double FIRST = 0.05;
    private static final List<Double> SHARES = List.of(0.05, 0.02, 0.10);

    /** Trains and audits. */
    public Page run(Corpus corpus, NetworkKind kind, int seeds) throws IOException {
        ResultFile<AuditResult> file =
                new ResultFile<>(store.folders().cache().resolve("audit.jsonl"), AuditResult.class);
        Map<String, AuditResult> results = new LinkedHashMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            ModelDesign<List<String>> design = ModelDesign.of(store.folders(), corpus, kind, false, seed);
            for (double share : SHARES) {
                for (Kind planted : Kind.values()) {
                    String cell = ModelStore.name(design) + " " + folds + " " + share + " " + planted;
                    String title = Math.round(100 * share) + " % " + planted + (seeds > 1 ? ", seed " + seed : "");
                    results.put(title, file.get(cell, () -> result(design, planted, share)));
                    store.out().println(title + " " + results.get(title));
                }
            }
        }
        return page(corpus + ", " + kind, results);
    }

    private AuditResult result(ModelDesign<List<String>> design, Kind kind, double share) throws IOException {
        long seed = design.recipe().seed();
        PlantedErrors<List<String>> planted =
                PlantedErrors.of(design.data().training(), kind, share, firstLayer(design), 100 + seed);
        Dataset<List<String>> examples = planted.examples();
        Map<String, double[]> scores = new LinkedHashMap<>();
        Judged heldOut = heldOut(design, examples, seed);
        scores.put("held-out neighbors", heldOut.margins);
        scores.put("held-out neighbors, first layer", heldOut.firstMargins);
        scores.put("held-out self-confidence", heldOut.selfDoubt);
        scores.put("held-out log-odds", heldOut.logOdds);
        scores.put("held-out neighbors and log-odds", heldOut.together());
        Map<String, Double> precision = new LinkedHashMap<>();
        int first = (int) Math.round(FIRST * examples.size());
        scores.forEach((name, values) -> precision.put(name, planted.precision(values, first)));
        return new AuditResult(precision, examples.size());
    }

    private FloatMatrix firstLayer(ModelDesign<List<String>> design) throws IOException {
        try (TrainedModel<List<String>> clean = store.loadOrTrain(design)) {
            return clean.dknn()
                    .extractor()
                    .extract(design.data().training().inputs(), done -> {})
                    .matrices()
                    .get(0);
        }
    }

    private Judged heldOut(ModelDesign<List<String>> design, Dataset<List<String>> examples, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, examples.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        Judged judged = new Judged(examples);
        for (int fold = 0; fold < folds; fold++) {
            int current = fold;
            int[] inside = IntStream.range(0, order.size())
                    .filter(i -> i % folds == current)
                    .map(order::get)
                    .toArray();
            int[] outside = IntStream.range(0, order.size())
                    .filter(i -> i % folds != current)
                    .map(order::get)
                    .toArray();
            try (TrainedModel<List<String>> model = trained(design, examples.select(outside))) {
                DeepKnn<List<String>> dknn = model.dknn().withNonconformity(Nonconformity.logRatio());
                DeepKnn<List<String>> first = dknn.withNonconformity(
                        Nonconformity.logRatio().weighted(onFirst(dknn.layers().size())));
                List<List<String>> texts = examples.select(inside).inputs();
                List<Prediction> found = dknn.predictAll(texts);
                for (int i = 0; i < inside.length; i++) {
                    judged.add(found.get(i), inside[i]);
                    judged.addFirst(first.rejudge(texts.get(i), found.get(i)), inside[i]);
                }
            }
        }
        return judged;
    }

    /** Weights of a number of layers, all on the first. */
    private static List<Double> onFirst(int layers) {
        List<Double> weights = new ArrayList<>(Collections.nCopies(layers, 0.0));
        weights.set(0, 1.0);
        return weights;
    }

    /** Not kept: the labels of each are others. */
    private TrainedModel<List<String>> trained(ModelDesign<List<String>> design, Dataset<List<String>> examples) {
        Parts<List<String>> data = design.data();
        ModelDesign<List<String>> changed = new ModelDesign<>(
                new Parts<>(data.name(), examples, data.calibration(), data.dev(), data.test(), data.phrases()),
                examples,
                design.network(),
                design.recipe(),
                design.metric(),
                Nonconformity.logRatio());
        Vocabulary vocabulary = design.network().vocabulary(examples);
        try {
            ComputationGraph network = new Trainer<>(
                            design.recipe(), design.network().reading(vocabulary), line -> {})
                    .train(
                            design.network()
                                    .untrained(vocabulary, examples.labelSet().size(), design.recipe()),
                            examples,
                            data.dev());
            return TrainedModel.fit(changed, network, vocabulary, ProgressListener.silent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What speaks against the label of each example. */
    private static final class Judged {

        private final Dataset<?> examples;
        private final double[] margins;
        private final double[] firstMargins;
        private final double[] logOdds;
        private final double[] selfDoubt;

        Judged(Dataset<?> examples) {
            this.examples = examples;
            this.margins = new double[examples.size()];
            this.firstMargins = new double[examples.size()];
            this.logOdds = new double[examples.size()];
            this.selfDoubt = new double[examples.size()];
        }

        void add(Prediction prediction, int ordinal) {
            int own = examples.label(ordinal);
            double likeliest = 0;
            for (int label = 0; label < examples.labelSet().size(); label++) {
                if (label != own) {
                    likeliest = Math.max(likeliest, prediction.probability(label));
                }
            }
            margins[ordinal] = margin(prediction, own);
            selfDoubt[ordinal] = -prediction.probability(own);
            logOdds[ordinal] = Math.log(likeliest + 1e-9) - Math.log(prediction.probability(own) + 1e-9);
        }

        void addFirst(Prediction byFirstLayer, int ordinal) {
            firstMargins[ordinal] = margin(byFirstLayer, examples.label(ordinal));
        }

        /** How much worse a label fits than the best other one. */
        private double margin(Prediction prediction, int own) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int label = 0; label < examples.labelSet().size(); label++) {
                if (label != own) {
                    nearest = Math.min(nearest, prediction.nonconformity(label));
                }
            }
            return prediction.nonconformity(own) - nearest;
        }

        /** Both, each in units of its root mean square. */
        double[] together() {
            double margin = spread(margins);
            double odds = spread(logOdds);
            return IntStream.range(0, margins.length)
                    .mapToDouble(i -> margins[i] / margin + logOdds[i] / odds)
                    .toArray();
        }

        private static double spread(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value * value;
            }
            return Math.sqrt(Math.max(1e-30, sum / values.length));
        }
    }

    /** A page of results by planting. */
    static Page page(String model, Map<String, AuditResult> results) {
        Page page = new Page("Audit of labels")
                .say("Share of planted errors among the most suspect 5 % of the training texts; " + model + ".");
        List<String> columns = new ArrayList<>(List.of("ordered by"));
        columns.addAll(results.keySet());
        Table table = new Table(columns.toArray(String[]::new));
        results.values().stream()
                .flatMap(result -> result.precision().keySet().stream())
                .distinct()
                .forEach(score -> {
                    List<String> cells = new ArrayList<>(List.of(score));
                    results.values()
                            .forEach(result ->
                                    cells.add(Shown.number(result.precision().getOrDefault(score, Double.NaN))));
                    table.row(cells.toArray(String[]::new));
                });
        return page.table(table);
    }
}

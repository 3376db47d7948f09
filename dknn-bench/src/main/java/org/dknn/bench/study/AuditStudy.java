package org.dknn.bench.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.ProgressListener;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.PlantedErrors.Kind;
import org.dknn.cli.page.Page;
import org.dknn.cli.train.Trainer;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.reliability.LabelAudit;

/**
 * How many planted label errors are among the most suspect twentieth of the training texts, by {@link LabelAudit#heldOut} and by what it
 * is made of. Held-out probability of the given label is the self-confidence of confident learning. Training labels alone are changed;
 * those of calibration and dev stay.
 *
 * @param folds number of parts that are held out in turn
 * @see <a href="https://arxiv.org/abs/1911.00068">Northcutt, Jiang and Chuang (2021), Confident learning</a>
 */
public record AuditStudy(ModelStore store, int folds) {

    private static final double FIRST = 0.05;
    private static final List<Double> SHARES = List.of(0.05, 0.02, 0.10);

    /** Calibration texts of the networks of the parts; no margin depends on them. */
    private static final int CALIBRATION = 50;

    /** Trains and audits. */
    public Page run(Corpus corpus, NetworkKind kind, int from, int to) throws IOException {
        ResultFile<AuditResult> file =
                new ResultFile<>(store.folders().cache().resolve("audit-2.jsonl"), AuditResult.class);
        Map<String, List<AuditResult>> results = new LinkedHashMap<>();
        for (int seed = from; seed <= to; seed++) {
            ModelDesign<List<String>> design = ModelDesign.of(store.folders(), corpus, kind, false, seed);
            for (double share : SHARES) {
                for (Kind planted : Kind.values()) {
                    String cell = ModelStore.name(design) + " " + folds + " " + share + " " + planted;
                    String title = Math.round(100 * share) + " % " + planted;
                    AuditResult result = file.get(cell, () -> result(design, planted, share));
                    results.computeIfAbsent(title, unseen -> new ArrayList<>()).add(result);
                    store.out().println(title + ", seed " + seed + ": " + AuditTables.line(result));
                }
            }
        }
        return AuditTables.page(corpus + ", " + kind + ", seeds " + from + " to " + to, results);
    }

    private AuditResult result(ModelDesign<List<String>> design, Kind kind, double share) throws IOException {
        PlantedErrors<List<String>> planted = planted(design, kind, share);
        ModelDesign<List<String>> learning = design.learning(planted.examples(), Nonconformity.logRatio());
        try (TrainedModel<List<String>> model = store.loadOrTrain(learning)) {
            DeepKnn<List<String>> dknn = model.dknn();
            JudgedLabels unseen = new JudgedLabels(dknn.reference());
            JudgedLabels learned = new JudgedLabels(dknn.reference());
            dknn.predictReference(learned::add);
            LabelAudit<List<String>> audit = LabelAudit.heldOut(
                    dknn, folds, design.recipe().seed(), others -> judging(learning, others, unseen));
            Map<String, List<Integer>> found = new LinkedHashMap<>();
            int first = (int) Math.round(FIRST * dknn.reference().size());
            orders(audit, unseen, learned)
                    .forEach((name, suspicions) -> found.put(name, planted.among(suspicions, first)));
            return new AuditResult(found, first);
        }
    }

    private PlantedErrors<List<String>> planted(ModelDesign<List<String>> design, Kind kind, double share)
            throws IOException {
        try (TrainedModel<List<String>> clean = store.loadOrTrain(design)) {
            return PlantedErrors.in(clean, kind, share);
        }
    }

    private static Map<String, double[]> orders(LabelAudit<?> audit, JudgedLabels unseen, JudgedLabels learned) {
        Map<String, double[]> orders = new LinkedHashMap<>();
        orders.put(AuditTables.AUDIT, byRank(audit));
        orders.put("held-out neighbors", unseen.margins());
        orders.put("neighbors that learned the errors", learned.margins());
        orders.put(AuditTables.SELF_CONFIDENCE, unseen.odds());
        orders.put("self-confidence that learned the errors", learned.odds());
        orders.put("log-odds of both networks", JudgedLabels.sum(unseen.odds(), learned.odds()));
        return orders;
    }

    /** The first issue has most; other examples have nothing. */
    private static double[] byRank(LabelAudit<?> audit) {
        double[] suspicions = new double[audit.reference().size()];
        int count = audit.issues().size();
        IntStream.range(0, count)
                .forEach(rank -> suspicions[audit.issues().get(rank).ordinal()] = count - rank);
        return suspicions;
    }

    /** A classifier of some of the texts, which has judged the others. */
    private static DeepKnn<List<String>> judging(
            ModelDesign<List<String>> design, Dataset<List<String>> some, JudgedLabels unseen) {
        DeepKnn<List<String>> dknn = trained(design, some).dknn();
        unseen.judgeOthers(dknn, some);
        return dknn;
    }

    /** Not kept: the labels of each are others. */
    private static TrainedModel<List<String>> trained(
            ModelDesign<List<String>> design, Dataset<List<String>> examples) {
        Parts<List<String>> data = design.data();
        Dataset<List<String>> few = data.calibration()
                .select(IntStream.range(
                                0, Math.min(CALIBRATION, data.calibration().size()))
                        .toArray());
        ModelDesign<List<String>> some = new ModelDesign<>(
                new Parts<>(data.name(), examples, few, data.dev(), data.test(), data.phrases()),
                examples,
                design.network(),
                design.recipe(),
                design.metric(),
                design.nonconformity());
        Vocabulary vocabulary = design.network().vocabulary(examples);
        try {
            ComputationGraph network = new Trainer<>(
                            design.recipe(), design.network().reading(vocabulary), line -> {})
                    .train(
                            design.network()
                                    .untrained(vocabulary, examples.labelSet().size(), design.recipe()),
                            examples,
                            data.dev());
            return TrainedModel.fit(some, network, vocabulary, ProgressListener.silent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

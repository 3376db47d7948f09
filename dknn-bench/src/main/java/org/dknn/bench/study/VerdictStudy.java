package org.dknn.bench.study;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.VerdictResult.Answer;
import org.dknn.cli.page.Page;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.vector.Metric;

/**
 * How often answers of each verdict are right: on the calibration texts that models promise their hit rates by, and on test texts. By
 * what {@code dknn fit} takes unless told otherwise: the log ratio, Euclidean distances, 75 neighbors. Networks learn from whole
 * sentences.
 *
 * @param mostCalibration calibration texts of a model, at most
 * @param mostFresh test texts of a model, at most
 */
public record VerdictStudy(ModelStore store, int mostCalibration, int mostFresh) {

    /** Of the choice of texts. */
    private static final long SEED = 1;

    /** Trains, explains and counts; all models of a network come together. */
    public Page run(List<Corpus> corpora, List<NetworkKind> kinds) throws IOException {
        ResultFile<VerdictResult> file =
                new ResultFile<>(store.folders().cache().resolve("verdicts.jsonl"), VerdictResult.class);
        Map<NetworkKind, Map<Corpus, VerdictResult>> results = new LinkedHashMap<>();
        for (NetworkKind kind : kinds) {
            for (Corpus corpus : corpora) {
                store.out().println(kind + ", " + corpus);
                ModelDesign<List<String>> design =
                        ModelDesign.of(store.folders(), corpus, kind, false, 1).measuredBy(Metric.EUCLIDEAN);
                String cell = ModelStore.name(design) + " " + mostCalibration + " " + mostFresh;
                results.computeIfAbsent(kind, unseen -> new LinkedHashMap<>())
                        .put(corpus, file.get(cell, () -> result(design)));
            }
        }
        return new VerdictPage(results).page();
    }

    private VerdictResult result(ModelDesign<List<String>> design) throws IOException {
        try (TrainedModel<List<String>> model = store.loadOrTrain(design)) {
            DeepKnn<List<String>> dknn = model.dknn().withNonconformity(Nonconformity.logRatio());
            Explainer<String> explainer = Explainer.of(dknn, Tokenizer.whitespace())
                    .withoutOod()
                    .withShownNeighbors(0)
                    .withAttributions(LeaveOneOut.neighborsAndNetwork());
            return new VerdictResult(
                    answers(explainer, some(design.data().calibration(), mostCalibration)),
                    answers(explainer, some(design.data().test(), mostFresh)));
        }
    }

    private static Dataset<List<String>> some(Dataset<List<String>> texts, int most) {
        return texts.holdOut(Math.min(most, texts.size()), SEED).heldOut();
    }

    /** The words were told apart when they were read, and none holds a space. */
    private List<Answer> answers(Explainer<String> explainer, Dataset<List<String>> texts) {
        List<String> inputs =
                texts.inputs().stream().map(words -> String.join(" ", words)).toList();
        return VerdictResult.answers(explainer.explainAll(inputs, new ConsoleProgress(store.out())).stream(), texts);
    }
}

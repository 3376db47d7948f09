package org.dknn.bench.uncertainty;

import java.util.ArrayList;
import java.util.List;
import org.dknn.ScoreFunction;
import org.dknn.cli.evaluation.SaturationShares;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.Sparseness;
import org.dknn.nlp.perturb.Perturbation;

/**
 * How often a nonconformity has nothing more to say: scores that are as good as can be, and leave-one-out attributions that are 0
 * everywhere.
 *
 * @param subject the classifier
 * @param texts number of test texts that are explained
 */
record SaturationPart(Subject subject, int texts) {

    void addTo(Page page) {
        List<Nonconformity> kinds = subject.nonconformities();
        EvaluationTable explained = explained(kinds);
        List<String> columns = new ArrayList<>(List.of("nonconformity", "saturated", "all-zero attributions"));
        columns.addAll(subject.dknn().layers());
        Table table = new Table(columns.toArray(String[]::new));
        List<SaturationShares> all = kinds.stream()
                .map(kind -> SaturationShares.of(kind, subject.test()))
                .toList();
        for (SaturationShares shares : all) {
            String metric = explained.metrics().get(0);
            double empty =
                    explained.estimate(shares.kind(), metric).orElseThrow().mean();
            List<String> cells = new ArrayList<>(
                    List.of(shares.kind(), Figures.percent(shares.overLayers()), Figures.percent(empty)));
            shares.byLayer().forEach(share -> cells.add(Figures.percent(share)));
            table.row(cells.toArray(String[]::new));
        }
        page.say(subject.title() + ": share of the " + subject.test().size()
                        + " test inputs whose predicted label's nonconformity is the smallest that occurs, over all"
                        + " layers and per layer; share of leave-one-out attributions of the first " + explainedTexts()
                        + " test inputs that are 0 everywhere.")
                .table(table)
                .picture(SaturationShares.byLayer(
                        subject.title() + ": saturation per layer",
                        subject.dknn().layers(),
                        all));
    }

    private int explainedTexts() {
        return Math.min(texts, subject.test().size());
    }

    private EvaluationTable explained(List<Nonconformity> kinds) {
        ExplanationMetric empty = Sparseness.emptiness();
        return Evaluation.builder(Predictor.of(subject.dknn()))
                .attributions(kinds.stream()
                        .map(kind -> new LeaveOneOut(kind.name(), ScoreFunction.of(kind), Perturbation.delete()))
                        .toArray(Attribution[]::new))
                .metrics(List.of(empty))
                .build()
                .run(subject.testSet().inputs().subList(0, explainedTexts()).stream()
                        .map(AnnotatedText::of)
                        .toList());
    }
}

package org.dknn.bench.uncertainty;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.ScoredExamples;
import org.dknn.cli.evaluation.AnswerCharts;
import org.dknn.cli.page.Chart;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.BrierScore;
import org.dknn.reliability.IsotonicCalibration;
import org.dknn.reliability.LayerWeights;
import org.dknn.reliability.ReliabilityTable;
import org.dknn.reliability.RiskCoverage;
import org.dknn.reliability.SelectionScore;
import org.dknn.reliability.SelectivePredictions;

/** How well confidences tell right answers from wrong ones, and whether they mean what they say. */
final class SelectionPart {

    private final Subject subject;
    private final ScoredExamples dev;

    SelectionPart(Subject subject) {
        this.subject = subject;
        this.dev = subject.dknn().score(subject.devSet());
    }

    static Table areas() {
        return new Table("model and confidence", "accuracy", "AURC", "excess AURC", "error at 80 % coverage");
    }

    static Table errors() {
        return new Table("model and confidence", "ECE, 15 bins", "largest bin's error", "Brier");
    }

    /** Those of the network, then those of neighbors. */
    private List<SelectionScore> confidences() {
        return List.of(
                SelectionScore.softmax(),
                SelectionScore.scaledSoftmax(subject.temperature()),
                SelectionScore.confidence(),
                SelectionScore.credibility());
    }

    private SelectionScore weighted(Nonconformity kind) {
        return SelectionScore.margin(LayerWeights.fit(dev, kind));
    }

    /** Rows for {@link #areas}. */
    void addAreas(Table table) {
        List<SelectionScore> rules = new ArrayList<>(confidences());
        for (Nonconformity kind : subject.nonconformities()) {
            rules.add(SelectionScore.margin(kind));
            if (!kind.name().equals(Nonconformity.lastLayerCount().name())) {
                rules.add(weighted(kind));
            }
        }
        for (SelectionScore rule : rules) {
            SelectivePredictions answers = subject.testAnswers(rule);
            RiskCoverage curve = RiskCoverage.of(answers);
            table.row(
                    subject.title() + ": " + rule.name(),
                    Figures.share(answers.accuracy()),
                    Figures.small(curve.area()),
                    Figures.small(curve.excessArea()),
                    Figures.percent(curve.riskAt(0.8)));
        }
    }

    /** Confidences that may be read as probabilities; the last two are calibrated on the dev set. */
    private List<SelectionScore> probabilities() {
        List<SelectionScore> rules = new ArrayList<>(confidences());
        for (SelectionScore rule : List.of(SelectionScore.confidence(), weighted(Nonconformity.logRatio()))) {
            rules.add(rule.calibrated(IsotonicCalibration.fit(subject.devAnswers(rule))));
        }
        return rules;
    }

    /** Rows for {@link #errors}. */
    void addErrors(Table table) {
        for (SelectionScore rule : probabilities()) {
            SelectivePredictions answers = subject.testAnswers(rule);
            ReliabilityTable reliability = ReliabilityTable.of(answers);
            table.row(
                    subject.title() + ": " + rule.name(),
                    Figures.share(reliability.expectedCalibrationError()),
                    Figures.share(reliability.maximumCalibrationError()),
                    Figures.share(BrierScore.ofAnswers(answers)));
        }
    }

    List<Chart> pictures() {
        Map<String, SelectivePredictions> answers = new LinkedHashMap<>();
        for (SelectionScore rule : List.of(
                SelectionScore.softmax(),
                SelectionScore.credibility(),
                SelectionScore.margin(Nonconformity.count()),
                SelectionScore.margin(Nonconformity.logRatio()),
                weighted(Nonconformity.logRatio()))) {
            answers.put(rule.name(), subject.testAnswers(rule));
        }
        List<Chart> charts = new ArrayList<>();
        charts.add(AnswerCharts.riskCoverage(subject.title() + ": risk and coverage", answers));
        for (SelectionScore rule : probabilities()) {
            charts.add(AnswerCharts.reliability(subject.title() + ": " + rule.name(), subject.testAnswers(rule)));
        }
        return charts;
    }
}

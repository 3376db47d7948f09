package org.dknn.bench.uncertainty;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.ScoredExamples;
import org.dknn.cli.evaluation.AnswerCharts;
import org.dknn.cli.page.Chart;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
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

    private SelectionScore softmax() {
        return SelectionScore.softmax();
    }

    private SelectionScore scaled() {
        return SelectionScore.scaledSoftmax(subject.temperature());
    }

    private List<SelectionScore> leads() {
        List<SelectionScore> leads = new ArrayList<>();
        for (Nonconformity kind : subject.ofLabels()) {
            leads.add(SelectionScore.margin(kind));
            if (!kind.name().equals(Nonconformity.lastLayerCount().name())) {
                leads.add(SelectionScore.margin(LayerWeights.fit(dev, kind)));
            }
        }
        return leads;
    }

    private SelectionScore isotonic(SelectionScore rule) {
        return rule.calibrated(IsotonicCalibration.fit(subject.devAnswers(rule)));
    }

    /** The network's own confidences, then those of neighbors; rows for {@link #areas}. */
    void addAreas(Table table) {
        List<SelectionScore> rules = new ArrayList<>(
                List.of(softmax(), scaled(), SelectionScore.confidence(), SelectionScore.credibility()));
        rules.addAll(leads());
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

    private List<SelectionScore> probabilities() {
        SelectionScore lead = SelectionScore.margin(LayerWeights.fit(dev, Nonconformity.logRatio()));
        return List.of(
                softmax(),
                scaled(),
                SelectionScore.confidence(),
                SelectionScore.credibility(),
                isotonic(SelectionScore.confidence()),
                isotonic(lead));
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

    void addPictures(Page page) {
        page.picture(curves());
        for (SelectionScore rule : probabilities()) {
            page.picture(reliability(rule));
        }
    }

    private Chart curves() {
        List<SelectionScore> rules = List.of(
                softmax(),
                SelectionScore.credibility(),
                SelectionScore.margin(Nonconformity.count()),
                SelectionScore.margin(Nonconformity.logRatio()),
                SelectionScore.margin(LayerWeights.fit(dev, Nonconformity.logRatio())));
        Map<String, SelectivePredictions> answers = new LinkedHashMap<>();
        rules.forEach(rule -> answers.put(rule.name(), subject.testAnswers(rule)));
        return AnswerCharts.riskCoverage(subject.title() + ": risk and coverage", answers);
    }

    private Chart reliability(SelectionScore rule) {
        return AnswerCharts.reliability(subject.title() + ": " + rule.name(), subject.testAnswers(rule));
    }
}

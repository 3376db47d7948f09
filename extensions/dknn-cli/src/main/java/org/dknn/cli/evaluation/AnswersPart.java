package org.dknn.cli.evaluation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.BrierScore;
import org.dknn.reliability.ReliabilityTable;
import org.dknn.reliability.RiskCoverage;
import org.dknn.reliability.SelectionScore;
import org.dknn.reliability.SelectivePredictions;

/**
 * Accuracy, calibration, the surest mistakes and the prediction sets.
 *
 * @param judged the predictions
 * @param level of the prediction sets
 */
record AnswersPart(JudgedTexts judged, double level) {

    static final List<SelectionScore> SCORES =
            List.of(SelectionScore.softmax(), SelectionScore.confidence(), SelectionScore.credibility());

    private static final int MISTAKES = 8;

    void addTo(Page page) {
        page.section("Answers", this::addAnswers);
        page.section("Classes", section -> addMistakes(section.table(classes())));
        page.section("Prediction sets at the level " + level, section -> section.table(sets()));
    }

    private void addAnswers(Page page) {
        page.table(answers())
                .say("Mean p-value of the true label: " + Figures.share(judged.meanTruePValue())
                        + "; about .5 if these texts are like those of the calibration. A credibility is a p-value,"
                        + " not a share of right answers; only its order counts.");
        Map<String, SelectivePredictions> all = new LinkedHashMap<>();
        SCORES.forEach(score -> all.put(score.name(), judged.answers(score)));
        page.picture(AnswerCharts.riskCoverage("errors among the surest answers", all));
        all.forEach((name, answers) -> page.picture(AnswerCharts.reliability("share right by " + name, answers)));
    }

    private Table answers() {
        Table table = new Table("score", "accuracy", "calibration error", "Brier", "area under risk-coverage");
        for (SelectionScore score : SCORES) {
            SelectivePredictions answers = judged.answers(score);
            table.row(
                    score.name(),
                    Figures.share(answers.accuracy()),
                    Figures.share(ReliabilityTable.of(answers).expectedCalibrationError()),
                    Figures.share(BrierScore.ofAnswers(answers)),
                    Figures.small(RiskCoverage.of(answers).area()));
        }
        MajorityTest majority = judged.networkBesideMajority();
        table.row(majority.always(), Figures.share(majority.majorityAccuracy()), Table.NONE, Table.NONE, Table.NONE);
        return table;
    }

    private Table classes() {
        Table table = new Table("class", "texts", "softmax right", "neighbors right", "p-value", "in its set");
        List<String> names = judged.texts().labelSet().names();
        for (int label = 0; label < names.size(); label++) {
            JudgedTexts own = judged.ofClass(label);
            if (own.size() > 0) {
                table.row(
                        names.get(label),
                        String.valueOf(own.size()),
                        Figures.share(own.answers(SelectionScore.softmax()).accuracy()),
                        Figures.share(own.accuracy()),
                        Figures.share(own.meanTruePValue()),
                        coverage(own, label));
            }
        }
        return table;
    }

    /** The share of the texts of a class whose set holds it. */
    private String coverage(JudgedTexts own, int label) {
        int calibrated = own.dknn().calibration().size(label);
        return calibrated < Calibration.fewestForLevel(level)
                ? "always, with " + calibrated + " calibration examples"
                : Figures.share(own.coverage(level));
    }

    private void addMistakes(Page page) {
        List<Integer> wrong = IntStream.range(0, judged.size())
                .boxed()
                .filter(i -> prediction(i).label() != judged.texts().label(i))
                .sorted(Comparator.<Integer>comparingDouble(i -> -prediction(i).confidence())
                        .thenComparingDouble(i -> -prediction(i).credibility()))
                .limit(MISTAKES)
                .toList();
        if (wrong.isEmpty()) {
            page.say("The neighbors answer all texts correctly.");
            return;
        }
        Table table = new Table("surest mistakes", "label", "answer", "confidence", "credibility", "softmax says");
        wrong.forEach(i -> table.row(
                String.join(" ", judged.texts().inputs().get(i)),
                name(judged.texts().label(i)),
                name(prediction(i).label()),
                Figures.share(prediction(i).confidence()),
                Figures.share(prediction(i).credibility()),
                name(prediction(i).networkLabel())));
        page.table(table);
    }

    private Prediction prediction(int text) {
        return judged.predictions().get(text);
    }

    private String name(int label) {
        return judged.texts().labelSet().name(label);
    }

    private Table sets() {
        Table table = new Table("nonconformity", "accuracy", "true label is in the set", "labels per set");
        Nonconformity.all().stream()
                .map(judged::by)
                .sorted(Comparator.comparingDouble(by -> -by.accuracy()))
                .forEach(by -> {
                    JudgedTexts.Sets sets = by.sets(level);
                    table.row(
                            by.dknn().nonconformity().name(),
                            Figures.share(by.accuracy()),
                            Figures.share(sets.coverage()),
                            Figures.hundredths(sets.size()));
                });
        MajorityTest majority = judged.networkBesideMajority();
        table.row(majority.always(), Figures.share(majority.majorityAccuracy()), Table.NONE, Table.NONE);
        return table;
    }
}

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
import org.dknn.reliability.BrierScore;
import org.dknn.reliability.ReliabilityTable;
import org.dknn.reliability.RiskCoverage;
import org.dknn.reliability.SelectionScore;
import org.dknn.reliability.SelectivePredictions;

/**
 * How often answers are right, whether confidences mean what they say, and where the model is surely wrong.
 *
 * @param judged the predictions
 * @param level of the prediction sets
 */
record AnswersPart(JudgedTexts judged, double level) {

    static final List<SelectionScore> RULES =
            List.of(SelectionScore.softmax(), SelectionScore.confidence(), SelectionScore.credibility());

    private static final int MISTAKES = 8;

    void addTo(Page page) {
        page.heading("Answers")
                .table(answers())
                .say("Mean p-value of the true label: " + Figures.share(judged.meanTruePValue())
                        + "; about .5 if these texts are like those of the calibration. A credibility is a p-value and no"
                        + " share of right answers, so only its order counts.");
        addPictures(page);
        page.heading("Classes").table(classes());
        addMistakes(page);
    }

    private Table answers() {
        Table table =
                new Table("answer, as sure as", "accuracy", "calibration error", "Brier", "area under risk-coverage");
        for (SelectionScore rule : RULES) {
            SelectivePredictions answers = judged.answers(rule);
            table.row(
                    rule.name(),
                    Figures.share(answers.accuracy()),
                    Figures.share(ReliabilityTable.of(answers).expectedCalibrationError()),
                    Figures.share(BrierScore.ofAnswers(answers)),
                    Figures.small(RiskCoverage.of(answers).area()));
        }
        return table;
    }

    private void addPictures(Page page) {
        Map<String, SelectivePredictions> all = new LinkedHashMap<>();
        RULES.forEach(rule -> all.put(rule.name(), judged.answers(rule)));
        page.picture(AnswerCharts.riskCoverage("errors among the surest answers", all));
        all.forEach((name, answers) -> page.picture(AnswerCharts.reliability("how often right: " + name, answers)));
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
                        Figures.share(own.sets(level).coverage()));
            }
        }
        return table;
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
            page.say("No text is answered wrongly by its neighbors.");
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
}

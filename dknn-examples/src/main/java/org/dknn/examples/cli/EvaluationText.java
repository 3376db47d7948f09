package org.dknn.examples.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.AnswerRule;
import org.dknn.reliability.Answers;
import org.dknn.reliability.BrierScore;
import org.dknn.reliability.LayerScore;
import org.dknn.reliability.LayerStudy;
import org.dknn.reliability.ReliabilityTable;
import org.dknn.reliability.RiskCoverage;

/**
 * An evaluation in Markdown.
 *
 * @param judged the predictions
 * @param study of layers and nonconformities on the same texts
 * @param level of the prediction sets
 */
record EvaluationText(JudgedTexts judged, LayerStudy study, double level) {

    String render() {
        return answers() + sets() + choices();
    }

    private String answers() {
        StringBuilder text = new StringBuilder(format("# Evaluation on %d texts\n\n", judged.size()));
        text.append("| answer, as sure as | accuracy | calibration error | Brier | area under risk-coverage |\n")
                .append("| --- | ---: | ---: | ---: | ---: |\n");
        for (AnswerRule rule : List.of(AnswerRule.softmax(), AnswerRule.confidence(), AnswerRule.credibility())) {
            Answers answers = judged.answers(rule);
            text.append(format(
                    "| %s | %.3f | %.3f | %.3f | %.4f |\n",
                    rule.name(),
                    answers.accuracy(),
                    ReliabilityTable.of(answers).expectedCalibrationError(),
                    BrierScore.ofAnswers(answers),
                    RiskCoverage.of(answers).area()));
        }
        return text.append(format(
                        "\nMean p-value of the true label: %.3f; about .5 if these texts are like those of the calibration.\n",
                        judged.meanTruePValue()))
                .toString();
    }

    private String sets() {
        StringBuilder table = new StringBuilder(format("""

                ## Prediction sets at the level %s

                | nonconformity | accuracy | true label is in the set | labels in a set |
                | --- | ---: | ---: | ---: |
                """, level));
        Nonconformity.all().stream()
                .map(judged::by)
                .sorted(Comparator.comparingDouble(by -> -by.accuracy()))
                .forEach(by -> table.append(row(by)));
        return table.toString();
    }

    private String row(JudgedTexts by) {
        JudgedTexts.Sets sets = by.sets(level);
        String name = by.dknn().nonconformity().name();
        return format("| %s | %.3f | %.3f | %.2f |\n", name, by.accuracy(), sets.coverage(), sets.size());
    }

    /** The best layers for each nonconformity, the best of all first. */
    private String choices() {
        StringBuilder table = new StringBuilder("""

                ## Layers that serve best

                | nonconformity | layers | accuracy | area under risk-coverage |
                | --- | --- | ---: | ---: |
                """);
        study.scores().stream()
                .map(LayerScore::nonconformity)
                .distinct()
                .map(study::proposed)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(LayerScore::riskCoverageArea))
                .forEach(score -> table.append(format(
                        "| %s | %s | %.3f | %.4f |\n",
                        score.nonconformity(),
                        String.join(" + ", score.layers()),
                        score.accuracy(),
                        score.riskCoverageArea())));
        return table.toString();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

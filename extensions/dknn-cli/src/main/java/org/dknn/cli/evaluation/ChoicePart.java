package org.dknn.cli.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.nlp.evaluate.Estimate;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.reliability.LayerScore;
import org.dknn.reliability.RiskCoverage;
import org.dknn.reliability.SelectionScore;

/**
 * What came out best on these texts, by which figure.
 *
 * @param model its name, as the command line has it
 * @param findings what was found
 */
record ChoicePart(String model, Findings findings) {

    void addTo(Page page) {
        page.heading("What to choose").say(answer()).say(layers());
        findings.scorers().ifPresent(table -> page.say(scorer(table)));
        page.say("All this was chosen and counted on the same "
                + findings.judged().size()
                + " texts, which flatters: of many choices the best one is lucky too. Choose here, and report figures of"
                + " other texts that neither training, calibration nor this choice has seen.");
    }

    private String answer() {
        SelectionScore best = AnswersPart.RULES.stream()
                .min(Comparator.comparingDouble(this::area))
                .orElseThrow();
        return "To tell right answers from wrong ones, " + best.name()
                + " has the smallest area under the risk-coverage curve, " + Figures.small(area(best)) + ".";
    }

    private double area(SelectionScore rule) {
        return RiskCoverage.of(findings.judged().answers(rule)).area();
    }

    private String layers() {
        LayerScore best = findings.study().proposed();
        return String.format(
                Locale.ROOT,
                "Of layers, k and nonconformity, %s with k = %d and the nonconformity %s have the smallest area under the"
                        + " risk-coverage curve, %.4f, with an accuracy of %.3f%s. To have them: dknn fit %s --layers %s"
                        + " --neighbors %d --metric %s --nonconformity %s",
                String.join(" + ", best.layers()),
                best.k(),
                best.nonconformity(),
                best.riskCoverageArea(),
                best.accuracy(),
                asItIs().map(ChoicePart::beside).orElse(""),
                model,
                String.join(",", best.layers()),
                best.k(),
                findings.judged().dknn().metric(),
                best.nonconformity());
    }

    /** What the study says of the model's own choices, if it knows their nonconformity. */
    private Optional<LayerScore> asItIs() {
        DeepKnn<List<String>> dknn = findings.judged().dknn();
        return findings.study().scores().stream()
                .filter(score ->
                        score.nonconformity().equals(dknn.nonconformity().name())
                                && score.k() == dknn.neighbors()
                                && score.layers().equals(dknn.layers()))
                .findFirst();
    }

    private static String beside(LayerScore own) {
        return String.format(
                Locale.ROOT, "; the model as it is has %.4f and %.3f", own.riskCoverageArea(), own.accuracy());
    }

    private static String scorer(EvaluationTable table) {
        String metric = ScorerTrial.DECIDES.name();
        List<String> order = table.explainers().stream()
                .skip(1)
                .filter(name -> table.estimate(name, metric).isPresent())
                .sorted(Comparator.comparingDouble(
                        name -> table.estimate(name, metric).orElseThrow().mean()))
                .toList();
        if (order.isEmpty()) {
            return "No score of words could be judged: texts need two words.";
        }
        String best = order.get(0);
        StringBuilder text = new StringBuilder("Of scores of words, " + best + " has the smallest " + metric + ", "
                + table.estimate(best, metric)
                        .map(own -> Estimates.text(own, ""))
                        .orElse("") + ", which is "
                + compared(table, best, table.explainers().get(0)));
        if (order.size() > 1) {
            text.append(" and ").append(compared(table, best, order.get(1)));
        }
        return text.append(". It is a figure of the network's probability, which favors scorers that read that number.")
                .toString();
    }

    private static String compared(EvaluationTable table, String best, String other) {
        Estimate less =
                table.difference(best, other, ScorerTrial.DECIDES.name()).orElseThrow();
        return (less.high() < 0 ? "surely less than " : "not surely less than ") + other + " (difference "
                + Estimates.text(less, "") + ")";
    }
}

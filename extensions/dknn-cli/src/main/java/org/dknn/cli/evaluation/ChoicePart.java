package org.dknn.cli.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.reliability.LayerStudy;
import org.dknn.reliability.LayerStudy.LayerScore;
import org.dknn.reliability.RiskCoverage;
import org.dknn.reliability.SelectionScore;

/**
 * The best of each choice on these texts.
 *
 * @param model its name on the command line
 * @param judged the predictions
 * @param study of the layers
 */
record ChoicePart(String model, JudgedTexts judged, LayerStudy study) {

    void addTo(Page page, Optional<MethodsPart> methods) {
        page.heading("What to choose").say(answer()).say(layers());
        methods.ifPresent(part -> page.say(part.choice()));
        page.say("All choices and figures are of the same " + judged.size()
                + " texts, so the figures of the best are too good. Choose here, and report figures of other texts that"
                + " neither training, calibration nor this choice has seen.");
    }

    private String answer() {
        SelectionScore best = AnswersPart.SCORES.stream()
                .min(Comparator.comparingDouble(this::area))
                .orElseThrow();
        return "Of scores that separate right answers from wrong ones, " + best.name()
                + " has the smallest area under the risk-coverage curve, " + Figures.small(area(best)) + ".";
    }

    private double area(SelectionScore score) {
        return RiskCoverage.of(judged.answers(score)).area();
    }

    private String layers() {
        LayerScore best = study.proposed();
        return String.format(
                Locale.ROOT,
                "Of layers, k and nonconformity, %s with k = %d and the nonconformity %s have the smallest area under"
                        + " the risk-coverage curve, %.4f, with an accuracy of %.3f%s. To use them: dknn fit %s --layers"
                        + " %s --neighbors %d --metric %s --nonconformity %s",
                String.join(" + ", best.layers()),
                best.k(),
                best.nonconformity(),
                best.riskCoverageArea(),
                best.accuracy(),
                own(),
                model,
                String.join(",", best.layers()),
                best.k(),
                judged.dknn().metric(),
                best.nonconformity());
    }

    /** What the study says of the model's own choices; nothing if it does not know their nonconformity. */
    private String own() {
        DeepKnn<List<String>> dknn = judged.dknn();
        return study.scores().stream()
                .filter(score ->
                        score.nonconformity().equals(dknn.nonconformity().name())
                                && score.k() == dknn.neighbors()
                                && score.layers().equals(dknn.layers()))
                .findFirst()
                .map(own -> String.format(
                        Locale.ROOT, "; the model as it is has %.4f and %.3f", own.riskCoverageArea(), own.accuracy()))
                .orElse("");
    }
}

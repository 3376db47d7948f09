package org.dknn.cli.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.reliability.LayerStudy;
import org.dknn.reliability.LayerStudy.LayerScore;
import org.dknn.reliability.RiskCoverage;
import org.dknn.reliability.SelectionScore;

/**
 * An evaluation on one page.
 *
 * @param model its name on the command line
 * @param judged predictions of labelled texts
 * @param methods evaluates methods of attribution, beside a random one; empty if they are not asked for
 * @param level of the prediction sets, in (0, 1)
 */
public record EvaluationPage(
        String model, JudgedTexts judged, Optional<Supplier<EvaluationTable>> methods, double level) {

    /** The page; charts are in its HTML alone. */
    public Page page() {
        DeepKnn<?> dknn = judged.dknn();
        Page page = new Page("Evaluation on " + judged.size() + " texts");
        page.say(String.format(
                Locale.ROOT,
                "%s searches for %d neighbors in each of the layers %s, by %s distance, among %d texts; its"
                        + " nonconformity is %s.",
                model,
                dknn.neighbors(),
                String.join(", ", dknn.layers()),
                dknn.metric(),
                dknn.reference().size(),
                dknn.nonconformity().name()));
        page.say(judged.networkBesideMajority().sentence("The network"));
        page.say(judged.neighborsBesideMajority().sentence("The neighbors' answer"));
        Page details = new Page("");
        new AnswersPart(judged, level).addTo(details);
        details.section("Saturation", section -> SaturationShares.addTo(section, judged));
        List<LayerStudy> studies = new ArrayList<>();
        details.section("Layers that serve best", section -> {
            studies.add(study());
            new LayersPart(judged.dknn(), studies.get(0)).addTo(section);
        });
        List<MethodsPart> explained = new ArrayList<>();
        methods.ifPresent(table -> details.section("Explanations", section -> {
            explained.add(new MethodsPart(table.get()));
            explained.get(0).addTo(section);
        }));
        return page.advice("What to choose", section -> addChoice(section, studies, explained))
                .append(details);
    }

    /** Tries the model's own k and smaller ones. */
    private LayerStudy study() {
        int own = judged.dknn().neighbors();
        int[] smaller = IntStream.of(5, 15, 40).filter(k -> k < own).toArray();
        int[] neighbors =
                IntStream.concat(IntStream.of(smaller), IntStream.of(own)).toArray();
        return LayerStudy.of(judged.dknn(), judged.texts(), judged.predictions(), neighbors);
    }

    /** Of what could be computed. */
    private void addChoice(Page page, List<LayerStudy> studies, List<MethodsPart> explained) {
        if (judged.networkBesideMajority().learned() == Learned.NO) {
            page.say("Nothing is recommended: the network has learned nothing, so no choice of layers, neighbors or"
                    + " methods can be judged.");
            return;
        }
        page.say(answer());
        studies.forEach(study -> page.say(layers(study)).command(fit(study.proposed())));
        explained.forEach(part -> page.say(part.choice()));
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

    private String layers(LayerStudy study) {
        LayerScore best = study.proposed();
        return String.format(
                Locale.ROOT,
                "Of layers, k and nonconformity, %s with k = %d and the nonconformity %s have the smallest area under"
                        + " the risk-coverage curve, %.4f, with an accuracy of %.3f%s. To use them:",
                String.join(" + ", best.layers()),
                best.k(),
                best.nonconformity(),
                best.riskCoverageArea(),
                best.accuracy(),
                own(study));
    }

    private String fit(LayerScore best) {
        return String.join(
                " ",
                "dknn fit",
                model,
                "--layers",
                String.join(",", best.layers()),
                "--neighbors",
                String.valueOf(best.k()),
                "--metric",
                judged.dknn().metric().toString(),
                "--nonconformity",
                best.nonconformity());
    }

    /** What the study says of the model's own choices; nothing if it does not know their nonconformity. */
    private String own(LayerStudy study) {
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

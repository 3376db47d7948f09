package org.dknn.cli.evaluation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.cli.page.Page;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.reliability.LayerStudy;

/**
 * An evaluation on one page.
 *
 * @param model its name on the command line
 * @param judged predictions of labelled texts
 * @param methods of attribution, beside a random one; empty if none was evaluated
 * @param level of the prediction sets, in (0, 1)
 */
public record EvaluationPage(String model, JudgedTexts judged, Optional<EvaluationTable> methods, double level) {

    /** The page; charts are in its HTML alone. */
    public Page page() {
        LayerStudy study = study();
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
        new AnswersPart(judged, level).addTo(page);
        SaturationShares.addTo(page, judged);
        new LayersPart(judged.dknn(), study).addTo(page);
        methods.ifPresent(table -> new MethodsPart(table).addTo(page));
        new ChoicePart(model, judged, study).addTo(page, methods.map(MethodsPart::new));
        return page;
    }

    /** Tries the model's own k and smaller ones. */
    private LayerStudy study() {
        int own = judged.dknn().neighbors();
        int[] smaller = IntStream.of(5, 15, 40).filter(k -> k < own).toArray();
        int[] neighbors =
                IntStream.concat(IntStream.of(smaller), IntStream.of(own)).toArray();
        return LayerStudy.of(judged.dknn(), judged.texts(), neighbors);
    }
}

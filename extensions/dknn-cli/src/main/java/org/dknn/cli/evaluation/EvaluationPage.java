package org.dknn.cli.evaluation;

import java.util.Locale;
import org.dknn.DeepKnn;
import org.dknn.cli.page.Page;

/**
 * An evaluation on one page.
 *
 * @param model its name, as the command line has it
 * @param findings what was found
 * @param level of the prediction sets, in (0, 1)
 */
public record EvaluationPage(String model, Findings findings, double level) {

    /** The page; pictures are in its HTML alone. */
    public Page page() {
        JudgedTexts judged = findings.judged();
        DeepKnn<?> dknn = judged.dknn();
        Page page = new Page("Evaluation on " + judged.size() + " texts");
        page.say(String.format(
                Locale.ROOT,
                "%s looks for %d neighbors in each of the layers %s, by %s distance, among %d texts; its nonconformity is"
                        + " %s.",
                model,
                dknn.neighbors(),
                String.join(", ", dknn.layers()),
                dknn.metric(),
                dknn.reference().size(),
                dknn.nonconformity().name()));
        new AnswersPart(judged, level).addTo(page);
        new SetsPart(judged, level).addTo(page);
        new SaturationPart(judged).addTo(page);
        new LayersPart(judged.dknn(), findings.study()).addTo(page);
        findings.scorers().ifPresent(table -> new ScorersPart(table).addTo(page));
        new ChoicePart(model, findings).addTo(page);
        return page;
    }
}

package org.dknn.examples.cli;

import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.ProgressListener;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.Faithfulness;
import org.dknn.nlp.evaluate.Sparseness;
import org.dknn.nlp.saliency.SaliencyScorer;

/**
 * How well methods of scoring words tell what the model does, in Markdown.
 *
 * @param scorers the methods
 * @param listener is told how far it has come
 */
record ScorerTable(List<ScorerChoice> scorers, ProgressListener listener) {

    private static final double SHARE = 0.2;

    /** Explains texts and judges the explanations, beside random ones. */
    String of(DeepKnn<List<String>> dknn, List<List<String>> texts) {
        Faithfulness faithfulness = Faithfulness.ofProbability();
        List<ExplanationMetric> metrics = List.of(
                faithfulness.comprehensiveness(SHARE),
                faithfulness.sufficiency(SHARE),
                faithfulness.deletionArea(),
                Sparseness.emptiness());
        String table = Evaluation.builder(dknn::predictAll)
                .scorers(scorers.stream().map(ScorerChoice::scorer).toArray(SaliencyScorer[]::new))
                .metrics(metrics)
                .progress(listener)
                .build()
                .run(texts.stream().map(AnnotatedText::of).toList())
                .toMarkdown();
        return "\n## Explanations of " + texts.size()
                + " texts, by the network's probability without or with the words they" + " point at\n\n" + table;
    }
}

package org.dknn.examples;

// README from here
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.activation.ActivationExtractor;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;
// README to here

/** The first lines a user writes; the README shows them. */
final class QuickStart {

    private QuickStart() {}

    static String explain(
            ComputationGraph network,
            Vocabulary vocabulary,
            Dataset<List<String>> training,
            Dataset<List<String>> calibration) {
        // README from here
        // network: trained by DL4J; ComputationGraph.load(file, false) reads one that was saved
        // vocabulary: its words in the order of their numbers; Vocabulary.of(words) or Vocabulary.load(file)
        // training: what it learned from; Dataset.of(texts, labels, LabelSet.of("negative", "positive"))
        // calibration: texts that it did not learn from, set apart before by dataset.holdOut(1_000, seed)
        ActivationExtractor<List<String>> extractor = Dl4jExtractor.builder(network, TokenIds.of(vocabulary))
                .layer("pooled")
                .layer("dense1")
                .build();
        try (DeepKnn<List<String>> dknn =
                DeepKnn.builder(extractor).neighbors(75).fit(training, calibration)) {
            Explainer<String> explainer = Explainer.of(dknn, Tokenizer.english());
            Explanation explanation = explainer.explain("A gripping, funny film.");
            return Renderer.plain().render(explanation);
        }
        // README to here
    }
}

package org.dknn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    private static Explanation explain(
            Path model,
            Path tokens,
            List<String> texts,
            int[] labels,
            Dataset<List<String>> training,
            Dataset<List<String>> calibration)
            throws IOException {
        // README from here
        OnnxExtractor.Builder files = OnnxExtractor.builder(model, tokens) // model.onnx and tokenizer.json
                .layer("encoder.layer.0", Pooling.MEAN)
                .layer("encoder.layer.1", Pooling.MEAN);
        try (OnnxEncoder encoder = files.buildEncoder()) {
            Tokenizer tokenizer = Tokenizer.english();
            List<List<String>> words = texts.stream().map(tokenizer::words).toList();
            SoftmaxHead head = SoftmaxHead.train(encoder.vectors(words), labels, 2);
            OnnxExtractor extractor = encoder.withHead(head).withLayers(List.of("encoder.layer.0", OnnxExtractor.HEAD));
            try (DeepKnn<List<String>> dknn =
                    DeepKnn.builder(extractor).neighbors(3).fit(training, calibration)) {
                return Explainer.of(dknn, tokenizer).explain("a good film");
            }
        }
        // README to here
    }

    @Test
    void the_lines_of_the_readme_explain_a_text(@TempDir Path directory) throws IOException {
        TinyModel tiny = new TinyModel();
        List<String> texts = List.of("a good film", "good acting", "a bad film", "bad acting", "good", "bad");
        int[] labels = {1, 1, 0, 0, 1, 0};
        Dataset<List<String>> examples = Dataset.of(
                texts.stream().map(Tokenizer.english()::words).toList(), labels, LabelSet.of("negative", "positive"));

        Explanation explanation = explain(
                tiny.write(directory),
                TinyModel.writeTokenizer(directory, TinyModel.PIECES),
                texts,
                labels,
                examples,
                examples);

        assertEquals(3, explanation.tokens().size());
    }
}

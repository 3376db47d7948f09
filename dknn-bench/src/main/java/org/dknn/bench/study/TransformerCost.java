package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.dknn.DeepKnn;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.speed.ProcessUse;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.onnx.OnnxEncoder;
import org.dknn.onnx.SoftmaxHead;

/**
 * What an explanation costs beside the rows that the transformer runs for it: processor time of each dev sentence of 18 to 22 words of
 * SST-2 by the default method, and of the same rows handed to the transformer at once. Nothing is remembered.
 *
 * @param encoder the transformer
 */
public record TransformerCost(ModelStore store, StudyEncoder encoder) {

    private static final int WARM_UP = 30;

    /** Measures so many sentences after others. */
    public void run(int sentences) throws IOException {
        Parts<List<String>> parts = Corpus.SST_2.read(store.folders(), 1);
        EncodedTexts known = encoder.sentences(Corpus.SST_2);
        SoftmaxHead head = known.head(parts.training());
        List<String> layers = encoder.layers();
        List<List<String>> rows = Collections.synchronizedList(new ArrayList<>());
        try (OnnxEncoder open = encoder.open(encoder.choice().own(), 0)) {
            LiveExtractor<List<String>> extractor = new LiveExtractor<>(
                    new EncodedExtractor(known, head, layers),
                    known.ordinals()::containsKey,
                    open.withHead(head).withLayers(layers),
                    rows::addAll);
            List<String> texts = parts.dev().inputs().stream()
                    .filter(words -> words.size() >= 18 && words.size() <= 22)
                    .limit(WARM_UP + (long) sentences)
                    .map(words -> String.join(" ", words))
                    .toList();
            try (DeepKnn<List<String>> dknn = DeepKnn.builder(extractor).fit(parts.training(), parts.calibration())) {
                measure(Explainer.of(dknn, Tokenizer.whitespace()), open, rows, texts);
            }
        }
    }

    private void measure(Explainer<String> explainer, OnnxEncoder open, List<List<String>> rows, List<String> texts) {
        long explaining = 0;
        long forward = 0;
        long count = 0;
        for (int i = 0; i < texts.size(); i++) {
            rows.clear();
            long start = ProcessUse.processorNanos();
            explainer.explain(texts.get(i));
            long middle = ProcessUse.processorNanos();
            open.vectorsPerLayer(List.copyOf(rows));
            if (i >= WARM_UP) {
                explaining += middle - start;
                forward += ProcessUse.processorNanos() - middle;
                count += rows.size();
            }
        }
        int measured = texts.size() - WARM_UP;
        store.out()
                .printf(
                        Locale.ROOT,
                        "%d sentences by %s: %.1f rows each, explanation %.0f ms, rows alone %.0f ms, ratio %.3f%n",
                        measured,
                        encoder.choice(),
                        (double) count / measured,
                        explaining / 1e6 / measured,
                        forward / 1e6 / measured,
                        (double) explaining / forward);
    }
}

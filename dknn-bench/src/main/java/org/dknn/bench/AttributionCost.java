package org.dknn.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dknn.DeepKnn;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.text.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * What does the default cost beside the paper's explanations? Explains the dev sentences of the Stanford Sentiment Treebank by both in
 * turn, one after the other, and prints the ratio of the times. Both start with nothing remembered.
 */
@Command(name = "attribution-cost", description = "Time of the default attribution beside the paper's.")
final class AttributionCost implements Callable<Integer> {

    private static final int WARM_UP = 100;

    @Mixin
    private final StudyOptions options = new StudyOptions();

    @Override
    public Integer call() throws IOException {
        ModelStore store = options.store();
        try (TrainedModel<List<String>> model =
                store.loadOrTrain(ModelDesign.of(store.folders(), Corpus.SST_2, NetworkKind.CNN, true, 1))) {
            List<String> sentences = model.data().dev().inputs().stream()
                    .map(words -> String.join(" ", words))
                    .toList();
            time(model.dknn(), sentences.subList(0, WARM_UP));
            long[] nanos = time(model.dknn(), sentences);
            System.out.printf(
                    Locale.ROOT,
                    "%d sentences: conformity leave-one-out %.1f s, default %.1f s, ratio %.2f%n",
                    sentences.size(),
                    nanos[0] / 1e9,
                    nanos[1] / 1e9,
                    (double) nanos[1] / nanos[0]);
        }
        return 0;
    }

    private static long[] time(DeepKnn<List<String>> dknn, List<String> sentences) {
        Explainer<String> usual = Explainer.of(dknn, Tokenizer.whitespace());
        List<Explainer<String>> explainers =
                List.of(Explainer.of(dknn, Tokenizer.whitespace()).withAttributions(LeaveOneOut.conformity()), usual);
        long[] nanos = new long[explainers.size()];
        for (int s = 0; s < sentences.size(); s++) {
            for (int turn = 0; turn < nanos.length; turn++) {
                int e = (s + turn) % nanos.length;
                long start = System.nanoTime();
                explainers.get(e).explain(sentences.get(s));
                nanos[e] += System.nanoTime() - start;
            }
        }
        return nanos;
    }
}

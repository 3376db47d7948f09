package org.dknn.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.AttributionStudy.Training;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.evaluate.RandomAttribution;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.gradient.NeighborGradient;
import org.dknn.nlp.text.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What does the default cost beside the paper's explanations and the gradient of neighbors and network? Explains dev sentences of the
 * Stanford Sentiment Treebank by each in turn, one after the other, and prints times and ratios. All start with nothing remembered.
 */
@Command(name = "attribution-cost", description = "Time of the default attribution beside the paper's.")
final class AttributionCost implements Callable<Integer> {

    private static final int WARM_UP = 100;

    @Mixin
    private final StudyOptions options = new StudyOptions();

    @Option(names = "--training", defaultValue = "phrases", description = "Of the network (default: ${DEFAULT-VALUE}).")
    private Training training = Training.PHRASES;

    @Option(
            names = "--texts",
            defaultValue = "872",
            description = "How many are explained (default: ${DEFAULT-VALUE}).")
    private int texts;

    @Override
    public Integer call() throws IOException {
        ModelStore store = options.store();
        try (TrainedModel<List<String>> model = store.loadOrTrain(
                ModelDesign.of(store.folders(), Corpus.SST_2, NetworkKind.CNN, training == Training.PHRASES, 1))) {
            List<String> sentences = model.data().dev().inputs().stream()
                    .map(words -> String.join(" ", words))
                    .limit(texts)
                    .toList();
            time(model, sentences.subList(0, Math.min(WARM_UP, sentences.size())));
            long[] nanos = time(model, sentences);
            System.out.printf(
                    Locale.ROOT,
                    "%d sentences: conformity leave-one-out %.1f s, default %.1f s, ratio %.2f; no words %.1f s, gradient %.1f s%n",
                    sentences.size(),
                    nanos[0] / 1e9,
                    nanos[1] / 1e9,
                    (double) nanos[1] / nanos[0],
                    nanos[2] / 1e9,
                    nanos[3] / 1e9);
        }
        return 0;
    }

    /** By conformity, by the default, by what asks for nothing, and by the gradient of neighbors and network. */
    private static long[] time(TrainedModel<List<String>> model, List<String> sentences) {
        Explainer<String> usual = Explainer.of(model.dknn(), Tokenizer.whitespace());
        List<Explainer<String>> explainers = List.of(
                Explainer.of(model.dknn(), Tokenizer.whitespace()).withAttributions(LeaveOneOut.conformity()),
                usual,
                usual.withAttributions(new RandomAttribution(1)),
                usual.withAttributions(NeighborGradient.of(model.dknn(), model.gradients())));
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

package org.dknn.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dknn.Prediction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.AttributionStudy.Training;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.evaluate.RandomAttribution;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.gradient.NeighborGradient;
import org.dknn.nlp.text.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What does the default cost beside the paper's explanations and the gradient of neighbors and network? Explains dev sentences of the
 * Stanford Sentiment Treebank by each in turn, one after the other, and prints times and ratios: of whole explanations, and of the
 * attributions alone where the sentence is predicted already. All start with nothing remembered.
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

    @Option(
            names = "--joined",
            defaultValue = "1",
            description = "So many sentences make a text (default: ${DEFAULT-VALUE}).")
    private int joined;

    @Override
    public Integer call() throws IOException {
        ModelStore store = options.store();
        try (TrainedModel<List<String>> model = store.loadOrTrain(
                ModelDesign.of(store.folders(), Corpus.SST_2, NetworkKind.CNN, training == Training.PHRASES, 1))) {
            List<List<String>> inputs = inputs(model.data().dev().inputs());
            List<String> sentences =
                    inputs.stream().map(words -> String.join(" ", words)).toList();
            int warm = Math.min(WARM_UP, inputs.size());
            time(model, sentences.subList(0, warm));
            timeAlone(model, inputs.subList(0, warm));
            long[] nanos = time(model, sentences);
            System.out.printf(
                    Locale.ROOT,
                    "%d texts: conformity leave-one-out %.1f s, default %.1f s, ratio %.2f; no words %.1f s, gradient %.1f s%n",
                    sentences.size(),
                    nanos[0] / 1e9,
                    nanos[1] / 1e9,
                    (double) nanos[1] / nanos[0],
                    nanos[2] / 1e9,
                    nanos[3] / 1e9);
            long[] alone = timeAlone(model, inputs);
            System.out.printf(
                    Locale.ROOT,
                    "attributions alone, per text of %.1f words: conformity leave-one-out %.3f ms, both ends %.3f ms, gradient %.3f ms;"
                            + " of leave-one-out the gradient costs 1 / %.1f%n",
                    inputs.stream().mapToInt(List::size).average().orElse(0),
                    alone[0] / 1e6 / sentences.size(),
                    alone[1] / 1e6 / sentences.size(),
                    alone[2] / 1e6 / sentences.size(),
                    (double) alone[0] / alone[2]);
        }
        return 0;
    }

    private List<List<String>> inputs(List<List<String>> sentences) {
        List<List<String>> inputs = new ArrayList<>();
        for (int from = 0; from + joined <= sentences.size() && inputs.size() < texts; from += joined) {
            inputs.add(sentences.subList(from, from + joined).stream()
                    .flatMap(List::stream)
                    .toList());
        }
        return inputs;
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

    /** By conformity leave-one-out, by the default's method and by the gradient, each given the prediction of the sentence. */
    private static long[] timeAlone(TrainedModel<List<String>> model, List<List<String>> inputs) {
        List<Attribution> attributions = List.of(
                LeaveOneOut.conformity(),
                LeaveOneOutAndIn.neighborsAndNetwork(),
                NeighborGradient.of(model.dknn(), model.gradients()));
        Predictor asked = Predictor.of(model.dknn());
        long[] nanos = new long[attributions.size()];
        for (int s = 0; s < inputs.size(); s++) {
            Features features = Features.of(inputs.get(s));
            Prediction whole = model.dknn().predict(inputs.get(s));
            Predictor known =
                    wanted -> wanted.equals(List.of(features.input())) ? List.of(whole) : asked.predictAll(wanted);
            for (int turn = 0; turn < nanos.length; turn++) {
                int a = (s + turn) % nanos.length;
                long start = System.nanoTime();
                new PlanExecutor(known).run(attributions.get(a).plan(features, Target.predicted(whole)));
                nanos[a] += System.nanoTime() - start;
            }
        }
        return nanos;
    }
}

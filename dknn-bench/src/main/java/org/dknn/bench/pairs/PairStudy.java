package org.dknn.bench.pairs;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.bench.data.EditedPairs;
import org.dknn.bench.data.Folders;
import org.dknn.bench.data.MarkedTexts;
import org.dknn.bench.data.SnliPairs.Part;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.TrainedModel;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.Plausibility;
import org.dknn.nlp.gradient.GradientAttribution;
import org.dknn.nlp.gradient.PairGradients;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;

/**
 * Whether one sentence entails, contradicts or says nothing of another one: accuracy of the network of pairs and of its neighbors, and
 * attributions beside the words that people marked.
 *
 * @param dknn of pairs
 * @param more attributions beside those of any classifier
 * @param out says how it goes
 */
public record PairStudy(DeepKnn<SentencePair> dknn, List<Attribution> more, PrintStream out) {

    /** Of the choice of marked pairs, the random explainer and the intervals. */
    private static final long SEED = 1;

    /** Of a network, with its gradients. */
    public static PairStudy of(TrainedModel<SentencePair> model, PrintStream out) {
        return new PairStudy(
                model.dknn(), List.of(new PairGradients(model.gradients(), GradientAttribution::timesInput)), out);
    }

    /** Accuracy on pairs, in one line. */
    public String accuracy(String name, Dataset<SentencePair> pairs) {
        List<Prediction> predictions = dknn.predictAll(pairs.inputs(), new ConsoleProgress(out));
        return String.format(
                Locale.ROOT,
                "%s: softmax %.3f, DkNN %.3f (n=%d)",
                name,
                share(pairs, predictions, Prediction::networkLabel),
                share(pairs, predictions, Prediction::label),
                pairs.size());
    }

    private static double share(Dataset<?> examples, List<Prediction> predictions, ToIntFunction<Prediction> label) {
        long right = IntStream.range(0, examples.size())
                .filter(i -> label.applyAsInt(predictions.get(i)) == examples.label(i))
                .count();
        return (double) right / examples.size();
    }

    /**
     * Judges attributions by the words that people marked, each side by itself, beside a random explainer. The label that people gave
     * is explained, as they did, whether the model predicts it or not.
     *
     * @param count number of pairs of the test part that are explained, drawn from all that are marked
     * @return a table for each side, of the means over the pairs whose side is marked in part, with 95 % intervals
     */
    public String marked(int count, Folders folders) throws IOException {
        List<MarkedTexts.Pair> pairs = MarkedTexts.ofSnli(folders).stream()
                .filter(pair -> Part.of(pair.id()) == Part.TEST)
                .toList();
        return marked(drawn(pairs, count));
    }

    private static List<MarkedTexts.Pair> drawn(List<MarkedTexts.Pair> pairs, int count) {
        List<MarkedTexts.Pair> shuffled = new ArrayList<>(pairs);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }

    /**
     * The same by the words that people put into a side so that the label changes, and the label that the pair has since.
     *
     * @param count number of pairs that are explained, drawn from those of which the hypothesis was edited, and as many of the premise
     */
    public String edited(int count, Folders folders) throws IOException {
        List<MarkedTexts.Pair> drawn = new ArrayList<>();
        for (Side side : Side.values()) {
            drawn.addAll(drawn(EditedPairs.test(folders, side), count));
        }
        return marked(drawn);
    }

    String marked(List<MarkedTexts.Pair> pairs) {
        Predictor predictor = Predictor.ofPairs(dknn);
        Evaluation evaluation = Evaluation.builder(predictor)
                .attributions(methods())
                .metrics(List.of(
                        Plausibility.absoluteSpearman(),
                        Plausibility.averagePrecision(),
                        Plausibility.topHit(),
                        Plausibility.tokenF1(3)))
                .seed(SEED)
                .progress(new ConsoleProgress(out))
                .build();
        List<Prediction> predictions = predictor.predictAll(
                pairs.stream().map(pair -> pair.premise().features().input()).toList());
        long right = IntStream.range(0, pairs.size())
                .filter(i -> predictions.get(i).label()
                        == pairs.get(i).premise().target().orElseThrow().label())
                .count();
        StringBuilder text =
                new StringBuilder(pairs.size() + " pairs, " + right + " predicted as people labelled them\n");
        for (Side side : List.of(Side.HYPOTHESIS, Side.PREMISE)) {
            List<AnnotatedText> texts =
                    pairs.stream().map(pair -> pair.side(side)).toList();
            text.append("\n" + side.name().toLowerCase(Locale.ROOT) + ":\n\n")
                    .append(evaluation.run(texts).toMarkdown());
        }
        return text.toString();
    }

    private Attribution[] methods() {
        List<Attribution> all = new ArrayList<>(List.of(
                LeaveOneOutAndIn.neighborsAndNetwork(),
                LeaveOneOutAndIn.neighbors(),
                LeaveOneOutAndIn.probability(),
                LeaveOneOut.neighborsAndNetwork(),
                LeaveOneOut.neighbors(),
                LeaveOneOut.conformity(),
                LeaveOneOut.probability()));
        all.addAll(more);
        return all.toArray(Attribution[]::new);
    }
}

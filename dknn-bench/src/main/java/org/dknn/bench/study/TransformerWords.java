package org.dknn.bench.study;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.ScoreFunction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.MarkedTexts;
import org.dknn.bench.data.Parts;
import org.dknn.bench.data.SnliPairs;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.ModelStore;
import org.dknn.cli.page.Page;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.AnnotatedText.HumanLabels;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.Plausibility;
import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.text.SentencePair;
import org.dknn.onnx.OnnxEncoder;
import org.dknn.onnx.OnnxExtractor;
import org.dknn.onnx.SoftmaxHead;
import org.dknn.vector.FloatMatrix;

/**
 * Values of words by a head over a transformer and its neighbors, beside what people said: the labels of the words of the dev sentences
 * of the Stanford Sentiment Treebank, and the words that they marked in contradictions of SNLI, whose two sentences are read as one text
 * with {@code [SEP]} between them.
 *
 * @param encoder the transformer
 */
public record TransformerWords(ModelStore store, StudyEncoder encoder) {

    private static final int K = 75;
    private static final int REMEMBERED = 20_000;
    private static final int PAIRS_LEARNED = 5_000;
    private static final List<String> HEAD = List.of("encoder.layer.3", OnnxExtractor.HEAD);
    private static final List<String> WITHOUT_HEAD = List.of("encoder.layer.3", "encoder.layer.5");

    /** What is learned and what is explained. */
    private record Task(
            EncodedTexts known,
            Dataset<List<String>> training,
            Dataset<List<String>> calibration,
            List<AnnotatedText> texts,
            List<ExplanationMetric> metrics) {}

    /** Explains one of so many dev sentences of the treebank. */
    public Page sentences(int every) throws IOException {
        Parts<List<String>> parts = Corpus.SST_2.read(store.folders(), 1);
        List<AnnotatedText> all = MarkedTexts.ofTreebank(store.folders());
        List<AnnotatedText> texts = IntStream.range(0, all.size())
                .filter(i -> i % every == 0)
                .mapToObj(all::get)
                .toList();
        Page page = new Page("Words by " + encoder.choice() + ", SST-2 dev")
                .say("Every " + every + "th sentence, " + texts.size() + " in all; k " + K + ", seed 1.");
        Task task = new Task(
                encoder.sentences(Corpus.SST_2),
                parts.training(),
                parts.calibration(),
                texts,
                Plausibility.all().stream().limit(4).toList());
        explain(task, HEAD, page);
        explain(task, WITHOUT_HEAD, page);
        return page;
    }

    /** Explains so many marked contradictions, of pictures of which nothing was learned. */
    public Page pairs(int count) throws IOException {
        Parts<SentencePair> parts = SnliPairs.read(store.folders());
        Dataset<List<String>> training =
                joined(parts.training().select(IntStream.range(0, PAIRS_LEARNED).toArray()));
        Dataset<List<String>> calibration = joined(parts.calibration());
        Dataset<List<String>> test = joined(parts.test());
        List<AnnotatedText> texts = MarkedTexts.ofSnli(store.folders()).stream()
                .filter(pair -> SnliPairs.Part.of(pair.id()) == SnliPairs.Part.TEST)
                .limit(count)
                .map(TransformerWords::joined)
                .toList();
        List<List<String>> all = Stream.of(test, calibration, training)
                .flatMap(part -> part.inputs().stream())
                .toList();
        Task task = new Task(
                encoder.encoded("snli", all),
                training,
                calibration,
                texts,
                List.of(Plausibility.averagePrecision(), Plausibility.topHit()));
        FloatMatrix answers =
                task.known().head(training).probabilities(task.known().vectors(test.inputs()));
        long right = IntStream.range(0, test.size())
                .filter(i -> answers.argMax(i) == test.label(i))
                .count();
        Page page = new Page("Words by " + encoder.choice() + ", e-SNLI dev")
                .say(texts.size() + " contradictions; k " + K + "; the head is right for " + right + " of "
                        + test.size() + " test pairs.");
        explain(task, HEAD, page);
        return page;
    }

    private static List<String> joined(List<String> premise, List<String> hypothesis) {
        return Stream.of(premise, List.of("[SEP]"), hypothesis)
                .flatMap(List::stream)
                .toList();
    }

    private static Dataset<List<String>> joined(Dataset<SentencePair> pairs) {
        return Dataset.of(
                pairs.inputs().stream()
                        .map(pair -> joined(pair.premise(), pair.hypothesis()))
                        .toList(),
                pairs.labels(),
                pairs.labelSet());
    }

    private static AnnotatedText joined(MarkedTexts.Pair pair) {
        List<String> words = joined(pair.premise().words(), pair.hypothesis().words());
        boolean[] marked = new boolean[words.size()];
        int start = pair.premise().words().size() + 1;
        for (int i = 0; i < words.size(); i++) {
            marked[i] = i < start
                    ? i < start - 1 && pair.premise().labels().orElseThrow().isMarked(i)
                    : pair.hypothesis().labels().orElseThrow().isMarked(i - start);
        }
        return AnnotatedText.of(words, HumanLabels.rationale(marked))
                .withTarget(pair.premise().target().orElseThrow());
    }

    private void explain(Task task, List<String> layers, Page page) throws IOException {
        store.out().println(layers);
        SoftmaxHead head = task.known().head(task.training());
        try (OnnxEncoder open = encoder.open(encoder.choice().own(), REMEMBERED);
                DeepKnn<List<String>> dknn = DeepKnn.builder(new LiveExtractor(
                                new EncodedExtractor(task.known(), head, layers),
                                open.withHead(head).withLayers(layers)))
                        .neighbors(K)
                        .fit(task.training(), task.calibration())) {
            page.heading(layers.toString())
                    .table(AttributionStudy.table(Evaluation.builder(Predictor.of(dknn))
                            .attributions(methods().toArray(Attribution[]::new))
                            .metrics(task.metrics())
                            .seed(1)
                            .progress(new ConsoleProgress(store.out()))
                            .build()
                            .run(task.texts())));
        }
    }

    private static List<Attribution> methods() {
        return List.of(
                LeaveOneOutAndIn.neighbors(),
                LeaveOneOutAndIn.neighborsAndNetwork(),
                new LeaveOneOutAndIn("neighbors and network, half", ScoreFunction.NEIGHBORS_AND_NETWORK),
                LeaveOneOutAndIn.probability(),
                LeaveOneOut.neighbors(),
                LeaveOneOut.neighborsAndNetwork(),
                LeaveOneOut.conformity(),
                LeaveOneOut.probability(),
                LeaveOneOut.neighborsAndNetwork().withGroups(FeatureGroups.nGrams(3)));
    }
}

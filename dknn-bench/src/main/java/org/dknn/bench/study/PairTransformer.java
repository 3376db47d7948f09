package org.dknn.bench.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.bench.data.Parts;
import org.dknn.bench.data.SnliPairs;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.ModelStore;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.text.SentencePair;
import org.dknn.onnx.OnnxEncoder;
import org.dknn.onnx.OnnxExtractor;
import org.dknn.onnx.OnnxPairExtractor;
import org.dknn.onnx.SoftmaxHead;
import org.dknn.vector.FloatMatrix;

/**
 * A classifier of SNLI's pairs: a head over both sentences' vectors of a transformer that is not trained. Heads are kept in the cache.
 *
 * @param encoder the transformer
 */
public record PairTransformer(StudyEncoder encoder) {

    private static final List<String> LAYERS = List.of("encoder.layer.3", "encoder.layer.5");
    private static final int REMEMBERED = 20_000;
    private static final List<Integer> PENALTIES = List.of(1, 10, 100, 1000);

    /** Of {@link #fitted}, by {@link #choices}. */
    private static final Settings CHOSEN = new Settings(100, List.of(OnnxExtractor.HEAD), 75);

    private static final List<Settings> SEARCHES = List.of(
            CHOSEN,
            new Settings(CHOSEN.penalty, List.of("encoder.layer.5"), CHOSEN.k),
            new Settings(CHOSEN.penalty, List.of("encoder.layer.3", OnnxExtractor.HEAD), CHOSEN.k),
            new Settings(CHOSEN.penalty, List.of(OnnxExtractor.HEAD), 25));

    /** How the head is trained, and what is searched. */
    private record Settings(int penalty, List<String> layers, int k) {}

    /** Of neighbors, on the dev part. */
    record Accuracy(double dev) {}

    /** The pairs: all of captions. */
    public Parts<SentencePair> parts() throws IOException {
        return SnliPairs.readCaptions(store().folders());
    }

    /** Of the model, and of all that it depends on. */
    public String name() {
        return encoder.choice() + " " + CHOSEN;
    }

    /** The transformer; to be closed. */
    public OnnxEncoder open() throws IOException {
        return encoder.open(LAYERS, REMEMBERED);
    }

    /**
     * Looks for the neighbors.
     *
     * @param open for pairs that are not among the parts
     */
    public DeepKnn<SentencePair> fitted(Parts<SentencePair> parts, OnnxEncoder open) throws IOException {
        EncodedTexts texts = encoded(SnliPairs.read(store().folders()));
        return fitted(parts, texts, head(texts, "snli", parts.training(), CHOSEN.penalty), CHOSEN, open);
    }

    private DeepKnn<SentencePair> fitted(
            Parts<SentencePair> parts, EncodedTexts texts, SoftmaxHead head, Settings settings, OnnxEncoder open) {
        OnnxPairExtractor live = open.withPairHead(head).withLayers(settings.layers);
        EncodedPairs known = new EncodedPairs(texts, head, settings.layers);
        return DeepKnn.builder(new LiveExtractor<>(known, known::knows, live))
                .neighbors(settings.k)
                .progress(new ConsoleProgress(store().out()))
                .fit(parts.training(), parts.calibration());
    }

    /** Accuracies on the dev part, by which settings are chosen: of heads, then of neighbors by the chosen head. */
    public Page choices() throws IOException {
        Parts<SentencePair> all = SnliPairs.read(store().folders());
        EncodedTexts texts = encoded(all);
        Parts<SentencePair> parts = parts();
        Table heads = new Table("trained on", "penalty", "head");
        for (int penalty : PENALTIES) {
            heads.row(
                    "captions",
                    String.valueOf(penalty),
                    accuracy(head(texts, "snli", parts.training(), penalty), texts, parts.dev()));
        }
        heads.row(
                "captions and MultiNLI",
                String.valueOf(CHOSEN.penalty),
                accuracy(head(texts, "snli-multi", all.training(), CHOSEN.penalty), texts, parts.dev()));
        Table neighbors = new Table("layers", "k", "DkNN");
        SoftmaxHead head = head(texts, "snli", parts.training(), CHOSEN.penalty);
        ResultFile<Accuracy> file =
                new ResultFile<>(store().folders().cache().resolve("pair-choices.jsonl"), Accuracy.class);
        try (OnnxEncoder open = open()) {
            for (Settings settings : SEARCHES) {
                Accuracy found =
                        file.get(encoder.choice() + " " + settings, () -> measured(parts, texts, head, settings, open));
                neighbors.row(settings.layers.toString(), String.valueOf(settings.k), Shown.number(found.dev));
            }
        }
        return new Page("Pairs by " + encoder.choice() + ", " + parts.dev().size() + " pairs to choose by")
                .table(heads)
                .table(neighbors);
    }

    private Accuracy measured(
            Parts<SentencePair> parts, EncodedTexts texts, SoftmaxHead head, Settings settings, OnnxEncoder open) {
        try (DeepKnn<SentencePair> dknn = fitted(parts, texts, head, settings, open)) {
            List<Prediction> found = dknn.predictAll(parts.dev().inputs());
            return new Accuracy(share(parts.dev(), pair -> found.get(pair).label()));
        }
    }

    private EncodedTexts encoded(Parts<SentencePair> parts) throws IOException {
        List<List<String>> all = Stream.of(parts.training(), parts.calibration(), parts.dev(), parts.test())
                .flatMap(part -> part.inputs().stream())
                .flatMap(pair -> Stream.of(pair.premise(), pair.hypothesis()))
                .toList();
        return encoder.encoded("snli-pairs", LAYERS, all);
    }

    private SoftmaxHead head(EncodedTexts texts, String name, Dataset<SentencePair> training, int penalty)
            throws IOException {
        Path file = store().folders().cache().resolve(encoder.choice() + "-" + name + "-head-" + penalty + ".part");
        if (!Files.exists(file)) {
            store().out().println("Trains a head on " + training.size() + " pairs, penalty " + penalty);
            FloatMatrix vectors = EncodedPairs.joined(texts, EncodedPairs.last(texts), training.inputs());
            SoftmaxHead.train(vectors, training.labels(), training.labelSet().size(), penalty)
                    .save(file);
        }
        return SoftmaxHead.load(file);
    }

    private static String accuracy(SoftmaxHead head, EncodedTexts texts, Dataset<SentencePair> pairs) {
        FloatMatrix found = head.probabilities(EncodedPairs.joined(texts, EncodedPairs.last(texts), pairs.inputs()));
        return Shown.number(share(pairs, found::argMax));
    }

    private static double share(Dataset<?> pairs, IntUnaryOperator label) {
        long right = IntStream.range(0, pairs.size())
                .filter(i -> label.applyAsInt(i) == pairs.label(i))
                .count();
        return (double) right / pairs.size();
    }

    private ModelStore store() {
        return encoder.store();
    }
}

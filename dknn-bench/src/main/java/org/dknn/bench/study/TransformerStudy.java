package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.ModelStore;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;
import org.dknn.onnx.OnnxExtractor;

/**
 * Accuracy of a head over a transformer that is not trained, and of its neighbors, on whole sentences. Seeds draw the
 * split. Layers, k and nonconformity are compared on the dev set; of the test set only the first setting, that of {@code dknn
 * fit}, the same without the head's layer, and the best on the dev set are reported.
 *
 * @param corpus the texts
 * @param encoder the transformer
 */
public record TransformerStudy(ModelStore store, Corpus corpus, StudyEncoder encoder) {

    private static final int DEFAULT_K = 75;

    /** That of {@code dknn train --encoder} first, then that without the head. */
    private static final List<Search> SEARCHES = List.of(
            new Search(DEFAULT_K, "3", OnnxExtractor.HEAD),
            new Search(DEFAULT_K, "3", "5"),
            new Search(25, "3", OnnxExtractor.HEAD),
            new Search(DEFAULT_K, OnnxExtractor.HEAD),
            new Search(DEFAULT_K, "3", "5", OnnxExtractor.HEAD));

    /** What is searched. */
    private record Search(int k, List<String> layers) {

        Search(int k, String... layers) {
            this(k, List.of(layers));
        }

        List<String> names() {
            return layers.stream()
                    .map(layer -> layer.equals(OnnxExtractor.HEAD) ? layer : "encoder.layer." + layer)
                    .toList();
        }

        @Override
        public String toString() {
            return "layers " + layers + ", k " + k;
        }
    }

    /** Accuracies on the dev and on the test set. */
    record Accuracy(String method, double dev, double test) {}

    /** Those of one seed and search, the head first. */
    record Result(List<Accuracy> accuracies) {}

    /** Measures. */
    public Page run(int seeds) throws IOException {
        EncodedTexts texts = encoder.sentences(corpus);
        ResultFile<Result> file = new ResultFile<>(store.folders().cache().resolve("transformer.jsonl"), Result.class);
        Map<String, List<Accuracy>> found = new LinkedHashMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            store.out().println("Seed " + seed);
            Parts<List<String>> parts = corpus.read(store.folders(), seed);
            for (Search search : SEARCHES) {
                String cell = encoder.choice() + " " + corpus + " " + seed + " " + search;
                for (Accuracy accuracy :
                        file.get(cell, () -> measured(parts, texts, search)).accuracies()) {
                    // the head is the same in each search
                    if (!accuracy.method().equals(OnnxExtractor.HEAD) || search.equals(SEARCHES.get(0))) {
                        found.computeIfAbsent(accuracy.method(), unseen -> new ArrayList<>())
                                .add(accuracy);
                    }
                }
            }
        }
        List<String> methods = found.keySet().stream().skip(1).toList();
        String best = methods.stream()
                .reduce(methods.get(0), (one, other) -> dev(found, other) > dev(found, one) ? other : one);
        String without = SEARCHES.get(1) + ", " + measures().get(0).name();
        List<String> tested = List.of(OnnxExtractor.HEAD, methods.get(0), without, best);
        Table table = new Table("method", "dev", "test", "less the head");
        found.forEach((method, accuracies) -> table.row(
                method,
                Shown.number(dev(found, method)),
                tested.contains(method) ? test(accuracies) : "",
                tested.contains(method)
                        ? test(less(accuracies, found.getOrDefault(OnnxExtractor.HEAD, List.of())))
                        : ""));
        return new Page("A head over " + encoder.choice() + ", " + corpus)
                .say("Means over " + seeds + " seeds; test: least and largest in brackets. Best on dev: " + best + ".")
                .table(table);
    }

    private static double dev(Map<String, List<Accuracy>> found, String method) {
        return found.getOrDefault(method, List.of()).stream()
                .mapToDouble(Accuracy::dev)
                .average()
                .orElse(Double.NaN);
    }

    private static List<Accuracy> less(List<Accuracy> ones, List<Accuracy> others) {
        return IntStream.range(0, ones.size())
                .mapToObj(seed -> new Accuracy(
                        "difference",
                        ones.get(seed).dev() - others.get(seed).dev(),
                        ones.get(seed).test() - others.get(seed).test()))
                .toList();
    }

    private static String test(List<Accuracy> accuracies) {
        double[] values =
                accuracies.stream().mapToDouble(Accuracy::test).sorted().toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        return Shown.interval(Shown.number(mean), values[0], values[values.length - 1]);
    }

    private static Result measured(Parts<List<String>> parts, EncodedTexts texts, Search search) {
        Dataset<List<String>> training = parts.training();
        EncodedExtractor extractor = new EncodedExtractor(texts, texts.head(training), search.names());
        List<Accuracy> found = new ArrayList<>();
        try (DeepKnn<List<String>> dknn =
                DeepKnn.builder(extractor).neighbors(search.k()).fit(training, parts.calibration())) {
            List<Prediction> dev = dknn.predictAll(parts.dev().inputs());
            List<Prediction> test = dknn.predictAll(parts.test().inputs());
            found.add(new Accuracy(
                    OnnxExtractor.HEAD,
                    share(dev, parts.dev(), Prediction::networkLabel),
                    share(test, parts.test(), Prediction::networkLabel)));
            for (Nonconformity measure : measures()) {
                DeepKnn<List<String>> view = dknn.withNonconformity(dknn.fitted(measure));
                found.add(new Accuracy(
                        search + ", " + measure.name(),
                        share(judged(view, dev, parts.dev()), parts.dev(), Prediction::label),
                        share(judged(view, test, parts.test()), parts.test(), Prediction::label)));
            }
        }
        return new Result(found);
    }

    /** The default first, then that of the papers. */
    private static List<Nonconformity> measures() {
        return List.of(
                Nonconformity.logRatio(), Nonconformity.count(), Nonconformity.weightedVotes(), Nonconformity.margin());
    }

    private static List<Prediction> judged(
            DeepKnn<List<String>> view, List<Prediction> predictions, Dataset<List<String>> texts) {
        List<Prediction> judged = new ArrayList<>();
        for (int i = 0; i < predictions.size(); i++) {
            judged.add(view.rejudge(texts.inputs().get(i), predictions.get(i)));
        }
        return judged;
    }

    private static double share(
            List<Prediction> predictions, Dataset<List<String>> texts, ToIntFunction<Prediction> answer) {
        return AccuracyResult.accuracy(texts, i -> answer.applyAsInt(predictions.get(i)));
    }
}

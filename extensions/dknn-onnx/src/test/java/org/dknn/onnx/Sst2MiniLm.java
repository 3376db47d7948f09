package org.dknn.onnx;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.Tokenizer;

/**
 * Example: MiniLM, which is not trained, and a head on whole sentences of the Stanford Sentiment Treebank; its accuracy beside that of
 * its neighbors, and sentences explained. Encoder, head and neighbors are kept in the cache directory, so that a second run encodes
 * nothing but the sentences that it explains: {@code ./mvnw -Psst2-minilm -pl extensions/dknn-onnx -am package}.
 */
final class Sst2MiniLm {

    private static final String ENCODER = "all-minilm-l6-v2";
    private static final LabelSet LABELS = LabelSet.of("negative", "positive");
    private static final long SPLIT = 7;

    private Sst2MiniLm() {}

    /** Explains the sentences given, or the paper's. */
    public static void main(String[] sentences) throws IOException {
        List<String> asked = Arrays.stream(sentences).filter(s -> !s.isBlank()).toList();
        run(
                data(),
                cache().resolve("models").resolve("sst-2-" + ENCODER),
                System.out,
                asked.isEmpty() ? List.of("diane lane shines in unfaithful .") : asked);
    }

    static void run(Path data, Path directory, PrintStream out, List<String> sentences) throws IOException {
        Path figures = directory.resolveSibling(directory.getFileName() + ".accuracy");
        if (!Files.exists(figures)) {
            String accuracy = train(data, directory, out);
            Files.writeString(figures, accuracy);
        }
        out.println(Files.readString(figures));
        try (Explainer<String> explainer = Explainer.load(directory)) {
            sentences.forEach(sentence -> out.println("\n" + Renderer.plain().render(explainer.explain(sentence))));
        }
    }

    /** Trains a head, stores the neighbors and saves both. */
    private static String train(Path data, Path directory, PrintStream out) throws IOException {
        Dataset<List<String>> sentences = read(data.resolve("stsa.binary.train"));
        Dataset.Split<List<String>> split = sentences.holdOut(Math.min(1_000, sentences.size() / 4), SPLIT);
        Dataset<List<String>> training = split.kept();
        out.println(
                "Encodes " + training.size() + " sentences; " + split.heldOut().size() + " calibrate");
        OnnxExtractor.Builder files = OnnxExtractor.builder(
                        unpack(ENCODER + ".onnx", directory), unpack(ENCODER + "-tokenizer.json", directory))
                .layer("encoder.layer.3", Pooling.MEAN)
                .layer("encoder.layer.5", Pooling.MEAN)
                .remembering(training.size());
        try (OnnxEncoder encoder = files.buildEncoder()) {
            SoftmaxHead head = SoftmaxHead.train(encoder.vectors(training.inputs()), training.labels(), LABELS.size());
            OnnxExtractor extractor = encoder.withHead(head).withLayers(List.of("encoder.layer.3", OnnxExtractor.HEAD));
            try (DeepKnn<List<String>> dknn = DeepKnn.builder(extractor).fit(training, split.heldOut())) {
                Explainer.of(dknn, Tokenizer.english()).save(directory);
                return accuracy(dknn, read(data.resolve("stsa.binary.test")));
            }
        }
    }

    private static String accuracy(DeepKnn<List<String>> dknn, Dataset<List<String>> test) {
        List<Prediction> predictions = dknn.predictAll(test.inputs());
        int byHead = 0;
        int byNeighbors = 0;
        for (int i = 0; i < test.size(); i++) {
            byHead += predictions.get(i).networkLabel() == test.label(i) ? 1 : 0;
            byNeighbors += predictions.get(i).label() == test.label(i) ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "SST-2 test: head %.3f, DkNN %.3f (n=%d)",
                (double) byHead / test.size(),
                (double) byNeighbors / test.size(),
                test.size());
    }

    /** Reads lines such as {@code "1 a gripping , funny film"}. */
    private static Dataset<List<String>> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return Dataset.of(
                lines.stream()
                        .map(line -> List.of(line.substring(2).strip().split("\\s+", -1)))
                        .toList(),
                lines.stream().mapToInt(line -> line.charAt(0) - '0').toArray(),
                LABELS);
    }

    /** A file of the encoder's jar, which the profile puts on the class path. */
    private static Path unpack(String name, Path directory) throws IOException {
        Path file = directory.resolveSibling(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (InputStream in = Sst2MiniLm.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is not on the class path; run the profile sst2-minilm");
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static Path data() throws FileNotFoundException {
        List<Path> places = Stream.of(
                        System.getProperty("dknn.data", ""),
                        System.getenv().getOrDefault("DKNN_DATA", ""),
                        "../shared/data",
                        "../../../shared/data")
                .filter(place -> !place.isBlank())
                .map(place -> Path.of(place).toAbsolutePath().normalize().resolve("sst"))
                .toList();
        return places.stream()
                .filter(place -> Files.exists(place.resolve("stsa.binary.train")))
                .findFirst()
                .orElseThrow(() -> new FileNotFoundException(
                        "found no stsa.binary.train in " + places + "; name the directory above sst by -Ddknn.data"));
    }

    private static Path cache() {
        String property = System.getProperty("dknn.cache", "");
        if (!property.isBlank()) {
            return Path.of(property);
        }
        String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        return (xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg)).resolve("dknn");
    }
}

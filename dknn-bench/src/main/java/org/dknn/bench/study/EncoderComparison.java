package org.dknn.bench.study;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.speed.ProcessUse;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.onnx.OnnxEncoder;
import org.dknn.onnx.SoftmaxHead;

/**
 * Two forms of one transformer, such as 32 and 8 bits, on the test sentences of SST-2: accuracies, how often labels and neighbors agree,
 * and processor time.
 */
public record EncoderComparison(ModelStore store, StudyEncoder one, StudyEncoder other) {

    private static final int TIMED = 200;

    /** Figures of one seed by their names. */
    record Result(Map<String, Double> figures) {}

    /** Measures, over the splits of seeds 1 to a number. */
    public Page run(int seeds) throws IOException {
        EncodedTexts first = one.sentences(Corpus.SST_2);
        EncodedTexts second = other.sentences(Corpus.SST_2);
        Map<String, double[]> found = new LinkedHashMap<>();
        for (int seed = 0; seed < seeds; seed++) {
            store.out().println("Seed " + (seed + 1));
            Parts<List<String>> parts = Corpus.SST_2.read(store.folders(), seed + 1);
            int at = seed;
            new ResultFile<>(store.folders().cache().resolve("transformer-bits.jsonl"), Result.class)
                    .get(
                            one.choice() + " " + other.choice() + " " + one.layers() + " " + (seed + 1),
                            () -> new Result(figures(
                                    parts.test().labels(), predictions(first, parts), predictions(second, parts))))
                    .figures()
                    .forEach((name, value) -> found.computeIfAbsent(name, any -> new double[seeds])[at] = value);
        }
        Table table = new Table("test sentences", "mean", "least", "largest");
        found.forEach((name, values) -> table.row(
                name,
                Shown.number(Arrays.stream(values).average().orElse(Double.NaN)),
                Shown.number(Arrays.stream(values).min().orElse(Double.NaN)),
                Shown.number(Arrays.stream(values).max().orElse(Double.NaN))));
        return new Page(one.choice() + " beside " + other.choice())
                .say("Means over " + seeds + " seeds.")
                .table(table)
                .table(times(Corpus.SST_2.read(store.folders(), 1).dev().inputs()));
    }

    private List<Prediction> predictions(EncodedTexts texts, Parts<List<String>> parts) {
        SoftmaxHead head = texts.head(parts.training());
        try (DeepKnn<List<String>> dknn = DeepKnn.builder(new EncodedExtractor(texts, head, one.layers()))
                .fit(parts.training(), parts.calibration())) {
            return dknn.predictAll(parts.test().inputs());
        }
    }

    private Map<String, Double> figures(int[] labels, List<Prediction> ones, List<Prediction> others) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(
                "head, " + one.choice(), mean(labels.length, i -> ones.get(i).networkLabel() == labels[i] ? 1 : 0));
        figures.put(
                "head, " + other.choice(),
                mean(labels.length, i -> others.get(i).networkLabel() == labels[i] ? 1 : 0));
        figures.put(
                "DkNN, " + one.choice(), mean(labels.length, i -> ones.get(i).label() == labels[i] ? 1 : 0));
        figures.put(
                "DkNN, " + other.choice(),
                mean(labels.length, i -> others.get(i).label() == labels[i] ? 1 : 0));
        figures.put(
                "same label of the heads",
                mean(
                        labels.length,
                        i -> ones.get(i).networkLabel() == others.get(i).networkLabel() ? 1 : 0));
        figures.put(
                "same label of the neighbors",
                mean(labels.length, i -> ones.get(i).label() == others.get(i).label() ? 1 : 0));
        for (int layer = 0; layer < one.layers().size(); layer++) {
            int at = layer;
            figures.put(
                    "same neighbors in " + one.layers().get(layer),
                    mean(
                            labels.length,
                            i -> shared(
                                    ones.get(i).neighbors().get(at).ordinals(),
                                    others.get(i).neighbors().get(at).ordinals())));
        }
        return figures;
    }

    private static double mean(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).average().orElse(Double.NaN);
    }

    /** Share of the neighbors that are the other's, too. */
    private static double shared(int[] ones, int[] others) {
        int[] sorted = others.clone();
        Arrays.sort(sorted);
        return (double) Arrays.stream(ones)
                        .filter(ordinal -> Arrays.binarySearch(sorted, ordinal) >= 0)
                        .count()
                / ones.length;
    }

    private Table times(List<List<String>> dev) throws IOException {
        List<List<String>> texts = dev.subList(0, TIMED);
        Table table = new Table("processor time of a dev sentence, ms", "alone", "together");
        for (StudyEncoder encoder : List.of(one, other)) {
            try (OnnxEncoder open = encoder.open(encoder.choice().own(), 0)) {
                open.vectors(texts);
                long start = ProcessUse.processorNanos();
                texts.forEach(text -> open.vectors(List.of(text)));
                long middle = ProcessUse.processorNanos();
                open.vectors(texts);
                long end = ProcessUse.processorNanos();
                table.row(encoder.choice().toString(), milliseconds(middle - start), milliseconds(end - middle));
            }
        }
        return table;
    }

    private static String milliseconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e6 / TIMED);
    }
}

package org.dknn.examples.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.ProgressListener;
import org.dknn.examples.Models;
import org.dknn.examples.NetworkKind;
import org.dknn.examples.TrainedModel;
import org.dknn.examples.data.CacheDirectory;
import org.dknn.examples.data.Corpus;
import org.dknn.examples.data.WordLabels;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.Metrics;
import org.dknn.nlp.saliency.LeaveOneOut;
import org.dknn.nlp.saliency.SaliencyScorer;

/**
 * Explains the dev sentences of the Stanford Sentiment Treebank by several methods and compares what they say with the labels
 * that people gave to single words, and with what the network does when words are deleted.
 *
 * <p>The figures of a model are kept in the cache as soon as they are there, so a study that was broken off goes on where it was.
 */
public final class SaliencyStudy {

    /** One of so many sentences is explained. */
    private static final int EVERY = 3;

    /** One of so many of these is judged by what the network does, which takes hundreds of texts a sentence and method. */
    private static final int EVERY_OF_THESE = 4;

    private final StudyOptions options;
    private final PrintStream out;

    SaliencyStudy(StudyOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the study on arguments such as {@code seeds=3 networks=CNN,BiLSTM table=FILE}. */
    public static void main(String[] arguments) throws IOException {
        Stream<String> all = Stream.concat(Stream.of("table=target/saliency.md"), Stream.of(arguments));
        new SaliencyStudy(StudyOptions.parse(all.toArray(String[]::new)), System.out).run();
    }

    void run() throws IOException {
        StringBuilder tables = new StringBuilder();
        for (NetworkKind kind : options.kinds()) {
            List<SaliencyResult> results = new ArrayList<>();
            for (int seed = 1; seed <= options.seeds(); seed++) {
                out.println(kind.title() + ", seed " + seed);
                results.add(result(Models.of(Corpus.SST_2, kind, seed)));
            }
            tables.append("### ").append(kind.title()).append(", words as people see them\n\n");
            tables.append(new SaliencyTable(results, names(metricsOfPeople())).markdown())
                    .append('\n');
            tables.append("### ").append(kind.title()).append(", words as the network uses them\n\n");
            tables.append(new SaliencyTable(results, names(Metrics.faithfulness())).markdown())
                    .append('\n');
        }
        out.println("\n" + tables);
        Path table = options.table().toAbsolutePath();
        Files.createDirectories(table.resolveSibling(""));
        Files.writeString(table, tables);
        out.println("Written to " + table);
    }

    private static List<ExplanationMetric> metricsOfPeople() {
        return Stream.concat(Metrics.plausibility().stream().limit(4), Metrics.sparseness().stream())
                .toList();
    }

    private static List<String> names(List<ExplanationMetric> metrics) {
        return metrics.stream().map(ExplanationMetric::name).toList();
    }

    private SaliencyResult result(Models models) throws IOException {
        Path file = CacheDirectory.of("saliency").resolve(models.name() + ".tsv");
        Optional<SaliencyResult> kept = SaliencyResult.read(file);
        if (kept.isPresent()) {
            return kept.get();
        }
        try (TrainedModel model = models.loadOrTrain()) {
            List<AnnotatedText> texts = every(EVERY, WordLabels.readDev());
            List<EvaluationTable> tables = List.of(
                    judge(model, metricsOfPeople(), texts),
                    judge(model, Metrics.faithfulness(), every(EVERY_OF_THESE, texts)));
            SaliencyResult result =
                    SaliencyResult.of(tables, LeaveOneOut.probability().name());
            result.write(file);
            return result;
        }
    }

    private static List<AnnotatedText> every(int step, List<AnnotatedText> texts) {
        return IntStream.range(0, texts.size())
                .filter(i -> i % step == 0)
                .mapToObj(texts::get)
                .toList();
    }

    private EvaluationTable judge(TrainedModel model, List<ExplanationMetric> metrics, List<AnnotatedText> texts) {
        return Evaluation.builder(model.dknn()::predictAll)
                .scorers(StudiedScorers.of(model).toArray(SaliencyScorer[]::new))
                .metrics(metrics)
                .seed(1)
                .progress(tenths())
                .build()
                .run(texts);
    }

    private ProgressListener tenths() {
        return (pass, done, total) -> {
            if (10 * done / total > 10 * (done - 1) / total && done % 8 == 0) {
                out.println("  " + pass + ": " + done + " of " + total);
            }
        };
    }
}

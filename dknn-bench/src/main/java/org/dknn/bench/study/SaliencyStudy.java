package org.dknn.bench.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.bench.data.CacheDirectory;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.WordLabels;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.Models;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.bench.study.SaliencyOptions.Training;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.Metrics;

/**
 * Explains the dev sentences of the Stanford Sentiment Treebank by several methods and compares what they say with the labels
 * that people gave to single words, and with what the network does when words are deleted.
 *
 * <p>The values of a model are kept in the cache as soon as they are there, so a study that was broken off goes on where it was.
 */
public final class SaliencyStudy {

    /** One of so many sentences, at most, is judged by what the network does, which takes hundreds of texts a sentence. */
    private static final int EVERY_DELETED = 12;

    private final SaliencyOptions options;
    private final PrintStream out;

    SaliencyStudy(SaliencyOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the study on arguments such as {@code seeds=3 networks=CNN,BiLSTM training=phrases every=3 scorers=all table=FILE}. */
    public static void main(String[] arguments) throws IOException {
        new SaliencyStudy(SaliencyOptions.parse(arguments), System.out).run();
    }

    void run() throws IOException {
        TableFile file = new TableFile(options.study().table(), out);
        StringBuilder tables = new StringBuilder();
        for (NetworkKind kind : options.study().kinds()) {
            for (Training training : options.trainings()) {
                tables.append(tables(kind, training));
                file.write(tables.toString());
            }
        }
        file.finish(tables.toString());
    }

    private String tables(NetworkKind kind, Training training) throws IOException {
        List<SentenceValues> seen = new ArrayList<>();
        List<SentenceValues> used = new ArrayList<>();
        for (int seed = 1; seed <= options.study().seeds(); seed++) {
            out.println(title(kind, training) + ", seed " + seed);
            Models models = Models.of(Corpus.SST_2, kind, seed);
            Judge judge = new Judge(training == Training.PHRASES ? models : models.trainedOnSentences());
            seen.add(judge.values("words", metricsOfPeople(), options.every()));
            used.add(judge.values("deletions", Metrics.faithfulness(), Math.max(EVERY_DELETED, options.every())));
        }
        return "### " + title(kind, training) + ", words as people see them\n\n" + markdown(seen) + "\n### "
                + title(kind, training) + ", words as the network uses them\n\n" + markdown(used) + "\n";
    }

    private static String title(NetworkKind kind, Training training) {
        return kind.title() + " trained on " + training.name().toLowerCase(Locale.ROOT);
    }

    private static String markdown(List<SentenceValues> seeds) {
        EvaluationTable mean = SentenceValues.mean(seeds);
        return new SaliencyTable(mean, StudiedScorers.rivals(mean.explainers())).markdown();
    }

    private static List<ExplanationMetric> metricsOfPeople() {
        return Stream.concat(Metrics.plausibility().stream().limit(4), Metrics.sparseness().stream())
                .toList();
    }

    /** Finds the values of one model, or reads those that were found before. */
    private final class Judge {

        private final Models models;

        Judge(Models models) {
            this.models = models;
        }

        SentenceValues values(String name, List<ExplanationMetric> metrics, int every) throws IOException {
            Path file = CacheDirectory.of("saliency")
                    .resolve(String.format(
                            Locale.ROOT,
                            "%s-%s-%d-%s.tsv",
                            models.name(),
                            name,
                            every,
                            options.withDrawn() ? "all" : "few"));
            Optional<SentenceValues> kept = SentenceValues.read(file, metrics);
            if (kept.isPresent()) {
                return kept.get();
            }
            try (TrainedModel model = models.loadOrTrain()) {
                SentenceValues found =
                        SentenceValues.of(judge(model, metrics, every(every, WordLabels.readDev())), metrics);
                found.write(file);
                return found;
            }
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
                .scorers((options.withDrawn() ? StudiedScorers.all(model) : StudiedScorers.few(model))
                        .toArray(Attribution[]::new))
                .metrics(metrics)
                .seed(1)
                .progress(new ConsoleProgress(out))
                .build()
                .run(texts);
    }
}

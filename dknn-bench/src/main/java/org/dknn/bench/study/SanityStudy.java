package org.dknn.bench.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.bench.data.CacheDirectory;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.bench.model.Models;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.train.Recipe;

/**
 * Sees whether explanations of the Stanford Sentiment Treebank's dev sentences notice when the model knows nothing: when its
 * layers are drawn anew, from the top down, and when it has learned shuffled labels. An explanation that stays the same tells of
 * the text, not of the model.
 *
 * <p>Each comparison is kept in the cache as soon as it is there, so a study that was broken off goes on where it was.
 *
 * @see <a href="https://arxiv.org/abs/1810.03292">Adebayo et al. (2018), Sanity checks for saliency maps</a>
 */
public final class SanityStudy {

    private final SanityOptions options;
    private final PrintStream out;

    SanityStudy(SanityOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the study on arguments such as {@code seeds=1 networks=CNN,BiLSTM sentences=60 table=FILE}. */
    public static void main(String[] arguments) throws IOException {
        new SanityStudy(SanityOptions.parse(arguments), System.out).run();
    }

    void run() throws IOException {
        TableFile file = new TableFile(options.study().table(), out);
        StringBuilder tables = new StringBuilder();
        for (NetworkKind kind : options.study().kinds()) {
            tables.append(new Checked(kind).markdown());
            file.write(tables.toString());
        }
        file.finish(tables.toString());
    }

    /** The checks of one kind of network, for all seeds. */
    private final class Checked {

        private final NetworkKind kind;
        private final List<Map<String, SanityResult>> parameters = new ArrayList<>();
        private final List<Map<String, SanityResult>> labels = new ArrayList<>();
        private List<String> explainers = List.of();

        Checked(NetworkKind kind) throws IOException {
            this.kind = kind;
            for (int seed = 1; seed <= options.study().seeds(); seed++) {
                out.println(kind.title() + ", seed " + seed);
                check(seed);
            }
        }

        private void check(int seed) throws IOException {
            Models models = Models.of(Corpus.SST_2, kind, seed);
            Path directory = CacheDirectory.of("sanity").resolve(models.name());
            try (TrainedModel trained = models.loadOrTrain()) {
                Dataset<List<String>> sentences = spread(trained.data().dev(), options.sentences());
                SanityComparison comparison = new SanityComparison(trained, sentences, new ConsoleProgress(out));
                SanityChecks checks = new SanityChecks(
                        new Randomiser(trained, kind, out::println),
                        comparison,
                        directory.resolve(sentences.size() + "-sentences"),
                        out::println);
                explainers = comparison.explainers();
                parameters.add(checks.parameters());
                labels.add(checks.labels(
                        directory.resolve("shuffled-labels.zip"),
                        Recipe.byHeart(),
                        Optional.of(Models.of(Corpus.SST_2, kind, seed + 1))));
            }
        }

        String markdown() {
            SanityTable drawn = new SanityTable(parameters, "layers drawn anew", explainers);
            SanityTable learned = new SanityTable(labels, "what was learned", explainers);
            return "### " + kind.title() + ", parameters drawn anew: rank correlation of " + options.sentences()
                    + " explanations with those of the trained network\n\n"
                    + drawn.markdown(SanityComparison.SPEARMAN)
                    + "\nThe same of the sizes of the values:\n\n"
                    + drawn.markdown(SanityComparison.SIZES)
                    + "\n### " + kind.title() + ", labels shuffled: rank correlation\n\n"
                    + learned.markdown(SanityComparison.SPEARMAN)
                    + "\nThe same of the sizes of the values:\n\n"
                    + learned.markdown(SanityComparison.SIZES)
                    + "\nThe network gets " + learned.right(SanityChecks.SHUFFLED, SanityChecks.LEARNED)
                    + " of the sentences right that it has learned with shuffled labels.\n\n";
        }
    }

    /** As many examples, at equal steps. */
    private static Dataset<List<String>> spread(Dataset<List<String>> examples, int wanted) {
        int count = Math.min(wanted, examples.size());
        return examples.select(IntStream.range(0, count)
                .map(i -> (int) ((long) i * examples.size() / count))
                .toArray());
    }
}

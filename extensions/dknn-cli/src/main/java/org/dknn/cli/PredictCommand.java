package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.cli.ResultWriter.Piece;
import org.dknn.cli.result.RowFormat;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.reliability.AbstainingClassifier;
import org.dknn.reliability.RejectOption;
import org.dknn.reliability.SelectionScore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dknn predict}. */
@Command(name = "predict")
final class PredictCommand implements Callable<Integer> {

    /** Texts that are predicted together. */
    private static final int BATCH = 256;

    /** Share of the texts like the training texts that may be taken for unlike. */
    private static final double OOD_ERROR_RATE = 0.05;

    @ParentCommand
    private Dknn dknn;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TextOptions texts;

    @Option(names = "--format", defaultValue = "plain")
    private RowFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--abstain", paramLabel = "FILE")
    private Optional<Path> abstain = Optional.empty();

    @Option(names = "--error-rate", paramLabel = "P", converter = Ranges.Between01.class)
    private Optional<Double> errorRate = Optional.empty();

    @Option(names = "--failure", paramLabel = "P", converter = Ranges.Between01.class)
    private Optional<Double> failure = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Optional<RejectOption> option = check();
        ModelDirectory directory = new ModelDirectory(texts.model());
        ModelSettings settings = directory.settings();
        dknn.warnOfNothingLearned(settings);
        Tokenizer tokenizer = settings.words().tokenizer();
        List<String> input = texts.read(dknn);
        Optional<Dataset<List<String>>> unseen = abstain.isPresent()
                ? Optional.of(dknn.reader(texts.data())
                        .labelled(abstain.get(), tokenizer, settings.labelSet())
                        .words())
                : Optional.empty();
        try (DeepKnn<List<String>> fitted = dknn.load(directory);
                ProgressBars bars = dknn.barsBeside(output);
                ResultWriter writer = dknn.open(output)) {
            PredictionRows rows = new PredictionRows(
                    fitted, unseen.map(examples -> abstaining(fitted, examples, option.orElseThrow())), OOD_ERROR_RATE);
            String key = RunKey.of(
                    texts.model(), List.of(format, abstain, option, unseen.map(PredictCommand::content)), input);
            writer.write(
                    key,
                    format.head("Predictions", rows.columns()),
                    done -> predicted(rows, input, done, tokenizer, bars),
                    format.foot());
        }
        return 0;
    }

    private Optional<RejectOption> check() {
        texts.check(spec);
        if (abstain.isEmpty()) {
            if (errorRate.isPresent() || failure.isPresent()) {
                throw Failures.refused(spec, "--error-rate and --failure need --abstain FILE");
            }
            return Optional.empty();
        }
        return Optional.of(new RejectOption(errorRate.orElse(0.05), failure.orElse(0.1), OOD_ERROR_RATE));
    }

    /** The texts and labels that the threshold is chosen by, as they are read. */
    private static String content(Dataset<List<String>> examples) {
        return examples.inputs() + Arrays.toString(examples.labels());
    }

    private AbstainingClassifier<List<String>> abstaining(
            DeepKnn<List<String>> fitted, Dataset<List<String>> examples, RejectOption option) {
        dknn.say("Chooses by " + examples.size() + " texts when to abstain.");
        AbstainingClassifier<List<String>> classifier =
                AbstainingClassifier.calibrate(fitted, SelectionScore.softmax(), examples, option);
        dknn.say(String.format(
                java.util.Locale.ROOT,
                "Answers %.1f %% of such texts; at most %.3f of the answers are wrong, with a probability of %.2f.",
                100 * classifier.threshold().coverage(),
                classifier.threshold().errorBound(),
                1 - option.failureProbability()));
        return classifier;
    }

    private Stream<Piece> predicted(
            PredictionRows rows, List<String> input, int done, Tokenizer tokenizer, ProgressBars bars) {
        int batches = (input.size() - done + BATCH - 1) / BATCH;
        return IntStream.range(0, batches).mapToObj(batch -> {
            int first = done + batch * BATCH;
            List<String> some = input.subList(first, Math.min(input.size(), first + BATCH));
            String piece = rows.of(some, tokenizer).stream()
                    .map(cells -> format.row(rows.columns(), cells))
                    .collect(Collectors.joining());
            bars.onProgress("predictions", first + some.size(), input.size());
            return new Piece(piece, some.size());
        });
    }
}

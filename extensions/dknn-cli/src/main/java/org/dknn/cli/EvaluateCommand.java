package org.dknn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.cli.evaluation.EvaluationPage;
import org.dknn.cli.evaluation.JudgedTexts;
import org.dknn.cli.evaluation.MajorityTest;
import org.dknn.cli.evaluation.MethodsStudy;
import org.dknn.cli.page.Page;
import org.dknn.internal.PartFiles;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.evaluate.EvaluationTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dknn evaluate}. */
@Command(name = "evaluate")
final class EvaluateCommand implements Callable<Integer> {

    /** Formats of an evaluation. */
    enum Format {
        /** Tables for a page of text. */
        MARKDOWN,
        /** A page for a browser, with charts. */
        HTML,
        /** Sections and tables, to be included in a document. */
        LATEX;

        String write(Page page) {
            return switch (this) {
                case MARKDOWN -> page.markdown();
                case HTML -> page.html();
                case LATEX -> page.latex();
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @ParentCommand
    private Dknn dknn;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "DIR")
    private Path model;

    @Parameters(index = "1", paramLabel = "FILE", descriptionKey = "FILE")
    private Path file;

    @Mixin
    private DataOptions data;

    @Option(names = "--level", defaultValue = "0.9", converter = Ranges.Between01.class)
    private double level;

    @Option(
            names = "--by",
            paramLabel = "METHOD",
            split = ",",
            defaultValue = "neighbors-and-network,neighbors,conformity,probability")
    private List<MethodChoice> methods;

    @Option(names = "--explanations", paramLabel = "N", defaultValue = "100", converter = Ranges.FromZero.class)
    private int explanations;

    @Option(names = "--format", defaultValue = "markdown")
    private Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Failures.requireDifferent(spec, "--by", methods);
        ModelDirectory directory = new ModelDirectory(model);
        ModelSettings settings = directory.settings();
        Dataset<List<String>> texts = dknn.reader(data)
                .labelled(file, settings.words().tokenizer(), settings.labelSet())
                .words();
        try (DeepKnn<List<String>> fitted = dknn.load(directory);
                ResultWriter writer = dknn.open(output)) {
            Optional<PartFiles> predicted = parts("predictions.parts", List.of(), texts.inputs());
            Optional<PartFiles> explained =
                    explanations == 0 ? Optional.empty() : parts("explanations.parts", methods, explained(texts));
            JudgedTexts judged = judged(fitted, texts, predicted);
            Page page = evaluated(judged, explained);
            writer.write(format.write(page));
            for (PartFiles parts :
                    Stream.concat(predicted.stream(), explained.stream()).toList()) {
                parts.delete();
            }
            MajorityTest network = judged.networkBesideMajority();
            if (!network.isBeaten()) {
                dknn.say(network.sentence("The network"));
            }
            return Dknn.exitCode(network.learned());
        }
    }

    private JudgedTexts judged(DeepKnn<List<String>> fitted, Dataset<List<String>> texts, Optional<PartFiles> parts)
            throws IOException {
        try (ProgressBars bars = dknn.bars()) {
            List<Prediction> predictions = parts.isPresent()
                    ? fitted.predictAll(texts.inputs(), bars, parts.get())
                    : fitted.predictAll(texts.inputs(), bars);
            return new JudgedTexts(fitted, texts, predictions);
        }
    }

    private Page evaluated(JudgedTexts judged, Optional<PartFiles> parts) {
        try (ProgressBars bars = dknn.bars()) {
            Optional<Supplier<EvaluationTable>> table =
                    explanations == 0 ? Optional.empty() : Optional.of(() -> table(judged, bars, parts));
            return new EvaluationPage(model.toString(), judged, table, level).page();
        }
    }

    private List<List<String>> explained(Dataset<List<String>> texts) {
        return texts.inputs().subList(0, Math.min(explanations, texts.size()));
    }

    private Optional<PartFiles> parts(String kind, List<MethodChoice> methods, List<List<String>> inputs)
            throws IOException {
        List<String> texts = inputs.stream().map(List::toString).toList();
        return RunParts.open(dknn, output, kind, RunKey.of(model, List.of("evaluate", kind, methods), texts));
    }

    private EvaluationTable table(JudgedTexts judged, ProgressBars bars, Optional<PartFiles> parts) {
        List<Attribution> attributions =
                methods.stream().map(MethodChoice::attribution).toList();
        try {
            return new MethodsStudy(judged.dknn(), attributions, bars, parts).run(explained(judged.texts()));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}

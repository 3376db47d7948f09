package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.corpus.CorpusAnalysis;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.corpus.ScoredSource;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.render.HtmlReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dknn report}. */
@Command(name = "report")
final class ReportCommand implements Callable<Integer> {

    /** Formats of a report. */
    enum Format {
        /** Tables for a page of text. */
        MARKDOWN,
        /** One table for a program. */
        CSV,
        /** A page for a browser. */
        HTML,
        /** Tables that a LaTeX document includes. */
        LATEX;

        String write(CorpusReport report) {
            return switch (this) {
                case MARKDOWN -> report.markdown();
                case CSV -> report.csv();
                case HTML -> report.html();
                case LATEX -> report.latex();
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What comes first. */
    enum Order {
        /** Words that surely matter to the model. */
        IMPORTANCE,
        /** Words of the largest PMI. */
        PMI;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Options of reports of words alone. */
    private static final List<String> OF_WORDS = List.of(
            "--format",
            "--output",
            "--state",
            "--every",
            "--minimum",
            "--top",
            "--order",
            "--leave-out",
            "--smoothing");

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

    @Option(names = "--by", paramLabel = "METHOD", split = ",")
    private List<MethodChoice> methods = List.of();

    @Option(names = "--format", defaultValue = "markdown")
    private Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--html", paramLabel = "DIR")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--state", paramLabel = "FILE")
    private Optional<Path> state = Optional.empty();

    @Option(names = "--every", defaultValue = "500", converter = Ranges.FromOne.class)
    private int every;

    @Option(names = "--minimum", defaultValue = "10", converter = Ranges.FromOne.class)
    private int minimum;

    @Option(names = "--top", defaultValue = "20", converter = Ranges.FromOne.class)
    private int top;

    @Option(names = "--order", defaultValue = "importance")
    private Order order;

    @Option(names = "--leave-out", paramLabel = "WORDS", split = ",", converter = LeftOut.Named.class)
    private List<LeftOut> leftOut = List.of();

    @Option(names = "--smoothing", defaultValue = "100", converter = Ranges.AboveZero.class)
    private double smoothing;

    @Override
    public Integer call() throws IOException {
        Failures.requireDifferent(spec, "--by", methods);
        check();
        ModelDirectory directory = new ModelDirectory(model);
        ModelSettings found = directory.settings();
        dknn.warnOfNothingLearned(found);
        Dataset<String> texts = dknn.reader(data)
                .labelled(file, found.words().tokenizer(), found.labelSet())
                .dataset();
        try (DeepKnn<List<String>> fitted = dknn.load(directory)) {
            if (html.isPresent()) {
                pages(html.get(), dknn.trainingTexts(directory, fitted).explainer(), fitted, texts);
            } else {
                words(Explainer.of(fitted, found.words().tokenizer()), fitted, texts);
            }
        }
        return 0;
    }

    /** Refuses what would be without effect. */
    private void check() {
        if (html.isPresent()) {
            Failures.requireWithout(
                    spec,
                    OF_WORDS,
                    option -> "--html writes pages of texts into a directory; " + option + " is for words");
        } else if (state.isEmpty()) {
            Failures.requireWithout(spec, List.of("--every"), option -> option + " needs --state, got none");
        }
    }

    /** The methods that were named, or others if none was. */
    private Stream<MethodChoice> methods(List<MethodChoice> others) {
        return (methods.isEmpty() ? others : methods).stream();
    }

    private String name() {
        return file.getFileName() + " by " + model.toAbsolutePath().getFileName();
    }

    /** Words over all texts, so that each has a value of its own. */
    private void words(Explainer<String> explainer, DeepKnn<?> fitted, Dataset<String> texts) throws IOException {
        Attribution[] attributions = methods(
                        List.of(MethodChoice.CONFORMITY, MethodChoice.best(fitted), MethodChoice.PROBABILITY))
                .map(MethodChoice::attribution)
                .toArray(Attribution[]::new);
        CorpusReport.Settings all = new CorpusReport.Settings(
                minimum,
                top,
                order == Order.PMI ? CorpusReport.Order.MUTUAL_INFORMATION : CorpusReport.Order.IMPORTANCE,
                smoothing);
        try (ResultWriter writer = dknn.open(output)) {
            CorpusStatistics statistics = gather(
                    ScoredSource.explained(name(), explainer.withAttributions(attributions), texts),
                    Stream.of(attributions));
            writer.write(format.write(
                    CorpusReport.of(statistics, leftOut.isEmpty() ? all : all.without(LeftOut.any(leftOut)))));
        }
    }

    /** Each text explained, beside its label. */
    private void pages(Path into, Explainer<String> explainer, DeepKnn<?> fitted, Dataset<String> texts)
            throws IOException {
        List<Integer> labels =
                IntStream.range(0, texts.size()).mapToObj(texts::label).toList();
        HtmlReport report = HtmlReport.of(name()).withGold(labels);
        new ReportDirectory(into, report)
                .write(
                        dknn,
                        explainer
                                .withAttributions(methods(MethodChoice.usual(fitted))
                                        .map(MethodChoice::sentencesFirst)
                                        .toArray(Attribution[]::new))
                                .withMarkedNeighbors()
                                .explainAll(texts.inputs().stream()),
                        texts.size(),
                        explanation -> explanation,
                        (pages, all, scales) -> pages.writeFiles(into, all, scales));
    }

    private CorpusStatistics gather(ScoredSource source, Stream<Attribution> methods) throws IOException {
        try (ProgressBars bars = dknn.bars()) {
            CorpusAnalysis analysis = CorpusAnalysis.inMemory().progress(bars);
            return (state.isPresent() ? analysis.resumable(state.get(), every) : analysis)
                    .run(source, methods.map(Attribution::name).toList());
        }
    }
}

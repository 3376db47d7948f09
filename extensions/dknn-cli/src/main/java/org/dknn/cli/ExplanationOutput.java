package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dknn.ProgressListener;
import org.dknn.cli.ResultWriter.Piece;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.render.Renderer.ConsoleColors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where and how explanations are written. */
final class ExplanationOutput {

    /** When words are colored. */
    enum Color {
        /** On a terminal that has colors. */
        AUTO,
        /** In files, too. */
        ALWAYS,
        /** Nowhere. */
        NEVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is explained, by which methods.
     *
     * @param key of the run
     * @param explainer of the inputs
     * @param methods names of its methods
     * @param inputs in their order
     */
    record Job<T>(String key, Explainer<T> explainer, List<String> methods, List<T> inputs) {

        /** Copies the lists. */
        Job {
            methods = List.copyOf(methods);
            inputs = List.copyOf(inputs);
        }
    }

    @Option(names = "--format", defaultValue = "console")
    private ExplanationFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--html", paramLabel = "DIR")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--color", defaultValue = "auto")
    private Color color;

    ExplanationFormat format() {
        return format;
    }

    /** Refuses results in two places. */
    void check(CommandSpec command) {
        if (html.isPresent() && (output.isPresent() || format != ExplanationFormat.CONSOLE)) {
            throw Failures.refused(command, "--html writes pages into a directory, without --format and --output");
        }
    }

    /** Whether there is a place for the evidence behind explanations. */
    boolean showsEvidence() {
        return html.isPresent() || format.showsEvidence();
    }

    /** What results depend on. */
    List<Object> settings() {
        return List.of(format, color);
    }

    private <T> Explainer<T> explainer(Job<T> job) {
        return html.isPresent() || format.marksNeighbors() ? job.explainer.withMarkedNeighbors() : job.explainer;
    }

    /** Explains all inputs and writes the explanations as they come. */
    <T> void write(Dknn dknn, Job<T> job) throws IOException {
        Explainer<T> explainer = explainer(job);
        if (html.isPresent()) {
            new ReportDirectory(html.get(), ExplanationFormat.PAGE)
                    .write(
                            dknn,
                            explainer.explainAll(job.inputs.stream()),
                            job.inputs.size(),
                            explanation -> explanation,
                            (report, all, scales) -> report.writeFiles(html.get(), all, scales));
            return;
        }
        try (ResultWriter writer = dknn.open(output);
                ProgressBars bars = dknn.barsBeside(output)) {
            if (format.isOnePage()) {
                writer.write(ExplanationFormat.page(explainer.explainAll(job.inputs, named(bars))));
                return;
            }
            Renderer console = console(dknn.streams());
            int total = job.inputs.size();
            writer.write(
                    job.key,
                    format.head(job.methods),
                    done -> {
                        AtomicInteger number = new AtomicInteger(done);
                        return explainer
                                .explainAll(job.inputs.stream().skip(done))
                                .map(explanation -> {
                                    String text = format.piece(console, explanation, number.incrementAndGet());
                                    named(bars).onProgress("", number.get(), total);
                                    return new Piece(text, 1);
                                });
                    },
                    "");
        }
    }

    /** Explains all texts with evidence. */
    <T> void writeWithEvidence(Dknn dknn, Job<T> job) throws IOException {
        if (html.isPresent()) {
            new ReportDirectory(html.get(), ExplanationFormat.PAGE)
                    .write(
                            dknn,
                            evidence(job, 0, ProgressListener.silent()),
                            job.inputs.size(),
                            EvidenceReport::explanation,
                            (report, all, scales) -> report.writeFilesWithEvidence(html.get(), all, scales));
            return;
        }
        try (ResultWriter writer = dknn.open(output);
                ProgressBars bars = dknn.barsBeside(output)) {
            if (format.isOnePage()) {
                List<EvidenceReport> all = new ArrayList<>();
                evidence(job, 0, named(bars)).forEachOrdered(all::add);
                writer.write(ExplanationFormat.pageWithEvidence(all));
                return;
            }
            Renderer console = console(dknn.streams());
            writer.write(
                    job.key,
                    "",
                    done -> evidence(job, done, named(bars)).map(found -> new Piece(format.piece(console, found), 1)),
                    "");
        }
    }

    private <T> Stream<EvidenceReport> evidence(Job<T> job, int done, ProgressListener listener) {
        Explainer<T> explainer = explainer(job);
        AtomicInteger number = new AtomicInteger(done);
        return job.inputs.stream().skip(done).map(input -> {
            EvidenceReport report = explainer.explainWithEvidence(input);
            listener.onProgress("", number.incrementAndGet(), job.inputs.size());
            return report;
        });
    }

    private static ProgressListener named(ProgressBars bars) {
        return (task, done, total) -> bars.onProgress("explanations", done, total);
    }

    /** For a console, colored where that is welcome. */
    private Renderer console(Streams streams) {
        ConsoleColors colors = ConsoleColors.of(streams.environment());
        return switch (color) {
            case NEVER -> Renderer.plain();
            case ALWAYS -> Renderer.ansi();
            case AUTO ->
                output.isEmpty() && streams.isOutTerminal() && colors != ConsoleColors.NONE
                        ? Renderer.ansi(colors)
                        : Renderer.plain();
        };
    }
}

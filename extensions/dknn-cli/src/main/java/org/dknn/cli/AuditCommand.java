package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dknn.DeepKnn;
import org.dknn.cli.audit.AuditPage;
import org.dknn.cli.audit.AuditRows;
import org.dknn.cli.audit.AuditedTexts;
import org.dknn.cli.result.RowFormat;
import org.dknn.internal.PartFiles;
import org.dknn.reliability.LabelAudit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dknn audit}. */
@Command(name = "audit")
final class AuditCommand implements Callable<Integer> {

    /** Formats of an audit. */
    enum Format {
        /** Tables for a page of text. */
        MARKDOWN,
        /** A page for a browser. */
        HTML,
        /** Sections and tables, to be included in a document. */
        LATEX,
        /** One row per finding, with commas. */
        CSV,
        /** One row per finding, with tabs. */
        TSV,
        /** One object per finding. */
        JSON;

        String write(String title, AuditedTexts audited, int top) {
            return switch (this) {
                case MARKDOWN -> AuditPage.of(title, audited, top).markdown();
                case HTML -> AuditPage.of(title, audited, top).html();
                case LATEX -> AuditPage.of(title, audited, top).latex();
                case CSV -> AuditRows.of(RowFormat.CSV, audited, top);
                case TSV -> AuditRows.of(RowFormat.TSV, audited, top);
                case JSON -> AuditRows.of(RowFormat.JSON, audited, top);
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

    @Option(names = "--top", paramLabel = "N", defaultValue = "20", converter = Ranges.FromZero.class)
    private int top;

    @Option(names = "--closeness", paramLabel = "P", defaultValue = "0.05", converter = Ranges.Below1.class)
    private double closeness;

    @Option(names = "--held-out")
    private boolean isHeldOut;

    @Option(names = "--folds", paramLabel = "N", converter = Ranges.FromTwo.class)
    private Optional<Integer> folds = Optional.empty();

    @Option(names = "--seed", converter = Ranges.Seed.class)
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--format", defaultValue = "markdown")
    private Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        ModelDirectory directory = new ModelDirectory(model);
        if (isHeldOut) {
            HeldOutAudit.requireTrained(directory);
        } else {
            Failures.requireWithout(
                    spec, List.of("--folds", "--seed"), option -> option + " needs --held-out, got none");
        }
        dknn.warnOfNothingLearned(directory.settings());
        try (DeepKnn<List<String>> fitted = dknn.load(directory);
                ProgressBars bars = dknn.bars();
                ResultWriter writer = dknn.open(output)) {
            TrainingTexts texts = dknn.trainingTexts(directory, fitted);
            DeepKnn<List<String>> judging = TrainingLabels.judging(fitted);
            if (judging != fitted) {
                dknn.say("Judges labels by " + judging.nonconformity().name() + ", as "
                        + fitted.nonconformity().name() + " does not tell them apart.");
            }
            if (isHeldOut) {
                heldOut(directory, judging, bars, writer, texts);
                return 0;
            }
            Optional<PartFiles> parts =
                    RunParts.open(dknn, output, "parts", RunKey.of(model, List.of("audit"), List.of()));
            LabelAudit<List<String>> audit = parts.isPresent()
                    ? LabelAudit.resumable(judging, closeness, bars, parts.get())
                    : LabelAudit.of(judging, closeness, bars);
            write(writer, texts.audited(audit));
            if (parts.isPresent()) {
                parts.get().delete();
            }
        }
        return 0;
    }

    private void heldOut(
            ModelDirectory directory,
            DeepKnn<List<String>> judging,
            ProgressBars bars,
            ResultWriter writer,
            TrainingTexts texts)
            throws IOException {
        LabelAudit.Folds drawn = new LabelAudit.Folds(folds.orElse(LabelAudit.USUAL_FOLDS), seed.orElse(1L));
        HeldOutAudit heldOut = new HeldOutAudit(dknn, directory, drawn, bars);
        write(writer, texts.audited(heldOut.run(judging, closeness, output)).heldOut(drawn.count()));
        heldOut.deleteKept();
    }

    private void write(ResultWriter writer, AuditedTexts audited) throws IOException {
        writer.write(format.write("Audit of " + model, audited, top));
    }
}

package org.dknn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.activation.ActivationExtractor;
import org.dknn.cli.train.Checkpoint;
import org.dknn.conformal.Nonconformity;
import org.dknn.onnx.OnnxEncoder;
import org.dknn.onnx.OnnxExtractor;
import org.dknn.onnx.SoftmaxHead;
import org.dknn.reliability.LabelAudit;

/**
 * Audit of a model's training texts by networks that have not learned the labels that they judge: those of each fold are judged by a
 * network that is trained as the model's own was, on the texts of the other folds. Not safe for use by many threads.
 */
final class HeldOutAudit {

    /** Calibration texts of the networks of the folds; no margin depends on them. */
    private static final int CALIBRATION = 50;

    private final Dknn dknn;
    private final ModelDirectory directory;
    private final LabelAudit.Folds folds;
    private final ProgressBars bars;
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private int fold;

    /**
     * An audit.
     *
     * @param dknn is told what happens
     * @param directory of the model
     * @param folds whose seed is that of the trainings, too
     * @param bars show progress
     */
    HeldOutAudit(Dknn dknn, ModelDirectory directory, LabelAudit.Folds folds, ProgressBars bars) {
        this.dknn = dknn;
        this.directory = directory;
        this.folds = folds;
        this.bars = bars;
    }

    /**
     * Checks that there is a way to train the network of a model again.
     *
     * @throws IllegalArgumentException if there is none
     */
    static void requireTrained(ModelDirectory directory) throws IOException {
        ModelSettings settings = directory.settings();
        if (settings.kind() == ModelSettings.Kind.DL4J && settings.training().isEmpty()) {
            throw new IllegalArgumentException("--held-out trains the network again without some of the texts, but "
                    + directory.path()
                    + " does not tell how, as its network was imported or trained by another version;"
                    + " leave out --held-out, or make the model by 'dknn train'");
        }
    }

    /**
     * Audits.
     *
     * @param output of the audit, beside which interrupted trainings are kept; without it they are not
     */
    LabelAudit<List<String>> run(DeepKnn<List<String>> fitted, double closeness, Optional<Path> output)
            throws IOException {
        try {
            return LabelAudit.heldOut(fitted, folds, closeness, bars, others -> fit(fitted, others, output));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Deletes what was kept of the trainings, as the audit is written. */
    void deleteKept() throws IOException {
        for (Checkpoint checkpoint : checkpoints) {
            checkpoint.delete();
        }
    }

    private DeepKnn<List<String>> fit(
            DeepKnn<List<String>> fitted, Dataset<List<String>> others, Optional<Path> output) {
        try {
            ModelSettings settings = directory.settings();
            return DeepKnn.builder(extractor(settings, fitted, others, output))
                    .neighbors(Math.min(fitted.neighbors(), others.size()))
                    .metric(fitted.metric())
                    .nonconformity(Nonconformity.named(fitted.nonconformity().name(), List.of()))
                    .progress(bars)
                    .fit(others, calibration(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Dataset<List<String>> calibration(ModelSettings settings) throws IOException {
        Dataset<List<String>> heldOut = dknn.ownReader()
                .labelled(directory.heldOut(), settings.words().tokenizer(), settings.labelSet())
                .words();
        return heldOut.select(
                IntStream.range(0, Math.min(CALIBRATION, heldOut.size())).toArray());
    }

    private ActivationExtractor<List<String>> extractor(
            ModelSettings settings, DeepKnn<List<String>> fitted, Dataset<List<String>> others, Optional<Path> output)
            throws IOException {
        fold++;
        bars.close();
        int all = fitted.reference().size();
        String without = " without " + (all - others.size()) + " of the " + all + " texts.";
        String begins = "Fold " + fold + " of " + folds.count() + ": trains a ";
        if (fitted.extractor() instanceof OnnxExtractor transformer) {
            dknn.say(begins + "head" + without);
            return withHead(transformer.encoder(), others).withLayers(settings.layers());
        }
        dknn.say(begins + "network" + without);
        NetworkTraining training = settings.training().orElseThrow().again(folds.seed(), dknn::say);
        NetworkTraining.Result trained = training.train(training.learning(others), checkpoint(settings, output));
        return settings.network().extractor(trained.network(), trained.vocabulary(), settings.layers());
    }

    /** How far the training of the current fold has come. */
    private Optional<Checkpoint> checkpoint(ModelSettings settings, Optional<Path> output) throws IOException {
        if (output.isEmpty()) {
            return Optional.empty();
        }
        Path file = output.get().resolveSibling(output.get().getFileName() + ".fold-" + fold + ".part");
        List<Object> choices = List.of("audit", settings.training(), folds, fold);
        Checkpoint checkpoint = new Checkpoint(file, RunKey.of(directory.path(), choices, List.of()));
        checkpoints.add(checkpoint);
        return Optional.of(checkpoint);
    }

    private OnnxExtractor withHead(OnnxEncoder encoder, Dataset<List<String>> others) {
        return encoder.withHead(SoftmaxHead.train(
                HeadTraining.vectors(encoder, others, bars),
                others.labels(),
                others.labelSet().size()));
    }
}

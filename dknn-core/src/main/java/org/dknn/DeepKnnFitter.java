package org.dknn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.DeepKnnBuilder.LabelSource;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.activation.InputCodec;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.vector.VectorSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits a {@link DeepKnn}: activations of the training examples, chunk by chunk; the indexes, layer by layer; calibration.
 *
 * @param spill directory for the activations of the training examples; empty: kept on the heap
 * @param <I> type of the inputs
 */
record DeepKnnFitter<I>(
        ActivationExtractor<I> extractor, DeepKnnConfig config, Optional<Path> spill, ProgressListener listener) {

    private static final Logger LOG = LoggerFactory.getLogger(DeepKnn.class);

    /** Number of reference examples from which typical distances are taken. */
    private static final int TYPICAL = 500;

    DeepKnnFitter(ActivationExtractor<I> extractor, DeepKnnConfig config, ProgressListener listener) {
        this(extractor, config, Optional.empty(), listener);
    }

    DeepKnn<I> fit(Dataset<I> training, Dataset<I> calibration) {
        requireFitting(training, calibration);
        ContradictionSearch.warnOf(training);
        ProgressTask pass = new ProgressTask("activations of training examples", training.size(), listener);
        ReferenceScan scan = new ReferenceScan(training.size(), training.labelSet(), config.metric());
        try (TrainingActivations activations =
                TrainingActivations.extract(extractor, training, scan, spill, pass::advance)) {
            scan.warning().ifPresent(LOG::warn);
            return fit(activations, referenceOf(training, scan), calibration);
        }
    }

    private ReferenceExamples<I> referenceOf(Dataset<I> training, ReferenceScan scan) {
        return new ReferenceExamples<>(
                config.labels() == LabelSource.GIVEN
                        ? training
                        : Dataset.of(training.inputs(), scan.predicted(), training.labelSet()));
    }

    private DeepKnn<I> fit(TrainingActivations activations, ReferenceExamples<I> reference, Dataset<I> calibration) {
        int[] drawn = drawn(reference.examples(), extractor.codec());
        Activations typical = activations.select(drawn);
        Indexes indexes = buildIndexes(activations, reference);
        try {
            activations.close();
            NeighborSearch<I> search = new NeighborSearch<>(extractor, indexes.layers(), reference, config.k());
            ScoredExamples calibrationScores = calibrate(search, calibration);
            ConformalJudge judge = ConformalJudge.of(config, calibrationScores, typical(search, typical, drawn));
            SmallGroups.warning(judge.calibration(), calibration.labelSet()).ifPresent(LOG::warn);
            return new DeepKnn<>(search, judge, ood(search, indexes, calibration, judge), Measured.nothing());
        } catch (RuntimeException | Error e) {
            indexes.close();
            throw e;
        }
    }

    private OodScores<I> ood(NeighborSearch<I> search, Indexes indexes, Dataset<I> calibration, ConformalJudge judge) {
        OodScores<I> scores = OodScores.of(search, indexes.ood());
        if (scores.scores().isEmpty()) {
            return scores;
        }
        ProgressTask pass = new ProgressTask("out-of-distribution scores", calibration.size(), listener);
        OodScores<I> calibrated = scores.calibratedOn(
                calibration.inputs(), judge.calibrationScores().statistics());
        pass.advance(calibration.size());
        return calibrated;
    }

    private void requireFitting(Dataset<I> training, Dataset<I> calibration) {
        if (!training.labelSet().equals(calibration.labelSet())) {
            throw new IllegalArgumentException("training and calibration must have the same classes, got "
                    + training.labelSet().names() + " and "
                    + calibration.labelSet().names());
        }
        if (config.k() > training.size()) {
            throw new IllegalArgumentException("k must be in 1.." + training.size()
                    + " as there are so many training examples, got " + config.k());
        }
        if (calibration.size() == 0) {
            throw new IllegalArgumentException("calibration needs at least one held-out example, got none");
        }
    }

    /** The indexes of all layers, and that of the out-of-distribution scores. */
    private record Indexes(List<ClasswiseIndex> layers, Optional<NeighborIndex> ood) {

        void close() {
            layers.forEach(ClasswiseIndex::close);
            ood.ifPresent(NeighborIndex::close);
        }
    }

    /** Builds layer by layer, and gives up the activations of each. */
    private Indexes buildIndexes(TrainingActivations activations, ReferenceExamples<I> reference) {
        ProgressTask pass = new ProgressTask("indexes", activations.layers().size(), listener);
        List<ClasswiseIndex> indexes = new ArrayList<>();
        Optional<NeighborIndex> ood = Optional.empty();
        try {
            for (int layer = 0; layer < activations.layers().size(); layer++) {
                VectorSource rows = activations.layer(layer);
                indexes.add(buildIndex(activations.layers().get(layer), rows, reference));
                if (layer == 0) {
                    ood = OodScores.index(extractor, reference.examples().inputs(), config, rows);
                }
                activations.release(layer);
                pass.advance(1);
            }
        } catch (RuntimeException | Error e) {
            new Indexes(indexes, ood).close();
            throw e;
        }
        LOG.debug("built indexes of layers {}: {}", activations.layers(), indexes);
        return new Indexes(List.copyOf(indexes), ood);
    }

    private ClasswiseIndex buildIndex(String layer, VectorSource activations, ReferenceExamples<I> reference) {
        List<Optional<NeighborIndex>> byLabel = new ArrayList<>();
        try {
            for (int label = 0; label < reference.classes(); label++) {
                int[] ordinals = reference.ordinals(label);
                byLabel.add(
                        ordinals.length == 0
                                ? Optional.empty()
                                : Optional.of(config.index()
                                        .build(
                                                context(layer, reference, label),
                                                SelectedRows.of(activations, ordinals),
                                                config.metric())));
            }
        } catch (RuntimeException | Error e) {
            byLabel.forEach(index -> index.ifPresent(NeighborIndex::close));
            throw e;
        }
        return new ClasswiseIndex(List.copyOf(byLabel), reference);
    }

    private IndexFactory.Context context(String layer, ReferenceExamples<I> reference, int label) {
        String name = reference.examples().labelSet().name(label);
        return new IndexFactory.Context(extractor.fingerprint(), layer, name);
    }

    ScoredExamples calibrate(NeighborSearch<I> search, Dataset<I> calibration) {
        ProgressTask pass = new ProgressTask("calibration", calibration.size(), listener);
        return ScoredExamples.of(
                search.find(calibration.inputs(), pass::advance),
                calibration.labels(),
                calibration.labelSet().size());
    }

    /** Ordinals of the reference examples from which typical distances are taken. */
    static <I> int[] drawn(Dataset<I> examples, InputCodec<I> codec) {
        return ContentDraw.ordinals(examples, codec, Math.min(TYPICAL, examples.size()));
    }

    /** Statistics of drawn reference examples, each left out of its own neighbors unless it is the only one. */
    static <I> ScoredExamples typical(NeighborSearch<I> search, Activations chosen, int[] ordinals) {
        Dataset<I> examples = search.reference().examples();
        List<NeighborSearch.Found> found =
                examples.size() == 1 ? search.findChunk(chosen) : search.findReference(chosen, ordinals);
        int[] labels = IntStream.of(ordinals).map(examples::label).toArray();
        return ScoredExamples.of(found, labels, chosen.probabilities().columns());
    }
}

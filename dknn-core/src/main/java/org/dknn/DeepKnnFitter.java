package org.dknn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.DeepKnnBuilder.LabelSource;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.vector.FloatMatrix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits a {@link DeepKnn}: activations of the training examples, one index per layer, calibration.
 *
 * @param <I> type of the inputs
 */
record DeepKnnFitter<I>(ActivationExtractor<I> extractor, DeepKnnConfig config, ProgressListener listener) {

    private static final Logger LOG = LoggerFactory.getLogger(DeepKnn.class);

    /** Number of reference examples from which typical distances are taken. */
    private static final int TYPICAL = 500;

    DeepKnn<I> fit(Dataset<I> training, Dataset<I> calibration) {
        requireFitting(training, calibration);
        ContradictionSearch.warnOf(training);
        ProgressTask pass = new ProgressTask("activations of training examples", training.size(), listener);
        Activations activations = extractor.extract(training.inputs(), pass::advance);
        NeighborSearch.requireClasses(activations.probabilities(), training.labelSet());
        ComparableActivations.requireReference(activations, config.metric());
        ComparableActivations.warning(activations).ifPresent(LOG::warn);
        ReferenceExamples<I> reference = new ReferenceExamples<>(
                config.labels() == LabelSource.GIVEN ? training : predicted(training, activations));
        List<ClasswiseIndex> indexes = buildIndexes(activations, reference);
        NeighborSearch<I> search = new NeighborSearch<>(extractor, indexes, reference, config.k());
        try {
            ScoredExamples calibrationScores = calibrate(search, calibration);
            ConformalJudge judge = ConformalJudge.of(config, calibrationScores, typical(search, activations));
            SmallGroups.warning(judge.calibration(), training.labelSet()).ifPresent(LOG::warn);
            return new DeepKnn<>(search, judge, ood(search, activations, calibration, judge), Measured.nothing());
        } catch (RuntimeException | Error e) {
            indexes.forEach(ClasswiseIndex::close);
            throw e;
        }
    }

    private OodScores<I> ood(
            NeighborSearch<I> search, Activations activations, Dataset<I> calibration, ConformalJudge judge) {
        OodScores<I> scores =
                OodScores.of(search, config, activations.matrices().get(0));
        if (scores.scores().isEmpty()) {
            return scores;
        }
        try {
            ProgressTask pass = new ProgressTask("out-of-distribution scores", calibration.size(), listener);
            OodScores<I> calibrated = scores.calibratedOn(
                    calibration.inputs(), judge.calibrationScores().statistics());
            pass.advance(calibration.size());
            return calibrated;
        } catch (RuntimeException | Error e) {
            scores.close();
            throw e;
        }
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

    private Dataset<I> predicted(Dataset<I> training, Activations activations) {
        FloatMatrix probabilities = activations.probabilities();
        int[] labels = new int[training.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = probabilities.argMax(row);
        }
        return Dataset.of(training.inputs(), labels, training.labelSet());
    }

    private List<ClasswiseIndex> buildIndexes(Activations activations, ReferenceExamples<I> reference) {
        ProgressTask pass = new ProgressTask("indexes", activations.layers().size(), listener);
        List<ClasswiseIndex> indexes = new ArrayList<>();
        try {
            for (int layer = 0; layer < activations.layers().size(); layer++) {
                indexes.add(buildIndex(
                        activations.layers().get(layer), activations.matrices().get(layer), reference));
                pass.advance(1);
            }
        } catch (RuntimeException | Error e) {
            indexes.forEach(ClasswiseIndex::close);
            throw e;
        }
        LOG.debug("built indexes of layers {}: {}", activations.layers(), indexes);
        return List.copyOf(indexes);
    }

    private ClasswiseIndex buildIndex(String layer, FloatMatrix matrix, ReferenceExamples<I> reference) {
        List<Optional<NeighborIndex>> byLabel = new ArrayList<>();
        try {
            for (int label = 0; label < reference.classes(); label++) {
                int[] ordinals = reference.ordinals(label);
                IndexFactory.Context context = context(layer, reference, label);
                byLabel.add(
                        ordinals.length == 0
                                ? Optional.empty()
                                : Optional.of(config.index().build(context, matrix.select(ordinals), config.metric())));
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

    private ScoredExamples typical(NeighborSearch<I> search, Activations activations) {
        int[] ordinals = drawn(search);
        return typical(search, activations.select(ordinals), ordinals);
    }

    /** Ordinals of the reference examples from which typical distances are taken. */
    static <I> int[] drawn(NeighborSearch<I> search) {
        Dataset<I> examples = search.reference().examples();
        return ContentDraw.ordinals(examples, search.extractor().codec(), Math.min(TYPICAL, examples.size()));
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

package org.dknn;

import java.util.ArrayList;
import java.util.List;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.Activations;
import org.dknn.conformal.Calibration;
import org.dknn.index.NeighborIndex;
import org.dknn.vector.FloatMatrix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The making of a {@link DeepKnn}: activations of the training examples, an index a layer, calibration.
 *
 * @param <I> type of the inputs
 */
record Fitting<I>(ActivationExtractor<I> extractor, Settings settings, ProgressListener listener) {

    private static final Logger LOG = LoggerFactory.getLogger(DeepKnn.class);

    DeepKnn<I> fit(Dataset<I> training, Dataset<I> calibration) {
        requireFitting(training, calibration);
        Pass pass = new Pass("activations of training examples", training.size(), listener);
        Activations activations = extractor.extract(training.inputs(), pass::advance);
        NeighborSearch.requireClasses(activations.probabilities(), training.labelSet());
        Reference<I> reference = new Reference<>(
                settings.labels() == ReferenceLabels.GOLD ? training : predicted(training, activations));
        List<NeighborIndex> indexes = buildIndexes(activations);
        NeighborSearch<I> search = new NeighborSearch<>(extractor, indexes, reference, settings.k());
        return new DeepKnn<>(settings, search, calibrate(search, calibration));
    }

    private void requireFitting(Dataset<I> training, Dataset<I> calibration) {
        if (!training.labelSet().equals(calibration.labelSet())) {
            throw new IllegalArgumentException("training and calibration must have the same classes, got "
                    + training.labelSet().names() + " and "
                    + calibration.labelSet().names());
        }
        if (settings.k() > training.size()) {
            throw new IllegalArgumentException("k must be in 1.." + training.size()
                    + " as there are so many training examples, got " + settings.k());
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

    private List<NeighborIndex> buildIndexes(Activations activations) {
        Pass pass = new Pass("indexes", activations.layers().size(), listener);
        List<NeighborIndex> indexes = new ArrayList<>();
        try {
            for (FloatMatrix matrix : activations.matrices()) {
                indexes.add(settings.index().build(matrix, settings.metric()));
                pass.advance(1);
            }
        } catch (RuntimeException | Error e) {
            indexes.forEach(NeighborIndex::close);
            throw e;
        }
        LOG.debug("built indexes of layers {}: {}", activations.layers(), indexes);
        return List.copyOf(indexes);
    }

    private Calibration calibrate(NeighborSearch<I> search, Dataset<I> calibration) {
        Pass pass = new Pass("calibration", calibration.size(), listener);
        try {
            List<NeighborSearch.Found> found = search.find(calibration.inputs(), pass::advance);
            double[] nonconformities = new double[found.size()];
            for (int i = 0; i < nonconformities.length; i++) {
                nonconformities[i] = found.get(i).allVotes().nonconformity(calibration.label(i));
            }
            return Calibration.copyOf(nonconformities);
        } catch (RuntimeException | Error e) {
            search.indexes().forEach(NeighborIndex::close);
            throw e;
        }
    }
}

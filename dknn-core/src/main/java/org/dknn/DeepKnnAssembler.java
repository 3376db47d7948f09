package org.dknn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dknn.activation.Activations;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.index.IndexFactory.Context;
import org.dknn.index.NeighborIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a {@link DeepKnn} of indexes that were made elsewhere, and checks that they belong together.
 *
 * @param <I> type of the inputs
 */
record DeepKnnAssembler<I>(DeepKnnFitter<I> fitter) {

    private static final Logger LOG = LoggerFactory.getLogger(DeepKnn.class);

    DeepKnn<I> assemble(Dataset<I> reference, Map<Context, NeighborIndex> indexes, Dataset<I> calibration) {
        if (!reference.labelSet().equals(calibration.labelSet())) {
            throw new IllegalArgumentException("reference and calibration examples must have the same classes, got "
                    + reference.labelSet().names() + " and "
                    + calibration.labelSet().names());
        }
        ContradictionSearch.warnOf(reference);
        NeighborSearch<I> search = search(reference, indexes);
        ScoredExamples typical = typical(search);
        return classifier(search, fitter.calibrate(search, calibration), typical);
    }

    DeepKnn<I> assemble(Dataset<I> reference, Map<Context, NeighborIndex> indexes, ScoredExamples calibrationScores) {
        ContradictionSearch.warnOf(reference);
        NeighborSearch<I> search = search(reference, indexes);
        requireScoredBy(search, calibrationScores);
        return classifier(search, calibrationScores, typical(search));
    }

    /** A classifier of other reference examples; says nothing of small groups and contradictions, as it is made often. */
    DeepKnn<I> reassemble(
            Dataset<I> reference,
            Map<Context, NeighborIndex> indexes,
            ScoredExamples scores,
            ScoredExamples typical,
            ServedCalls calls) {
        NeighborSearch<I> search = search(reference, indexes).with(calls);
        requireScoredBy(search, scores);
        ConformalJudge judge = ConformalJudge.of(fitter.config(), scores, typical);
        return new DeepKnn<>(search, judge, OodScores.none(), Measured.nothing());
    }

    private DeepKnn<I> classifier(NeighborSearch<I> search, ScoredExamples calibrationScores, ScoredExamples typical) {
        ConformalJudge judge = ConformalJudge.of(fitter.config(), calibrationScores, typical);
        SmallGroups.warning(judge.calibration(), search.reference().examples().labelSet())
                .ifPresent(LOG::warn);
        return new DeepKnn<>(search, judge, OodScores.none(), Measured.nothing());
    }

    private NeighborSearch<I> search(Dataset<I> examples, Map<Context, NeighborIndex> indexes) {
        int k = fitter.config().k();
        if (k > examples.size()) {
            throw new IllegalArgumentException(
                    "k must be in 1.." + examples.size() + " as there are so many reference examples, got " + k);
        }
        ReferenceExamples<I> reference = new ReferenceExamples<>(examples);
        Map<Context, NeighborIndex> left = new LinkedHashMap<>(indexes);
        List<ClasswiseIndex> layers = new ArrayList<>();
        for (String layer : fitter.extractor().layers()) {
            layers.add(layer(layer, reference, left));
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("indexes must be of the network "
                    + fitter.extractor().fingerprint() + ", its layers "
                    + fitter.extractor().layers() + " and the classes that have reference examples, got also "
                    + left.keySet());
        }
        return new NeighborSearch<>(fitter.extractor(), List.copyOf(layers), reference, k);
    }

    /** Takes the indexes of a layer out of a map. */
    private ClasswiseIndex layer(String layer, ReferenceExamples<I> reference, Map<Context, NeighborIndex> left) {
        List<Optional<NeighborIndex>> byLabel = new ArrayList<>();
        for (int label = 0; label < reference.classes(); label++) {
            int size = reference.ordinals(label).length;
            String name = reference.examples().labelSet().name(label);
            Context context = new Context(fitter.extractor().fingerprint(), layer, name);
            byLabel.add(size == 0 ? Optional.empty() : Optional.of(taken(context, size, left)));
        }
        return new ClasswiseIndex(List.copyOf(byLabel), reference);
    }

    private NeighborIndex taken(Context context, int size, Map<Context, NeighborIndex> left) {
        NeighborIndex index = left.remove(context);
        if (index == null) {
            throw new IllegalArgumentException("needs the index of " + context + ", got " + left.keySet());
        }
        if (index.size() != size) {
            throw new IllegalArgumentException("the index of " + context + " must have " + size
                    + " vectors as the class has reference examples, got " + index.size());
        }
        if (index.metric() != fitter.config().metric()) {
            throw new IllegalArgumentException("the index of " + context + " must have the metric "
                    + fitter.config().metric() + ", got " + index.metric());
        }
        return index;
    }

    private static void requireScoredBy(NeighborSearch<?> search, ScoredExamples scores) {
        int classes = search.reference().classes();
        int layers = search.indexes().size();
        if (scores.classes() != classes) {
            throw new IllegalArgumentException(
                    "calibration scores must have " + classes + " classes, got " + scores.classes());
        }
        for (NeighborStatistics statistics : scores.statistics()) {
            if (statistics.layers().size() != layers) {
                throw new IllegalArgumentException("calibration scores must have " + layers + " layers, got "
                        + statistics.layers().size());
            }
            for (LayerStatistics layer : statistics.layers()) {
                if (layer.k() != search.k() || layer.classes() != classes) {
                    throw new IllegalArgumentException("calibration scores must have k " + search.k() + " and "
                            + classes + " classes, got " + layer.k() + " and " + layer.classes());
                }
            }
        }
    }

    private ScoredExamples typical(NeighborSearch<I> search) {
        int[] ordinals = DeepKnnFitter.drawn(
                search.reference().examples(), fitter.extractor().codec());
        Dataset<I> drawn = search.reference().examples().select(ordinals);
        Activations activations = fitter.extractor().extract(drawn.inputs());
        NeighborSearch.requireClasses(activations.probabilities(), drawn.labelSet());
        ComparableActivations.requireReference(activations, fitter.config().metric());
        new ReferencePlaces(search, ordinals, activations).requireFound();
        return DeepKnnFitter.typical(search, activations, ordinals);
    }
}

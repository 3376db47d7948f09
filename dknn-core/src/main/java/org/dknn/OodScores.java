package org.dknn;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.StepExtractor;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.ood.OodResult;
import org.dknn.ood.OodScore;
import org.dknn.vector.Metric;
import org.dknn.vector.VectorSource;

/**
 * The out-of-distribution scores of a classifier of texts and their combination. What a model does not have, such as an embedding, has
 * no score: this is settled before any calibration input is seen, so the p-value stays valid. Immutable, but for {@link #close}.
 *
 * @param scores in the order in which their sums are made
 * @param index of the first layer by cosine, where the classifier's own is by another distance
 * @param combination empty for inputs that are no texts, and in models of earlier releases, which have no scores
 */
record OodScores<I>(List<OodScore<I>> scores, Optional<NeighborIndex> index, Optional<OodCombination> combination) {

    private static final String PART = "ood";
    private static final String INDEX = "ood-layer-0";
    private static final String ALL_CLASSES = "all classes";
    private static final String DISTANCE = "distance";
    private static final String WINDOWS = "windows";
    private static final String WORDS = "words";
    private static final String PAIRS = "word pairs";

    /** No scores. */
    static <I> OodScores<I> none() {
        return new OodScores<>(List.of(), Optional.empty(), Optional.empty());
    }

    /** Whether there are scores: inputs must be texts. */
    private static <I> boolean areTexts(ActivationExtractor<I> extractor, List<I> reference) {
        return !extractor.codec().texts(reference.get(0)).isEmpty();
    }

    /**
     * The index that the scores need beside those of the classifier.
     *
     * @param activations of the reference examples in the first layer
     */
    static <I> Optional<NeighborIndex> index(
            ActivationExtractor<I> extractor, List<I> reference, DeepKnnConfig config, VectorSource activations) {
        if (config.metric() == Metric.COSINE || !areTexts(extractor, reference)) {
            return Optional.empty();
        }
        IndexFactory.Context context = new IndexFactory.Context(
                extractor.fingerprint(), extractor.layers().get(0), ALL_CLASSES);
        return Optional.of(config.index().build(context, activations, Metric.COSINE));
    }

    /** Scores that are not calibrated yet, with their {@link #index}. */
    static <I> OodScores<I> of(NeighborSearch<I> search, Optional<NeighborIndex> index) {
        List<I> reference = search.reference().examples().inputs();
        if (!areTexts(search.extractor(), reference)) {
            return none();
        }
        Optional<OodScore<I>> windows =
                search.extractor().embedding().map(embedding -> OodScore.windows(embedding, reference));
        return new OodScores<>(all(search, index, windows), index, Optional.empty());
    }

    private static <I> List<OodScore<I>> all(
            NeighborSearch<I> search, Optional<NeighborIndex> index, Optional<OodScore<I>> windows) {
        ActivationExtractor<I> extractor = search.extractor();
        List<I> reference = search.reference().examples().inputs();
        List<OodScore<I>> scores = new ArrayList<>();
        scores.add(index.map(own -> OodScore.kthDistance(extractor, own, search.k()))
                .orElseGet(() -> OodScore.kthDistance(extractor.layers().get(0))));
        windows.ifPresent(scores::add);
        scores.addAll(OodScore.unknown(extractor.codec(), reference));
        return List.copyOf(scores);
    }

    /** The same scores, calibrated on more inputs, or on the first ones. */
    OodScores<I> calibratedOn(List<I> inputs, List<NeighborStatistics> statistics) {
        if (scores.isEmpty()) {
            return this;
        }
        double[][] found = matrix(inputs, statistics);
        return new OodScores<>(
                scores,
                index,
                Optional.of(combination.map(known -> known.plus(found)).orElseGet(() -> OodCombination.copyOf(found))));
    }

    /** {@code [score][input]}. */
    private double[][] matrix(List<I> inputs, List<NeighborStatistics> statistics) {
        double[][] found = new double[scores.size()][];
        for (int part = 0; part < found.length; part++) {
            found[part] = scores.get(part).scores(inputs, statistics);
        }
        return found;
    }

    /** How unusual inputs are, with the scores of each. */
    List<Found> find(List<I> inputs, List<Prediction> predictions) {
        OodCombination known = combination.orElseThrow();
        double[][] columns =
                matrix(inputs, predictions.stream().map(Prediction::statistics).toList());
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            double[] own = new double[columns.length];
            for (int part = 0; part < own.length; part++) {
                own[part] = columns[part][i];
            }
            found.add(new Found(Arrays.stream(own).boxed().toList(), known.of(own)));
        }
        return found;
    }

    /**
     * Results of inputs.
     *
     * @param byLayers the results by layer, which stay as they are if there are no scores
     */
    List<OodResult> results(List<I> inputs, List<Prediction> predictions, List<OodResult> byLayers, double errorRate) {
        if (combination.isEmpty()) {
            return byLayers;
        }
        List<Found> found = find(inputs, predictions);
        List<OodResult> results = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            double pValue = found.get(i).result().conformal();
            List<OodResult.Part> parts = parts(inputs.get(i), found.get(i));
            results.add(
                    new OodResult(pValue > errorRate, pValue, byLayers.get(i).layers(), parts));
        }
        return results;
    }

    /**
     * What was found of an input.
     *
     * @param scores one per score
     */
    record Found(List<Double> scores, OodCombination.Result result) {}

    /** The parts of a result, the one with the largest share first. */
    private List<OodResult.Part> parts(I input, Found found) {
        double sum = 0;
        for (double pValue : found.result().pValues()) {
            sum -= Math.log(pValue);
        }
        List<OodResult.Part> parts = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            double pValue = found.result().pValues().get(i);
            double share = sum == 0 ? 1.0 / scores.size() : -Math.log(pValue) / sum;
            parts.add(new OodResult.Part(
                    scores.get(i).name(),
                    found.scores().get(i),
                    pValue,
                    share,
                    scores.get(i).reason(input)));
        }
        parts.sort(Comparator.comparingDouble(part -> -part.share()));
        return parts;
    }

    /** Writes what a loaded model needs; nothing if there are no scores. */
    void write(PartWriter parts, IndexFactory factory) throws IOException {
        if (combination.isEmpty()) {
            return;
        }
        if (index.isPresent()) {
            parts.addIndex(INDEX, file -> factory.save(index.get(), file));
        }
        parts.add(PART, out -> {
            Utf16.writeAll(out, kinds());
            combination.get().write(out);
            for (OodScore<I> score : scores) {
                score.write(out);
            }
        });
    }

    /** Which scores there are, in words of the file. */
    private List<String> kinds() {
        return scores.size() == 4 ? List.of(DISTANCE, WINDOWS, WORDS, PAIRS) : List.of(DISTANCE, WORDS, PAIRS);
    }

    /** Reads what {@link #write} wrote, for the classifier's search. */
    static <I> OodScores<I> read(PartList parts, Path file, NeighborSearch<I> search, IndexFactory factory)
            throws IOException {
        if (!parts.byName().containsKey(PART)) {
            return none();
        }
        Optional<NeighborIndex> index = parts.byName().containsKey(INDEX)
                ? Optional.of(parts.part(INDEX, 1, file).load(file, factory))
                : Optional.empty();
        try {
            requireReference(index, search, file);
            return parts.read(PART, 1, file, (in, version) -> read(in, search, index));
        } catch (IOException | RuntimeException | Error e) {
            index.ifPresent(NeighborIndex::close);
            throw e;
        }
    }

    private static void requireReference(Optional<NeighborIndex> index, NeighborSearch<?> search, Path file)
            throws DknnFormatException {
        int examples = search.reference().examples().size();
        if (index.isPresent() && (index.get().size() != examples || index.get().metric() != Metric.COSINE)) {
            throw new DknnFormatException(
                    file + " names an index " + INDEX + " of " + index.get().size()
                            + " vectors by " + index.get().metric() + ", where " + examples + " by " + Metric.COSINE
                            + " are needed");
        }
    }

    private static <I> OodScores<I> read(DataInputStream in, NeighborSearch<I> search, Optional<NeighborIndex> index)
            throws IOException {
        List<String> kinds = Utf16.readAll(in);
        OodCombination combination = OodCombination.read(in, kinds.size());
        Optional<OodScore<I>> windows = kinds.contains(WINDOWS)
                ? Optional.of(OodScore.readWindows(embedding(search.extractor()), in))
                : Optional.empty();
        OodScores<I> scores = new OodScores<>(all(search, index, windows), index, Optional.of(combination));
        if (!scores.kinds().equals(kinds)) {
            throw new DknnFormatException(
                    "this release has out-of-distribution scores by " + scores.kinds() + ", the model has " + kinds);
        }
        return scores;
    }

    private static <I> StepExtractor<I> embedding(ActivationExtractor<I> extractor) throws DknnFormatException {
        return extractor
                .embedding()
                .orElseThrow(
                        () -> new DknnFormatException(
                                "the model has out-of-distribution scores by windows of its embedding, but its extractor has none"));
    }

    void close() {
        index.ifPresent(NeighborIndex::close);
    }
}

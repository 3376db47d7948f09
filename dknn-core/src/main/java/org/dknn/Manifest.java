package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dknn.DeepKnnBuilder.LabelSource;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.InputCodec;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.index.IndexFactory;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.vector.Metric;

/**
 * Content of a saved {@link DeepKnn} except its indexes. Strings are written as {@link Utf16}, lists as size and entries.
 *
 * <p>Its parts are "classifier" (the fields up to the seed), "calibration", "typical", "examples", "probe" and, where they were
 * measured, "limits", "hit-rates" and "label-checks". The part "ood" beside them is written by {@link OodScores}. The first edition wrote them one after
 * the other, with the names of the index files after that of the index.
 *
 * @param <I> type of the inputs
 */
record Manifest<I>(
        String fingerprint,
        List<String> layers,
        Choices choices,
        ScoredExamples calibrationScores,
        ScoredExamples typical,
        Dataset<I> examples,
        RoundTripProbe probes,
        Measured measured) {

    /** A {@link DeepKnnConfig} whose index is known by its name. */
    record Choices(
            String indexName,
            int k,
            Metric metric,
            Nonconformity nonconformity,
            CalibrationGroups groups,
            PValueKind pValueKind,
            LabelSource labels,
            long seed) {

        private void write(DataOutputStream out) throws IOException {
            Utf16.write(out, indexName);
            out.writeInt(k);
            Utf16.write(out, FileTokens.METRIC.token(metric));
            Utf16.write(out, nonconformity.name());
            out.writeInt(nonconformity.parameters().size());
            for (double parameter : nonconformity.parameters()) {
                out.writeDouble(parameter);
            }
            Utf16.write(out, FileTokens.GROUPS.token(groups));
            Utf16.write(out, FileTokens.P_VALUES.token(pValueKind));
            Utf16.write(out, FileTokens.LABELS.token(labels));
            out.writeLong(seed);
        }

        private static Choices read(DataInputStream in, String indexName) throws IOException {
            return new Choices(
                    indexName,
                    in.readInt(),
                    FileTokens.METRIC.read(Utf16.read(in)),
                    readNonconformity(in),
                    FileTokens.GROUPS.read(Utf16.read(in)),
                    FileTokens.P_VALUES.read(Utf16.read(in)),
                    FileTokens.LABELS.read(Utf16.read(in)),
                    in.readLong());
        }
    }

    private static final String CLASSIFIER = "classifier";
    private static final String CALIBRATION = "calibration";
    private static final String TYPICAL = "typical";
    private static final String EXAMPLES = "examples";
    private static final String PROBE = "probe";
    private static final String LIMITS = "limits";
    private static final String HIT_RATES = "hit-rates";
    private static final String LABEL_CHECKS = "label-checks";

    static <I> Manifest<I> of(NeighborSearch<I> search, ConformalJudge judge, Measured measured) {
        DeepKnnConfig config = judge.config();
        ActivationExtractor<I> extractor = search.extractor();
        Dataset<I> examples = search.reference().examples();
        return new Manifest<>(
                extractor.fingerprint(),
                extractor.layers(),
                new Choices(
                        config.index().name(),
                        config.k(),
                        config.metric(),
                        judge.nonconformity(),
                        config.groups(),
                        config.pValueKind(),
                        config.labels(),
                        config.seed()),
                judge.calibrationScores(),
                judge.typical(),
                examples,
                RoundTripProbe.of(examples.inputs(), extractor),
                measured);
    }

    DeepKnnConfig config(IndexFactory factory) {
        return new DeepKnnConfig(
                choices.k,
                choices.metric,
                factory,
                choices.nonconformity,
                choices.groups,
                choices.pValueKind,
                choices.labels,
                choices.seed);
    }

    /** Refuses an extractor of another network or other layers, with a message that names both. */
    void requireMadeFor(ActivationExtractor<I> extractor, Path file) throws DknnFormatException {
        if (!layers.equals(extractor.layers())) {
            throw new DknnFormatException(file + " was made for the layers " + layers + ", got " + extractor.layers());
        }
        if (!fingerprint.equals(extractor.fingerprint())) {
            throw new DknnFormatException(file + " was made for the network with fingerprint " + fingerprint + ", got "
                    + extractor.fingerprint());
        }
        probes.requireReproducedBy(extractor, examples.inputs(), file);
    }

    /** Writes the parts of one content each. */
    void write(PartWriter parts, InputCodec<I> codec) throws IOException {
        parts.add(CLASSIFIER, this::writeClassifier);
        parts.add(CALIBRATION, calibrationScores::write);
        parts.add(TYPICAL, typical::write);
        parts.add(EXAMPLES, out -> writeExamples(out, codec));
        parts.add(PROBE, probes::write);
        if (!measured.limits().byMethod().isEmpty()) {
            parts.add(LIMITS, measured.limits()::write);
        }
        if (!measured.hitRates().byState().isEmpty()) {
            parts.add(HIT_RATES, measured.hitRates()::write);
        }
        if (measured.labelChecks().size() > 0) {
            parts.add(LABEL_CHECKS, measured.labelChecks()::write);
        }
    }

    private void writeClassifier(DataOutputStream out) throws IOException {
        Utf16.write(out, fingerprint);
        Utf16.writeAll(out, layers);
        choices.write(out);
    }

    private void writeExamples(DataOutputStream out, InputCodec<I> codec) throws IOException {
        Utf16.writeAll(out, examples.labelSet().names());
        out.writeInt(examples.size());
        for (int i = 0; i < examples.size(); i++) {
            out.writeInt(examples.label(i));
            Utf16.write(out, codec.write(examples.inputs().get(i)));
        }
    }

    /**
     * Reads the parts, each from its file.
     *
     * @param mostInMemory size of a file of examples, in bytes, above which their inputs stay there
     */
    static <I> Manifest<I> read(PartList parts, Path file, InputCodec<I> codec, long mostInMemory) throws IOException {
        Dataset<I> examples = parts.part(EXAMPLES, 1, file).length() > mostInMemory
                ? parts.readOpen(EXAMPLES, 1, file, (open, in, start) -> StoredInputs.read(open, in, start, codec))
                : parts.read(EXAMPLES, 1, file, (in, version) -> readExamples(in, codec));
        try {
            return read(parts, file, examples);
        } catch (IOException | RuntimeException | Error e) {
            StoredInputs.close(examples);
            throw e;
        }
    }

    private static <I> Manifest<I> read(PartList parts, Path file, Dataset<I> examples) throws IOException {
        ScoredExamples calibration = parts.read(CALIBRATION, 1, file, (in, version) -> ScoredExamples.read(in));
        ScoredExamples typical = parts.read(TYPICAL, 1, file, (in, version) -> ScoredExamples.read(in));
        Measured measured = readMeasured(parts, file);
        return parts.read(CLASSIFIER, 1, file, (in, version) -> {
            String fingerprint = Utf16.read(in);
            List<String> layers = Utf16.readAll(in);
            RoundTripProbe probes =
                    parts.read(PROBE, 1, file, (probe, newest) -> RoundTripProbe.read(probe, layers.size()));
            Source<I> rest =
                    new Source<>(() -> calibration, () -> typical, () -> examples, () -> probes, () -> measured);
            return read(in, fingerprint, layers, Utf16.read(in), rest);
        });
    }

    private static Measured readMeasured(PartList parts, Path file) throws IOException {
        ValueLimits limits = parts.byName().containsKey(LIMITS)
                ? parts.read(LIMITS, 1, file, (in, version) -> ValueLimits.read(in))
                : ValueLimits.none();
        HitRates hitRates = parts.byName().containsKey(HIT_RATES)
                ? parts.read(HIT_RATES, 1, file, (in, version) -> HitRates.read(in))
                : HitRates.none();
        LabelChecks labelChecks = parts.byName().containsKey(LABEL_CHECKS)
                ? parts.read(LABEL_CHECKS, 1, file, (in, version) -> LabelChecks.read(in))
                : LabelChecks.none();
        return new Measured(limits, hitRates, labelChecks);
    }

    /** Where the fields after the seed come from, asked in this order. */
    private record Source<I>(
            Part<ScoredExamples> calibration,
            Part<ScoredExamples> typical,
            Part<Dataset<I>> examples,
            Part<RoundTripProbe> probes,
            Part<Measured> measured) {}

    @FunctionalInterface
    private interface Part<T> {
        T read() throws IOException;
    }

    private static <I> Manifest<I> read(
            DataInputStream in, String fingerprint, List<String> layers, String indexName, Source<I> rest)
            throws IOException {
        return new Manifest<>(
                fingerprint,
                layers,
                Choices.read(in, indexName),
                rest.calibration().read(),
                rest.typical().read(),
                rest.examples().read(),
                rest.probes().read(),
                rest.measured().read());
    }

    /**
     * A manifest of the first edition.
     *
     * @param indexFiles names of the index files, layer by layer, for each class with examples
     */
    record FirstEdition<I>(Manifest<I> manifest, List<String> indexFiles) {

        static <I> FirstEdition<I> read(DataInputStream in, InputCodec<I> codec) throws IOException {
            String fingerprint = Utf16.read(in);
            List<String> layers = Utf16.readAll(in);
            String indexName = Utf16.read(in);
            List<String> files = Utf16.readAll(in);
            Source<I> rest = new Source<>(
                    () -> ScoredExamples.read(in),
                    () -> ScoredExamples.read(in),
                    () -> readExamples(in, codec),
                    () -> RoundTripProbe.read(in, layers.size()),
                    Measured::nothing);
            return new FirstEdition<>(Manifest.read(in, fingerprint, layers, indexName, rest), files);
        }

        /** Names of the index files, from the beginning of a manifest. */
        static List<String> readFiles(DataInputStream in) throws IOException {
            Utf16.read(in);
            Utf16.readAll(in);
            Utf16.read(in);
            return Utf16.readAll(in);
        }
    }

    private static Nonconformity readNonconformity(DataInputStream in) throws IOException {
        String name = Utf16.read(in);
        int size = Utf16.readCount(in);
        List<Double> parameters = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            parameters.add(in.readDouble());
        }
        return Nonconformity.named(name, parameters);
    }

    private static <I> Dataset<I> readExamples(DataInputStream in, InputCodec<I> codec) throws IOException {
        LabelSet labelSet = new LabelSet(Utf16.readAll(in));
        int size = Utf16.readCount(in);
        List<I> inputs = new ArrayList<>(size);
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = in.readInt();
            inputs.add(codec.read(Utf16.read(in)));
        }
        return Dataset.of(inputs, labels, labelSet);
    }
}

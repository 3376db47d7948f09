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
 * Content of a saved {@link DeepKnn} except its indexes. Fields are written in their order, strings as {@link Utf16},
 * lists as size and entries.
 *
 * @param <I> type of the inputs
 */
record Manifest<I>(
        String fingerprint,
        List<String> layers,
        String indexName,
        List<String> indexFiles,
        int k,
        Metric metric,
        Nonconformity nonconformity,
        CalibrationGroups groups,
        PValueKind pValueKind,
        LabelSource labels,
        long seed,
        ScoredExamples calibrationScores,
        ScoredExamples typical,
        Dataset<I> examples,
        RoundTripProbe probes) {

    static <I> Manifest<I> of(NeighborSearch<I> search, ConformalJudge judge, List<String> indexFiles) {
        DeepKnnConfig config = judge.config();
        ActivationExtractor<I> extractor = search.extractor();
        Dataset<I> examples = search.reference().examples();
        return new Manifest<>(
                extractor.fingerprint(),
                extractor.layers(),
                config.index().name(),
                indexFiles,
                config.k(),
                config.metric(),
                judge.nonconformity(),
                config.groups(),
                config.pValueKind(),
                config.labels(),
                config.seed(),
                judge.calibrationScores(),
                judge.typical(),
                examples,
                RoundTripProbe.of(examples.inputs(), extractor));
    }

    DeepKnnConfig config(IndexFactory factory) {
        return new DeepKnnConfig(k, metric, factory, nonconformity, groups, pValueKind, labels, seed);
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

    void write(DataOutputStream out, InputCodec<I> codec) throws IOException {
        Utf16.write(out, fingerprint);
        writeStrings(out, layers);
        Utf16.write(out, indexName);
        writeStrings(out, indexFiles);
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
        calibrationScores.write(out);
        typical.write(out);
        writeStrings(out, examples.labelSet().names());
        out.writeInt(examples.size());
        for (int i = 0; i < examples.size(); i++) {
            out.writeInt(examples.label(i));
            Utf16.write(out, codec.write(examples.inputs().get(i)));
        }
        probes.write(out);
    }

    /** Names of the index files, from the beginning of a manifest. */
    static List<String> readFiles(DataInputStream in) throws IOException {
        Utf16.read(in);
        readStrings(in);
        Utf16.read(in);
        return readStrings(in);
    }

    static <I> Manifest<I> read(DataInputStream in, InputCodec<I> codec) throws IOException {
        String fingerprint = Utf16.read(in);
        List<String> layers = readStrings(in);
        return new Manifest<>(
                fingerprint,
                layers,
                Utf16.read(in),
                readStrings(in),
                in.readInt(),
                FileTokens.METRIC.read(Utf16.read(in)),
                readNonconformity(in),
                FileTokens.GROUPS.read(Utf16.read(in)),
                FileTokens.P_VALUES.read(Utf16.read(in)),
                FileTokens.LABELS.read(Utf16.read(in)),
                in.readLong(),
                ScoredExamples.read(in),
                ScoredExamples.read(in),
                readExamples(in, codec),
                RoundTripProbe.read(in, layers.size()));
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
        LabelSet labelSet = new LabelSet(readStrings(in));
        int size = Utf16.readCount(in);
        List<I> inputs = new ArrayList<>(size);
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = in.readInt();
            inputs.add(codec.read(Utf16.read(in)));
        }
        return Dataset.of(inputs, labels, labelSet);
    }

    private static void writeStrings(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            Utf16.write(out, text);
        }
    }

    private static List<String> readStrings(DataInputStream in) throws IOException {
        int size = Utf16.readCount(in);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add(Utf16.read(in));
        }
        return List.copyOf(texts);
    }
}

package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dknn.activation.ActivationExtractor;
import org.dknn.activation.InputCodec;
import org.dknn.conformal.Calibration;
import org.dknn.conformal.PValueKind;
import org.dknn.format.DknnFormatException;
import org.dknn.index.IndexFactory;
import org.dknn.vector.Metric;

/**
 * All of a saved {@link DeepKnn} but its indexes, in the order of the fields: strings as a length in bytes and UTF-8, lists
 * as a size and the entries.
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
        PValueKind pValueKind,
        ReferenceLabels labels,
        long seed,
        Calibration calibration,
        Dataset<I> examples,
        Probes probes) {

    static <I> Manifest<I> of(
            Settings settings, NeighborSearch<I> search, Calibration calibration, List<String> indexFiles) {
        ActivationExtractor<I> extractor = search.extractor();
        Dataset<I> examples = search.reference().examples();
        return new Manifest<>(
                extractor.fingerprint(),
                extractor.layers(),
                settings.index().name(),
                indexFiles,
                settings.k(),
                settings.metric(),
                settings.pValueKind(),
                settings.labels(),
                settings.seed(),
                calibration,
                examples,
                Probes.of(examples.inputs(), extractor));
    }

    Settings settings(IndexFactory factory) {
        return new Settings(k, metric, factory, pValueKind, labels, seed);
    }

    /** Refuses an extractor other than the one this was made with, naming both. */
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
        writeString(out, fingerprint);
        writeStrings(out, layers);
        writeString(out, indexName);
        writeStrings(out, indexFiles);
        out.writeInt(k);
        writeString(out, metric.name());
        writeString(out, pValueKind.name());
        writeString(out, labels.name());
        out.writeLong(seed);
        double[] scores = calibration.scores();
        out.writeInt(scores.length);
        for (double score : scores) {
            out.writeDouble(score);
        }
        writeStrings(out, examples.labelSet().names());
        out.writeInt(examples.size());
        for (int i = 0; i < examples.size(); i++) {
            out.writeInt(examples.label(i));
            writeString(out, codec.write(examples.inputs().get(i)));
        }
        probes.write(out);
    }

    static <I> Manifest<I> read(DataInputStream in, InputCodec<I> codec) throws IOException {
        String fingerprint = readString(in);
        List<String> layers = readStrings(in);
        return new Manifest<>(
                fingerprint,
                layers,
                readString(in),
                readStrings(in),
                in.readInt(),
                Metric.valueOf(readString(in)),
                PValueKind.valueOf(readString(in)),
                ReferenceLabels.valueOf(readString(in)),
                in.readLong(),
                readCalibration(in),
                readExamples(in, codec),
                Probes.read(in, layers.size()));
    }

    private static Calibration readCalibration(DataInputStream in) throws IOException {
        double[] scores = new double[readSize(in)];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = in.readDouble();
        }
        return Calibration.copyOf(scores);
    }

    private static <I> Dataset<I> readExamples(DataInputStream in, InputCodec<I> codec) throws IOException {
        LabelSet labelSet = new LabelSet(readStrings(in));
        int size = readSize(in);
        List<I> inputs = new ArrayList<>(size);
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = in.readInt();
            inputs.add(codec.read(readString(in)));
        }
        return Dataset.of(inputs, labels, labelSet);
    }

    private static void writeStrings(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeString(out, text);
        }
    }

    private static List<String> readStrings(DataInputStream in) throws IOException {
        int size = readSize(in);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add(readString(in));
        }
        return List.copyOf(texts);
    }

    private static void writeString(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readString(DataInputStream in) throws IOException {
        return new String(in.readNBytes(readSize(in)), StandardCharsets.UTF_8);
    }

    private static int readSize(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0) {
            throw new IOException("a size must be 0 or more, got " + size);
        }
        return size;
    }
}

package org.dknn.nlp.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dknn.activation.Activations;
import org.dknn.vector.FloatMatrix;

/**
 * What the layers and the output of a network made of inputs, as lines of text: the fingerprint, then the names of the layers,
 * then their widths and the number of classes, then an input a line, as its codec writes it, with the bits of its numbers.
 */
final class RecordedRows {

    private static final HexFormat HEX = HexFormat.of();

    private final String fingerprint;
    private final List<String> layers;
    private final List<Integer> widths;
    private final Map<String, float[]> rows = new TreeMap<>();

    private RecordedRows(String fingerprint, List<String> layers, List<Integer> widths) {
        this.fingerprint = fingerprint;
        this.layers = layers;
        this.widths = widths;
    }

    /** Nothing yet; widths are those of the layers and the number of classes. */
    static RecordedRows none(String fingerprint, List<String> layers, List<Integer> widths) {
        return new RecordedRows(fingerprint, List.copyOf(layers), List.copyOf(widths));
    }

    static RecordedRows read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        RecordedRows recorded = none(
                lines.get(0),
                List.of(lines.get(1).split("\t")),
                Arrays.stream(lines.get(2).split("\t")).map(Integer::valueOf).toList());
        for (String line : lines.subList(3, lines.size())) {
            String[] fields = line.split("\t", -1);
            float[] row = new float[fields.length - 1];
            for (int i = 0; i < row.length; i++) {
                row[i] = Float.intBitsToFloat(HexFormat.fromHexDigits(fields[i + 1]));
            }
            recorded.rows.put(fields[0], row);
        }
        return recorded;
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                fingerprint,
                String.join("\t", layers),
                widths.stream().map(String::valueOf).collect(Collectors.joining("\t"))));
        rows.forEach((input, row) -> {
            StringBuilder line = new StringBuilder(input);
            for (float value : row) {
                line.append('\t').append(HEX.toHexDigits(Float.floatToRawIntBits(value)));
            }
            lines.add(line.toString());
        });
        Files.write(file, lines);
    }

    String fingerprint() {
        return fingerprint;
    }

    List<String> layers() {
        return layers;
    }

    boolean holds(String input) {
        return rows.containsKey(input);
    }

    /** Adds what a network made of inputs. */
    void add(List<String> inputs, Activations activations) {
        for (int i = 0; i < inputs.size(); i++) {
            float[] row = new float[0];
            for (FloatMatrix matrix : activations.matrices()) {
                row = joined(row, matrix.row(i));
            }
            rows.put(inputs.get(i), joined(row, activations.probabilities().row(i)));
        }
    }

    private static float[] joined(float[] first, float[] second) {
        float[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** What the network made of inputs. */
    Activations of(List<String> inputs) {
        List<float[]> found = inputs.stream().map(this::row).toList();
        List<FloatMatrix> matrices = new ArrayList<>();
        int from = 0;
        for (int width : widths) {
            float[] values = new float[inputs.size() * width];
            for (int i = 0; i < found.size(); i++) {
                System.arraycopy(found.get(i), from, values, i * width, width);
            }
            matrices.add(FloatMatrix.wrap(inputs.size(), width, values));
            from += width;
        }
        int last = matrices.size() - 1;
        return new Activations(layers, matrices.subList(0, last), matrices.get(last));
    }

    private float[] row(String input) {
        float[] row = rows.get(input);
        if (row == null) {
            throw new IllegalArgumentException("the gate has no recorded activations of \"" + input + "\", of "
                    + rows.size() + " inputs; what is asked for has changed since they were recorded");
        }
        return row;
    }
}

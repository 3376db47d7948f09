package org.dknn.dl4j;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;

/**
 * What an extractor reads of its network, in files.
 *
 * @param batchSize largest number of inputs per batch
 * @param selections layers in their order
 * @param output where the class probabilities are, and how they are read
 */
record ReadingFormat(int batchSize, List<LayerSelection> selections, Output output) {

    void write(DataOutputStream out) throws IOException {
        out.writeInt(batchSize);
        out.writeInt(selections.size());
        for (LayerSelection selection : selections) {
            Utf16.write(out, selection.name());
            write(out, selection.pooling());
        }
        write(out, output);
    }

    static ReadingFormat read(DataInputStream in) throws IOException {
        int batchSize = in.readInt();
        List<LayerSelection> selections = new ArrayList<>();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            selections.add(new LayerSelection(Utf16.read(in), readPooling(in)));
        }
        return new ReadingFormat(batchSize, List.copyOf(selections), readOutput(in));
    }

    private static void write(DataOutputStream out, Optional<Pooling> pooling) throws IOException {
        Utf16.write(out, pooling.map(ReadingFormat::token).orElse(""));
    }

    private static void write(DataOutputStream out, Output output) throws IOException {
        Utf16.write(out, output.name().orElse(""));
        write(out, output.pooling());
        out.writeBoolean(output.isLogits());
        out.writeInt(output.label().orElse(-1));
    }

    private static String token(Pooling pooling) {
        return switch (pooling) {
            case MAX_OVER_TIME -> "max";
            case MEAN_OVER_TIME -> "mean";
            case LAST_STEP -> "last";
        };
    }

    private static Optional<Pooling> readPooling(DataInputStream in) throws IOException {
        String token = Utf16.read(in);
        return switch (token) {
            case "" -> Optional.empty();
            case "max" -> Optional.of(Pooling.MAX_OVER_TIME);
            case "mean" -> Optional.of(Pooling.MEAN_OVER_TIME);
            case "last" -> Optional.of(Pooling.LAST_STEP);
            default -> throw new DknnFormatException("there is no pooling \"" + token + "\"");
        };
    }

    private static Output readOutput(DataInputStream in) throws IOException {
        String name = Utf16.read(in);
        Output output = name.isEmpty() ? Output.only() : Output.of(name);
        Optional<Pooling> pooling = readPooling(in);
        output = pooling.isPresent() ? output.pooled(pooling.get()) : output;
        output = in.readBoolean() ? output.logits() : output;
        int label = in.readInt();
        return label >= 0 ? output.label(label) : output;
    }
}

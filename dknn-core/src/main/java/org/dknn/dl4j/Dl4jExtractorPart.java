package org.dknn.dl4j;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** A {@link Dl4jExtractor}: the network as DL4J writes it, layers and output, and the encoder as a part of its own. */
@SuppressWarnings("rawtypes") // the type of the inputs is the encoder's, which the files do not know
public final class Dl4jExtractorPart implements ModelPart<Dl4jExtractor> {

    private static final String KIND = "dknn-dl4j-extractor";
    private static final String NETWORK = "network.zip";
    private static final String LAYERS = "layers.part";
    private static final String ENCODER = "encoder";

    @Override
    public String name() {
        return "dl4j-extractor";
    }

    @Override
    public String artifact() {
        return "org.dknn:dknn-core";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<Dl4jExtractor> type() {
        return Dl4jExtractor.class;
    }

    @Override
    public void write(Dl4jExtractor part, Path directory, ModelParts parts) throws IOException {
        Dl4jExtractor.Description<?> description = part.description();
        ModelSerializer.writeModel(
                description.graph(), directory.resolve(NETWORK).toFile(), false);
        ContainerFile.write(directory.resolve(LAYERS), KIND, version(), out -> {
            Utf16.write(out, part.fingerprint());
            out.writeInt(description.batchSize());
            out.writeInt(description.selections().size());
            for (LayerSelection selection : description.selections()) {
                Utf16.write(out, selection.name());
                write(out, selection.pooling());
            }
            write(out, description.output());
        });
        parts.write(description.encoder(), directory.resolve(ENCODER));
    }

    private static void write(DataOutputStream out, Optional<Pooling> pooling) throws IOException {
        Utf16.write(out, pooling.map(Dl4jExtractorPart::token).orElse(""));
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

    /** What the file beside the network says. */
    private record Layers(String fingerprint, int batchSize, List<LayerSelection> selections, Output output) {}

    @Override
    public Dl4jExtractor read(Path directory, int version, ModelParts parts) throws IOException {
        Layers layers = ContainerFile.read(directory.resolve(LAYERS), KIND, version(), (in, v) -> readLayers(in));
        InputEncoder<?> encoder = parts.read(directory.resolve(ENCODER), InputEncoder.class);
        Dl4jExtractor<?> extractor = build(network(directory.resolve(NETWORK).toFile()), encoder, layers);
        if (!extractor.fingerprint().equals(layers.fingerprint())) {
            throw new DknnFormatException(directory.resolve(NETWORK) + " is not the network that was saved here: it was"
                    + " exchanged for another file, or is damaged");
        }
        return extractor;
    }

    private static Layers readLayers(DataInputStream in) throws IOException {
        String fingerprint = Utf16.read(in);
        int batchSize = in.readInt();
        List<LayerSelection> selections = new ArrayList<>();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            selections.add(new LayerSelection(Utf16.read(in), readPooling(in)));
        }
        return new Layers(fingerprint, batchSize, List.copyOf(selections), readOutput(in));
    }

    private static ComputationGraph network(File file) throws IOException {
        try {
            return ModelSerializer.restoreComputationGraph(file, false);
        } catch (RuntimeException e) {
            throw new DknnFormatException(file + " holds no network that DL4J can read: " + Causes.oneLine(e), e);
        }
    }

    private static <I> Dl4jExtractor<I> build(ComputationGraph graph, InputEncoder<I> encoder, Layers layers) {
        Dl4jExtractor.Builder<I> builder = Dl4jExtractor.builder(graph, encoder)
                .batchSize(layers.batchSize())
                .output(layers.output());
        for (LayerSelection selection : layers.selections()) {
            selection
                    .pooling()
                    .ifPresentOrElse(
                            pooling -> builder.layer(selection.name(), pooling), () -> builder.layer(selection.name()));
        }
        return builder.build();
    }
}

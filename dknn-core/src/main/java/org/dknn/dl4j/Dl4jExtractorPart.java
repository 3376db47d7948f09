package org.dknn.dl4j;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
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
            new ReadingFormat(description.batchSize(), description.selections(), description.output()).write(out);
        });
        parts.write(description.encoder(), directory.resolve(ENCODER));
    }

    /** What the file beside the network says. */
    private record Layers(String fingerprint, ReadingFormat reading) {}

    @Override
    public Dl4jExtractor read(Path directory, int version, ModelParts parts) throws IOException {
        Layers layers = ContainerFile.read(directory.resolve(LAYERS), KIND, version(), (in, v) -> readLayers(in));
        InputEncoder<?> encoder = parts.read(directory.resolve(ENCODER), InputEncoder.class);
        Dl4jExtractor<?> extractor = build(network(directory.resolve(NETWORK).toFile()), encoder, layers.reading());
        if (!extractor.fingerprint().equals(layers.fingerprint())) {
            throw new DknnFormatException(directory.resolve(NETWORK) + " is not the network that was saved here: it was"
                    + " exchanged for another file, or is damaged");
        }
        return extractor;
    }

    private static Layers readLayers(DataInputStream in) throws IOException {
        return new Layers(Utf16.read(in), ReadingFormat.read(in));
    }

    private static ComputationGraph network(File file) throws IOException {
        try {
            return ModelSerializer.restoreComputationGraph(file, false);
        } catch (RuntimeException e) {
            throw new DknnFormatException(file + " holds no network that DL4J can read: " + Causes.oneLine(e), e);
        }
    }

    private static <I> Dl4jExtractor<I> build(ComputationGraph graph, InputEncoder<I> encoder, ReadingFormat reading) {
        Dl4jExtractor.Builder<I> builder = Dl4jExtractor.builder(graph, encoder)
                .batchSize(reading.batchSize())
                .output(reading.output());
        for (LayerSelection selection : reading.selections()) {
            selection
                    .pooling()
                    .ifPresentOrElse(
                            pooling -> builder.layer(selection.name(), pooling), () -> builder.layer(selection.name()));
        }
        return builder.build();
    }
}

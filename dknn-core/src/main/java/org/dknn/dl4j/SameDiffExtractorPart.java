package org.dknn.dl4j;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;
import org.nd4j.autodiff.samediff.SameDiff;

/** A {@link SameDiffExtractor}: the graph as SameDiff writes it, names of its variables, and the encoder as a part of its own. */
@SuppressWarnings("rawtypes") // the type of the inputs is the encoder's, which the files do not know
public final class SameDiffExtractorPart implements ModelPart<SameDiffExtractor> {

    private static final String KIND = "dknn-samediff-extractor";
    private static final String GRAPH = "graph.fb";
    private static final String VARIABLES = "variables.part";
    private static final String ENCODER = "encoder";

    @Override
    public String name() {
        return "samediff-extractor";
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
    public Class<SameDiffExtractor> type() {
        return SameDiffExtractor.class;
    }

    @Override
    public void write(SameDiffExtractor part, Path directory, ModelParts parts) throws IOException {
        SameDiffExtractor.Description<?> description = part.description();
        description.graph().asFlatFile(directory.resolve(GRAPH).toFile(), false);
        ContainerFile.write(directory.resolve(VARIABLES), KIND, version(), out -> {
            Utf16.write(out, part.fingerprint());
            Utf16.writeAll(out, description.inputs());
            out.writeBoolean(description.channelsLast());
            description.reading().write(out);
        });
        parts.write(description.encoder(), directory.resolve(ENCODER));
    }

    /** What the file beside the graph says. */
    private record Variables(String fingerprint, List<String> inputs, boolean channelsLast, ReadingFormat reading) {}

    @Override
    public SameDiffExtractor read(Path directory, int version, ModelParts parts) throws IOException {
        Variables variables = ContainerFile.read(
                directory.resolve(VARIABLES),
                KIND,
                version(),
                (in, v) -> new Variables(Utf16.read(in), Utf16.readAll(in), in.readBoolean(), ReadingFormat.read(in)));
        InputEncoder<?> encoder = parts.read(directory.resolve(ENCODER), InputEncoder.class);
        SameDiffExtractor<?> extractor = build(graph(directory.resolve(GRAPH).toFile()), encoder, variables);
        if (!extractor.fingerprint().equals(variables.fingerprint())) {
            throw new DknnFormatException(directory.resolve(GRAPH) + " is not the graph that was saved here: it was"
                    + " exchanged for another file, or is damaged");
        }
        return extractor;
    }

    private static SameDiff graph(File file) throws IOException {
        try {
            return SameDiff.fromFlatFile(file);
        } catch (RuntimeException e) {
            throw new DknnFormatException(file + " holds no graph that SameDiff can read: " + Causes.oneLine(e), e);
        }
    }

    private static <I> SameDiffExtractor<I> build(SameDiff graph, InputEncoder<I> encoder, Variables variables) {
        ReadingFormat reading = variables.reading();
        SameDiffExtractor.Builder<I> builder = SameDiffExtractor.builder(
                        graph, encoder, variables.inputs().toArray(String[]::new))
                .batchSize(reading.batchSize())
                .output(reading.output());
        for (LayerSelection selection : reading.selections()) {
            selection
                    .pooling()
                    .ifPresentOrElse(
                            pooling -> builder.layer(selection.name(), pooling), () -> builder.layer(selection.name()));
        }
        return (variables.channelsLast() ? builder.channelsLast() : builder).build();
    }
}

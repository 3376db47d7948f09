package org.dknn.nlp.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.Utf16;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** A {@link TextVectorEncoder} whose function is itself a part that some format writes. */
public final class TextVectorEncoderPart implements ModelPart<TextVectorEncoder> {

    private static final String KIND = "dknn-text-vector-encoder";
    private static final String FILE = "encoder.part";
    private static final String FUNCTION = "function";

    @Override
    public String name() {
        return "text-vector-encoder";
    }

    @Override
    public String artifact() {
        return "org.dknn:dknn-nlp";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<TextVectorEncoder> type() {
        return TextVectorEncoder.class;
    }

    @Override
    public void write(TextVectorEncoder part, Path directory, ModelParts parts) throws IOException {
        parts.write(part.vectors(), directory.resolve(FUNCTION));
        ContainerFile.write(directory.resolve(FILE), KIND, version(), out -> {
            out.writeInt(part.width());
            Utf16.writeAll(out, part.example());
        });
    }

    /** What the file beside the function says. */
    private record Settings(int width, List<String> example) {}

    @Override
    @SuppressWarnings("unchecked") // it was the function of such an encoder
    public TextVectorEncoder read(Path directory, int version, ModelParts parts) throws IOException {
        Function<List<String>, float[]> vectors = parts.read(directory.resolve(FUNCTION), Function.class);
        Settings settings = ContainerFile.read(
                directory.resolve(FILE), KIND, version(), (in, v) -> new Settings(in.readInt(), Utf16.readAll(in)));
        return TextVectorEncoder.of(settings.width(), vectors).withExample(settings.example());
    }
}

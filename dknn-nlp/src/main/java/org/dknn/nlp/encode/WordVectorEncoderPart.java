package org.dknn.nlp.encode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.nlp.encode.WordVectorEncoder.Layout;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** A {@link WordVectorEncoder}: its vectors are a part of their own. */
public final class WordVectorEncoderPart implements ModelPart<WordVectorEncoder> {

    private static final String KIND = "dknn-word-vector-encoder";
    private static final String FILE = "encoder.part";
    private static final String VECTORS = "vectors";

    @Override
    public String name() {
        return "word-vector-encoder";
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
    public Class<WordVectorEncoder> type() {
        return WordVectorEncoder.class;
    }

    @Override
    public void write(WordVectorEncoder part, Path directory, ModelParts parts) throws IOException {
        parts.write(part.vectors(), directory.resolve(VECTORS));
        ContainerFile.write(directory.resolve(FILE), KIND, version(), out -> {
            Utf16.write(out, token(part.layout()));
            LengthFormat.write(out, part.lengthPolicy());
            write(out, part.unknown());
        });
    }

    private static void write(DataOutputStream out, Optional<float[]> unknown) throws IOException {
        out.writeBoolean(unknown.isPresent());
        if (unknown.isPresent()) {
            for (float value : unknown.get()) {
                out.writeFloat(value);
            }
        }
    }

    private static String token(Layout layout) {
        return switch (layout) {
            case SEQUENCE -> "sequence";
            case SEQUENCE_CHANNELS_LAST -> "sequence-channels-last";
            case IMAGE -> "image";
            case IMAGE_OF_COLUMNS -> "image-of-columns";
            case IMAGE_OF_CHANNELS -> "image-of-channels";
        };
    }

    private static Layout layout(String token) throws DknnFormatException {
        for (Layout layout : Layout.values()) {
            if (token(layout).equals(token)) {
                return layout;
            }
        }
        throw new DknnFormatException("there is no layout \"" + token + "\"");
    }

    @Override
    public WordVectorEncoder read(Path directory, int version, ModelParts parts) throws IOException {
        WordVectors vectors = parts.read(directory.resolve(VECTORS), WordVectors.class);
        return ContainerFile.read(directory.resolve(FILE), KIND, version(), (in, v) -> read(in, vectors));
    }

    private static WordVectorEncoder read(DataInputStream in, WordVectors vectors) throws IOException {
        Layout layout = layout(Utf16.read(in));
        LengthPolicy lengths = LengthFormat.read(in);
        WordVectorEncoder encoder =
                WordVectorEncoder.of(vectors).withLayout(layout).withLengths(lengths);
        if (!in.readBoolean()) {
            return encoder.droppingUnknown();
        }
        float[] unknown = new float[vectors.width()];
        for (int i = 0; i < unknown.length; i++) {
            unknown[i] = in.readFloat();
        }
        return encoder.withUnknown(unknown);
    }
}

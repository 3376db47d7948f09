package org.dknn.nlp.encode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** Word vectors of a table, of a {@link GloveFile}, or one-hot; those of a function cannot be saved. */
public final class WordVectorsPart implements ModelPart<WordVectors> {

    private static final String KIND = "dknn-word-vectors";
    private static final String FILE = "vectors.part";
    private static final String ONE_HOT = "one-hot";
    private static final String TABLE = "table";

    @Override
    public String name() {
        return "word-vectors";
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
    public Class<WordVectors> type() {
        return WordVectors.class;
    }

    @Override
    public boolean canWrite(WordVectors part) {
        return part instanceof OneHotVectors || part instanceof VectorTable || part instanceof GloveFile;
    }

    @Override
    public void write(WordVectors part, Path directory, ModelParts parts) throws IOException {
        ContainerFile.write(directory.resolve(FILE), KIND, version(), out -> {
            if (part instanceof OneHotVectors oneHot) {
                Utf16.write(out, ONE_HOT);
                Utf16.writeAll(out, oneHot.vocabulary().words());
            } else {
                Utf16.write(out, TABLE);
                writeTable(out, part instanceof GloveFile file ? file.table() : (VectorTable) part);
            }
        });
    }

    private static void writeTable(DataOutputStream out, VectorTable table) throws IOException {
        out.writeInt(table.width());
        out.writeInt(table.vectors().size());
        for (Map.Entry<String, float[]> entry : new TreeMap<>(table.vectors()).entrySet()) {
            Utf16.write(out, entry.getKey());
            for (float value : entry.getValue()) {
                out.writeFloat(value);
            }
        }
    }

    @Override
    public WordVectors read(Path directory, int version, ModelParts parts) throws IOException {
        return ContainerFile.read(directory.resolve(FILE), KIND, version(), (in, v) -> {
            String kind = Utf16.read(in);
            return switch (kind) {
                case ONE_HOT -> WordVectors.oneHot(Vocabulary.of(Utf16.readAll(in)));
                case TABLE -> readTable(in);
                default -> throw new DknnFormatException("there are no word vectors \"" + kind + "\"");
            };
        });
    }

    private static WordVectors readTable(DataInputStream in) throws IOException {
        int width = Utf16.readCount(in);
        Map<String, float[]> vectors = new HashMap<>();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            String word = Utf16.read(in);
            float[] vector = new float[width];
            for (int i = 0; i < width; i++) {
                vector[i] = in.readFloat();
            }
            vectors.put(word, vector);
        }
        return VectorTable.wrap(width, vectors);
    }
}

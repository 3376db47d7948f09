package org.dknn.dl4j.nlp;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.dknn.dl4j.nlp.TermWeights.Factor;
import org.dknn.dl4j.nlp.TermWeights.Term;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.Utf16;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** The weights of {@link Dl4jText#bagOfWords} and {@link Dl4jText#tfIdf}. */
@SuppressWarnings("rawtypes") // the type by which ModelParts looks
public final class TermWeightsPart implements ModelPart<Function> {

    private static final String KIND = "dknn-term-weights";
    private static final String FILE = "weights.part";

    @Override
    public String name() {
        return "term-weights";
    }

    @Override
    public String artifact() {
        return "org.dknn:dknn-dl4j-nlp";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<Function> type() {
        return Function.class;
    }

    @Override
    public boolean canWrite(Function part) {
        return part instanceof TermWeights;
    }

    @Override
    public void write(Function part, Path directory, ModelParts parts) throws IOException {
        TermWeights weights = (TermWeights) part;
        ContainerFile.write(directory.resolve(FILE), KIND, version(), out -> {
            out.writeInt(weights.width());
            out.writeBoolean(weights.factor() == Factor.SHARE_OF_TEXT);
            out.writeInt(weights.terms().size());
            for (Map.Entry<String, Term> entry : new TreeMap<>(weights.terms()).entrySet()) {
                Utf16.write(out, entry.getKey());
                out.writeInt(entry.getValue().column());
                out.writeDouble(entry.getValue().weight());
            }
        });
    }

    @Override
    public Function read(Path directory, int version, ModelParts parts) throws IOException {
        return ContainerFile.read(directory.resolve(FILE), KIND, version(), (in, v) -> read(in));
    }

    private static TermWeights read(DataInputStream in) throws IOException {
        int width = Utf16.readCount(in);
        Factor factor = in.readBoolean() ? Factor.SHARE_OF_TEXT : Factor.NONE;
        Map<String, Term> terms = new HashMap<>();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            terms.put(Utf16.read(in), new Term(in.readInt(), in.readDouble()));
        }
        return new TermWeights(width, terms, factor);
    }
}

package org.dknn.nlp.encode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.Utf16;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** A {@link TokenIds} over a vocabulary or a table; one over a function cannot be saved. */
public final class TokenIdsPart implements ModelPart<TokenIds> {

    private static final String KIND = "dknn-token-ids";
    private static final String FILE = "ids.part";

    @Override
    public String name() {
        return "token-ids";
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
    public Class<TokenIds> type() {
        return TokenIds.class;
    }

    @Override
    public boolean canWrite(TokenIds part) {
        return !part.numbers().isFunction();
    }

    @Override
    public void write(TokenIds part, Path directory, ModelParts parts) throws IOException {
        ContainerFile.write(directory.resolve(FILE), KIND, version(), out -> {
            write(out, part.numbers());
            SpecialIds special = part.special();
            out.writeInt(special.padding());
            out.writeInt(special.unknown().orElse(-1));
            out.writeInt(special.begin().orElse(-1));
            out.writeInt(special.end().orElse(-1));
            LengthFormat.write(out, part.lengthPolicy());
            out.writeBoolean(part.hasPlaceholders());
        });
    }

    private static void write(DataOutputStream out, WordNumbers numbers) throws IOException {
        out.writeBoolean(numbers.vocabulary().isPresent());
        if (numbers.vocabulary().isPresent()) {
            Utf16.writeAll(out, numbers.vocabulary().get().words());
            return;
        }
        out.writeInt(numbers.table().size());
        for (Map.Entry<String, Integer> entry : new TreeMap<>(numbers.table()).entrySet()) {
            Utf16.write(out, entry.getKey());
            out.writeInt(entry.getValue());
        }
    }

    @Override
    public TokenIds read(Path directory, int version, ModelParts parts) throws IOException {
        return ContainerFile.read(directory.resolve(FILE), KIND, version(), (in, v) -> read(in));
    }

    private static TokenIds read(DataInputStream in) throws IOException {
        WordNumbers numbers =
                in.readBoolean() ? WordNumbers.of(Vocabulary.of(Utf16.readAll(in))) : WordNumbers.of(readTable(in));
        SpecialIds special = new SpecialIds(in.readInt(), readId(in), readId(in), readId(in));
        LengthPolicy policy = LengthFormat.read(in);
        return new TokenIds(numbers, special, policy, in.readBoolean());
    }

    private static OptionalInt readId(DataInputStream in) throws IOException {
        int id = in.readInt();
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    private static Map<String, Integer> readTable(DataInputStream in) throws IOException {
        Map<String, Integer> table = new HashMap<>();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            table.put(Utf16.read(in), in.readInt());
        }
        return table;
    }
}

package org.dknn.nlp.encode;

import java.io.IOException;
import java.nio.file.Path;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.Utf16;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** A {@link BagOfWordsEncoder}. */
public final class BagOfWordsPart implements ModelPart<BagOfWordsEncoder> {

    private static final String KIND = "dknn-bag-of-words";
    private static final String FILE = "words.part";

    @Override
    public String name() {
        return "bag-of-words";
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
    public Class<BagOfWordsEncoder> type() {
        return BagOfWordsEncoder.class;
    }

    @Override
    public void write(BagOfWordsEncoder part, Path directory, ModelParts parts) throws IOException {
        ContainerFile.write(directory.resolve(FILE), KIND, version(), out -> {
            Utf16.writeAll(out, part.vocabulary().words());
            out.writeBoolean(part.isPresence());
        });
    }

    @Override
    public BagOfWordsEncoder read(Path directory, int version, ModelParts parts) throws IOException {
        return ContainerFile.read(directory.resolve(FILE), KIND, version(), (in, v) -> {
            Vocabulary vocabulary = Vocabulary.of(Utf16.readAll(in));
            return in.readBoolean() ? BagOfWordsEncoder.presence(vocabulary) : BagOfWordsEncoder.counts(vocabulary);
        });
    }
}

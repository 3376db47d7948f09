package org.dknn.nlp.text.icu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** An {@link IcuTokenizer}, by its locale. */
public final class IcuTokenizerPart implements ModelPart<IcuTokenizer> {

    private static final String KIND = "dknn-icu-tokenizer";
    private static final String FILE = "tokenizer.part";

    @Override
    public String name() {
        return "icu-tokenizer";
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
    public Class<IcuTokenizer> type() {
        return IcuTokenizer.class;
    }

    @Override
    public void write(IcuTokenizer part, Path directory, ModelParts parts) throws IOException {
        String tag = part.locale().toLanguageTag();
        ContainerFile.write(directory.resolve(FILE), KIND, version(), out -> Utf16.write(out, tag));
    }

    @Override
    public IcuTokenizer read(Path directory, int version, ModelParts parts) throws IOException {
        String tag = ContainerFile.read(directory.resolve(FILE), KIND, version(), (in, v) -> Utf16.read(in));
        try {
            return IcuTokenizer.of(Locale.forLanguageTag(tag));
        } catch (IllegalStateException e) {
            throw new DknnFormatException(directory + ": " + e.getMessage(), e);
        }
    }
}

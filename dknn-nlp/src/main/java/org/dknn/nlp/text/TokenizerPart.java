package org.dknn.nlp.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/** The tokenizers of {@link Tokenizer}, but for one by a function. */
public final class TokenizerPart implements ModelPart<Tokenizer> {

    private static final String KIND = "dknn-tokenizer";
    private static final String FILE = "tokenizer.part";
    private static final String BOUNDARIES = "word boundaries ";

    @Override
    public String name() {
        return "tokenizer";
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
    public Class<Tokenizer> type() {
        return Tokenizer.class;
    }

    @Override
    public boolean canWrite(Tokenizer part) {
        return !token(part).isEmpty();
    }

    private static String token(Tokenizer part) {
        if (part instanceof BoundaryTokenizer boundaries) {
            return BOUNDARIES + boundaries.locale().toLanguageTag();
        }
        return part instanceof EnglishTokenizer
                ? "english"
                : part instanceof WhitespaceTokenizer
                        ? "whitespace"
                        : part instanceof CharacterTokenizer ? "characters" : "";
    }

    @Override
    public void write(Tokenizer part, Path directory, ModelParts parts) throws IOException {
        ContainerFile.write(directory.resolve(FILE), KIND, version(), out -> Utf16.write(out, token(part)));
    }

    @Override
    public Tokenizer read(Path directory, int version, ModelParts parts) throws IOException {
        return tokenizer(ContainerFile.read(directory.resolve(FILE), KIND, version(), (in, v) -> Utf16.read(in)));
    }

    private static Tokenizer tokenizer(String token) throws DknnFormatException {
        if (token.startsWith(BOUNDARIES)) {
            return Tokenizer.wordBoundaries(Locale.forLanguageTag(token.substring(BOUNDARIES.length())));
        }
        return switch (token) {
            case "english" -> Tokenizer.english();
            case "whitespace" -> Tokenizer.whitespace();
            case "characters" -> Tokenizer.characters();
            default -> throw new DknnFormatException("there is no tokenizer \"" + token + "\"");
        };
    }
}

package org.dknn.nlp.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;

/**
 * The tokenizers of {@link Tokenizer}. What reads for one of HTML is a part of its own, and so is the function of one that
 * searches, if some format writes it.
 */
public final class TokenizerPart implements ModelPart<Tokenizer> {

    private static final String KIND = "dknn-tokenizer";
    private static final String FILE = "tokenizer.part";
    private static final String INNER = "inner";
    private static final String BOUNDARIES = "word boundaries ";
    private static final Map<String, Class<?>> KINDS = Map.of(
            "english", EnglishTokenizer.class,
            "whitespace", WhitespaceTokenizer.class,
            "characters", CharacterTokenizer.class,
            "html", HtmlTokenizer.class,
            "searching", SearchingTokenizer.class);

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
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().isInstance(part))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    @Override
    public void write(Tokenizer part, Path directory, ModelParts parts) throws IOException {
        if (part instanceof HtmlTokenizer html) {
            parts.write(html.inner(), directory.resolve(INNER));
        }
        if (part instanceof SearchingTokenizer searching) {
            parts.write(searching.splitter(), directory.resolve(INNER));
        }
        ContainerFile.write(directory.resolve(FILE), KIND, version(), out -> Utf16.write(out, token(part)));
    }

    @Override
    @SuppressWarnings("unchecked") // it was the function of such a tokenizer
    public Tokenizer read(Path directory, int version, ModelParts parts) throws IOException {
        String token = ContainerFile.read(directory.resolve(FILE), KIND, version(), (in, v) -> Utf16.read(in));
        if (token.startsWith(BOUNDARIES)) {
            return Tokenizer.wordBoundaries(Locale.forLanguageTag(token.substring(BOUNDARIES.length())));
        }
        return switch (token) {
            case "english" -> Tokenizer.english();
            case "whitespace" -> Tokenizer.whitespace();
            case "characters" -> Tokenizer.characters();
            case "html" -> Tokenizer.html(parts.read(directory.resolve(INNER), Tokenizer.class));
            case "searching" -> Tokenizer.searching(parts.read(directory.resolve(INNER), Function.class));
            default -> throw new DknnFormatException("there is no tokenizer \"" + token + "\"");
        };
    }
}

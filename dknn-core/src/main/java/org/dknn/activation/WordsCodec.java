package org.dknn.activation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words in one line: {@code \s} for a space in a word, {@code \\} for a backslash, {@code \e} for an empty word. */
final class WordsCodec implements InputCodec<List<String>> {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.?)");

    @Override
    public String write(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            if (!text.isEmpty()) {
                text.append(' ');
            }
            text.append(word.isEmpty() ? "\\e" : word.replace("\\", "\\\\").replace(" ", "\\s"));
        }
        return text.toString();
    }

    @Override
    public List<String> read(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            words.add(unescape(word));
        }
        return List.copyOf(words);
    }

    @Override
    public List<List<String>> texts(List<String> words) {
        return List.of(words);
    }

    private static String unescape(String word) {
        return ESCAPE.matcher(word)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "\\" -> "\\";
                            case "s" -> " ";
                            case "e" -> "";
                            default ->
                                throw new IllegalArgumentException(
                                        "words are escaped by \\\\, \\s or \\e, got " + word);
                        }));
    }
}

package org.dknn.nlp.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Characters that HTML writes by name or number.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state">HTML, character references</a>
 */
final class HtmlEntities {

    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#([0-9]{1,9})|#[xX]([0-9a-fA-F]{1,8})|([A-Za-z][A-Za-z0-9]{1,31}))(;?)");

    /** What numbers from 0x80 on mean, whatever Unicode says: the standard's table is Windows-1252. */
    private static final String FROM_80 =
            "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D"
                    + "\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static final Map<String, String> NAMES;
    private static final Set<String> WITHOUT_SEMICOLON;

    static {
        try (InputStream file = HtmlEntities.class.getResourceAsStream("html-entities.txt")) {
            if (file == null) {
                throw new IllegalStateException("html-entities.txt is missing from the jar of dknn-nlp");
            }
            Map<String, String> lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
            WITHOUT_SEMICOLON = lines.entrySet().stream()
                    .filter(entry -> entry.getValue().startsWith("*"))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
            NAMES = lines.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> characters(entry.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HtmlEntities() {}

    private static String characters(String numbers) {
        return Arrays.stream(numbers.replace("* ", "").split(" ", -1))
                .map(number -> Character.toString(Integer.parseInt(number, 16)))
                .collect(Collectors.joining());
    }

    /**
     * A character and what it is written as.
     *
     * @param text one character or two
     * @param end behind it in the text
     */
    record Entity(String text, int end) {}

    /** What an ampersand begins, if it begins anything. */
    static Optional<Entity> at(String text, int ampersand) {
        Matcher matcher = REFERENCE.matcher(text).region(ampersand, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        if (matcher.group(1) != null) {
            return Optional.of(new Entity(numbered(Long.parseLong(matcher.group(1))), matcher.end()));
        }
        if (matcher.group(2) != null) {
            return Optional.of(new Entity(numbered(Long.parseLong(matcher.group(2), 16)), matcher.end()));
        }
        String name = matcher.group(3);
        boolean isComplete = !matcher.group(4).isEmpty() || WITHOUT_SEMICOLON.contains(name);
        return isComplete
                ? Optional.ofNullable(NAMES.get(name)).map(found -> new Entity(found, matcher.end()))
                : Optional.empty();
    }

    private static String numbered(long number) {
        if (number >= 0x80 && number <= 0x9F) {
            return FROM_80.substring((int) number - 0x80, (int) number - 0x7F);
        }
        boolean isCharacter = number > 0 && number <= 0x10FFFF && (number < 0xD800 || number > 0xDFFF);
        return isCharacter ? Character.toString((int) number) : "\uFFFD";
    }
}

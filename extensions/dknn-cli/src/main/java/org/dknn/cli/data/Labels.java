package org.dknn.cli.data;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dknn.LabelSet;

/**
 * Names of classes as people write them. Two spellings are one class if they look alike or are one number: {@code 2} and
 * {@code 2.0}, composed and separate accents, with and without characters that show nothing around them.
 */
final class Labels {

    /** Numbers, but none that begin with a zero, as codes do. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:0|[1-9][0-9]{0,30})?(?:\\.[0-9]{0,30})?");

    private Labels() {}

    /** Without white space and what shows nothing at both ends. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isEmpty(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && isEmpty(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static boolean isEmpty(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.getType(codePoint) == Character.FORMAT
                || Character.getType(codePoint) == Character.CONTROL;
    }

    /** What two spellings of one class have in common. */
    static String key(String label) {
        String plain = Normalizer.normalize(strip(label), Normalizer.Form.NFKC).replace('\u2212', '-');
        return number(plain)
                .map(value ->
                        value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString())
                .orElse(plain);
    }

    private static Optional<BigDecimal> number(String text) {
        boolean isNumber = NUMBER.matcher(text).matches() && text.chars().anyMatch(Character::isDigit);
        return isNumber ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    static boolean isNumber(String label) {
        return number(key(label)).isPresent();
    }

    /** The classes of labels: numbers in their order, then words in theirs; each in its shortest spelling. */
    static List<String> names(List<String> labels) {
        Comparator<String> shortest = Comparator.comparingInt(String::length);
        Map<String, String> names = new TreeMap<>();
        for (String label : labels) {
            names.merge(
                    key(label),
                    strip(label),
                    (one, other) ->
                            shortest.thenComparing(Comparator.naturalOrder()).compare(one, other) <= 0 ? one : other);
        }
        Comparator<String> numbersFirst =
                Comparator.comparing(key -> number(key).orElse(null), Comparator.nullsLast(Comparator.naturalOrder()));
        return names.keySet().stream()
                .sorted(numbersFirst.thenComparing(Comparator.naturalOrder()))
                .map(key -> names.getOrDefault(key, key))
                .toList();
    }

    /** Number of the class of each spelling; one that is none of the classes is not there. */
    static Map<String, Integer> numbers(LabelSet classes) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = classes.size() - 1; i >= 0; i--) {
            numbers.put(key(classes.name(i)), i);
        }
        return numbers;
    }

    /** How often each class occurs, by key. */
    static Map<String, Long> counts(List<String> labels) {
        return labels.stream().collect(Collectors.groupingBy(Labels::key, TreeMap::new, Collectors.counting()));
    }
}

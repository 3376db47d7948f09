package org.dknn.cli.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What looks wrong with the classes of a file. */
final class ClassWarnings {

    private static final int FEW_TEXTS = 10;
    private static final int LONG_NAME = 60;
    private static final Set<String> MISSING = Set.of("nan", "null", "na", "n/a", "#n/a", "none");

    private final List<LabelledTexts.Labelled> texts;
    private final List<String> names;
    private final Map<String, Long> counts;

    ClassWarnings(List<LabelledTexts.Labelled> texts, List<String> names) {
        this.texts = texts;
        this.names = names;
        this.counts =
                Labels.counts(texts.stream().map(LabelledTexts.Labelled::label).toList());
    }

    List<String> all() {
        List<String> warnings = new ArrayList<>();
        tooMany().ifPresent(warnings::add);
        header().ifPresent(warnings::add);
        List<String> empty = names.stream().filter(ClassWarnings::isNearlyEmpty).toList();
        if (!empty.isEmpty() && empty.size() < names.size()) {
            warnings.add("the classes " + empty + " have names without a letter or a digit");
        }
        List<String> missing = names.stream()
                .filter(name -> MISSING.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        if (!missing.isEmpty()) {
            warnings.add("the classes " + missing + " may stand for texts without a label");
        }
        alike().stream()
                .map(group -> "the classes " + group + " are written almost alike")
                .forEach(warnings::add);
        names.stream()
                .filter(name -> name.length() > LONG_NAME)
                .findFirst()
                .map(name -> "the class " + Problems.quoted(name) + " is as long as a text")
                .ifPresent(warnings::add);
        return warnings;
    }

    private Optional<String> tooMany() {
        long once = counts.values().stream().filter(count -> count == 1).count();
        boolean isMost = 2 * once > names.size();
        boolean isAboveRoot = names.size() > 2 && (long) names.size() * names.size() > texts.size();
        if (texts.size() < FEW_TEXTS || !(isMost || isAboveRoot)) {
            return Optional.empty();
        }
        return Optional.of(texts.size() + " texts have " + names.size() + " classes, " + once
                + " of which occur once, such as " + example() + "; are column and separator the right ones?");
    }

    private String example() {
        return names.stream()
                .filter(name -> counts.getOrDefault(Labels.key(name), 0L) == 1)
                .findFirst()
                .or(() -> names.stream().findFirst())
                .map(Problems::quoted)
                .orElse("none");
    }

    /** Whether the first line looks like names of columns. */
    private Optional<String> header() {
        LabelledTexts.Labelled first = texts.get(0);
        boolean isHeader = texts.size() >= FEW_TEXTS
                && names.size() > 2
                && counts.getOrDefault(Labels.key(first.label()), 0L) == 1
                && !first.text().contains(" ")
                && Columns.areNames(List.of(first.label(), first.text()));
        return isHeader
                ? Optional.of(
                        "line " + first.line() + " may be a header; if it is, name its columns by --text and --label")
                : Optional.empty();
    }

    private static boolean isNearlyEmpty(String name) {
        return name.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    /** Names that differ only in case, white space or punctuation. */
    private List<List<String>> alike() {
        return names.stream()
                .filter(name -> !isNearlyEmpty(name) && !Labels.isNumber(name))
                .collect(Collectors.groupingBy(
                        name -> name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", ""),
                        TreeMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .filter(group -> group.size() > 1)
                .toList();
    }
}

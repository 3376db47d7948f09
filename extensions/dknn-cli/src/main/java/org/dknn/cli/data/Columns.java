package org.dknn.cli.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which columns hold texts and labels, by their names.
 *
 * @param text from 0 on
 * @param label from 0 on; -1 where no labels are wanted
 */
record Columns(int text, int label) {

    private static final List<String> TEXTS = List.of(
            "text",
            "sentence",
            "review",
            "comment",
            "tweet",
            "content",
            "body",
            "message",
            "question",
            "phrase",
            "utterance",
            "document",
            "headline",
            "title",
            "description",
            "summary",
            "post",
            "query",
            "quote",
            "verbatim");
    private static final List<String> LABELS = List.of(
            "label",
            "class",
            "category",
            "sentiment",
            "target",
            "polarity",
            "rating",
            "stars",
            "intent",
            "emotion",
            "topic",
            "score",
            "tag",
            "type",
            "gold");
    private static final Set<String> OTHERS =
            Set.of("id", "ids", "date", "time", "user", "author", "name", "length", "count", "num", "index", "url");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N} _./#-]{0,39}");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");
    private static final int EXACT = 1_000;

    /** Whether cells look like names of columns. */
    static boolean areNames(List<String> cells) {
        return cells.stream().allMatch(cell -> NAME.matcher(cell).matches())
                && new HashSet<>(cells).size() == cells.size();
    }

    /**
     * The columns that a header has.
     *
     * @param wantsLabels whether texts alone are not enough
     * @return nothing, if the cells are no header, as far as can be told
     * @throws IllegalArgumentException if the user names columns that are not there, or two columns fit equally well
     */
    static Optional<Columns> ofHeader(String source, List<String> cells, ReadingOptions options, boolean wantsLabels) {
        List<String> names = cells.stream().map(Labels::strip).toList();
        Optional<Integer> text = named(options.text(), names);
        Optional<Integer> label = wantsLabels ? named(options.label(), names) : Optional.empty();
        boolean isNamed = text.isPresent() || label.isPresent();
        if (!isNamed && !areNames(names)) {
            return Optional.empty();
        }
        text = text.or(() -> guess(source, names, TEXTS, "--text"));
        label = wantsLabels ? label.or(() -> guess(source, names, LABELS, "--label")) : Optional.of(-1);
        if (wantsLabels && names.size() == 2 && text.isPresent() != label.isPresent()) {
            int other = 1 - text.orElseGet(label::get);
            text = text.or(() -> Optional.of(other));
            label = label.or(() -> Optional.of(other));
        }
        if (text.isEmpty() || label.isEmpty() || text.equals(label)) {
            return Optional.empty();
        }
        return Optional.of(new Columns(text.get(), label.get()));
    }

    private static Optional<Integer> named(Optional<String> said, List<String> names) {
        return said.map(names::indexOf).filter(place -> place >= 0);
    }

    private static Optional<Integer> guess(String source, List<String> names, List<String> known, String option) {
        List<Integer> best = new ArrayList<>();
        int bestScore = 0;
        for (int i = 0; i < names.size(); i++) {
            int score = score(names.get(i), known);
            if (score > bestScore) {
                best.clear();
            }
            if (score > 0 && score >= bestScore) {
                best.add(i);
                bestScore = score;
            }
        }
        if (best.size() > 1) {
            throw new IllegalArgumentException(
                    source + " has the columns " + names + ", two of which may be meant;" + " name one by " + option);
        }
        return best.stream().findFirst();
    }

    /** How well a name fits: as it is, or by one of its words. */
    private static int score(String name, List<String> known) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (known.contains(lower)) {
            return EXACT - known.indexOf(lower);
        }
        List<String> words = BETWEEN.splitAsStream(name)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        if (words.stream().anyMatch(OTHERS::contains)) {
            return 0;
        }
        return known.stream()
                .filter(words::contains)
                .mapToInt(word -> EXACT / 2 - known.indexOf(word))
                .findFirst()
                .orElse(0);
    }

    /**
     * Column that a user gives as a number.
     *
     * @return from 0 on
     */
    static Optional<Integer> numbered(Optional<String> said) {
        return said.filter(name -> name.matches("[1-9][0-9]{0,3}")).map(name -> Integer.parseInt(name) - 1);
    }
}

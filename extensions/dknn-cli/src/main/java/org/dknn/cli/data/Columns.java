package org.dknn.cli.data;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
    private static final int MOST_WORDS = 3;

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
        List<Integer> texts = text.map(List::of).orElseGet(() -> guesses(names, TEXTS));
        List<Integer> labels = label.map(List::of).orElseGet(() -> wantsLabels ? guesses(names, LABELS) : List.of(-1));
        if (isNamed || isTable(source)) {
            requireOne(source, names, texts, "--text");
            requireOne(source, names, labels, "--label");
        }
        text = texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty();
        label = labels.size() == 1 ? Optional.of(labels.get(0)) : Optional.empty();
        if (wantsLabels && names.size() == 2 && text.isPresent() != label.isPresent()) {
            int other = 1 - text.orElseGet(label::get);
            text = text.or(() -> Optional.of(other));
            label = label.or(() -> Optional.of(other));
        }
        if (isNamed) {
            requireThere(source, names, options.text());
            requireThere(source, names, wantsLabels ? options.label() : Optional.empty());
        }
        boolean isClear = text.isPresent() && label.isPresent() && !text.equals(label);
        if (!isClear && isNamed) {
            throw new IllegalArgumentException(
                    source + " has the columns " + names + ", and it cannot be told which holds the "
                            + (text.isEmpty() ? "texts; name it by --text" : "labels; name it by --label"));
        }
        return isClear ? Optional.of(new Columns(text.get(), label.get())) : Optional.empty();
    }

    private static Optional<Integer> named(Optional<String> said, List<String> names) {
        return said.map(names::indexOf).filter(place -> place >= 0);
    }

    /** Whether a file must have columns, by its name. */
    static boolean isTable(String source) {
        return source.toLowerCase(Locale.ROOT).matches(".*\\.(?:csv|tsv|tab|jsonl|ndjson|json)");
    }

    private static void requireThere(String source, List<String> names, Optional<String> said) {
        if (said.isPresent() && numbered(said).isEmpty() && !names.contains(said.get())) {
            throw new IllegalArgumentException(source + " has no column \"" + said.get() + "\"; it has " + names);
        }
    }

    /** Whether all cells are names that are known to head columns. */
    static boolean areKnown(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.toLowerCase(Locale.ROOT))
                .allMatch(cell -> TEXTS.contains(cell) || LABELS.contains(cell) || OTHERS.contains(cell));
    }

    private static void requireOne(String source, List<String> names, List<Integer> fitting, String option) {
        if (fitting.size() > 1) {
            throw new IllegalArgumentException(source + " has the columns " + names
                    + ", more than one of which may be meant;" + " name one by " + option);
        }
    }

    /** The columns that fit best. */
    private static List<Integer> guesses(List<String> names, List<String> known) {
        int best = names.stream().mapToInt(name -> score(name, known)).max().orElse(0);
        return best == 0
                ? List.of()
                : IntStream.range(0, names.size())
                        .filter(i -> score(names.get(i), known) == best)
                        .boxed()
                        .toList();
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
        if (words.size() > MOST_WORDS || words.stream().anyMatch(OTHERS::contains)) {
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

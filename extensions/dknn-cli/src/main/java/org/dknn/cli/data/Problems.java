package org.dknn.cli.data;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lines of a file that cannot be read, with reasons. Not safe for use by many threads. */
final class Problems {

    private static final int SHOWN = 20;
    private static final int SHOWN_CHARACTERS = 60;

    private final String source;
    private final Map<Integer, String> reasons = new TreeMap<>();

    /** Problems of a file or of standard input. */
    Problems(String source) {
        this.source = source;
    }

    /** Adds a line, from 1 on; of several reasons the first counts. */
    void add(int line, String reason) {
        reasons.putIfAbsent(line, reason);
    }

    boolean contains(int line) {
        return reasons.containsKey(line);
    }

    int size() {
        return reasons.size();
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** Refuses the file if it has bad lines. */
    void refuse() {
        if (!isEmpty()) {
            throw new BadLinesException(
                    source + ": " + count() + "; correct the file, or leave such lines out by --skip-bad" + list());
        }
    }

    /** Refuses the file if it has bad lines, none of which may be left out. */
    void refuseAll() {
        if (!isEmpty()) {
            throw new BadLinesException(source + ": " + count() + list());
        }
    }

    /** That bad lines were left out. */
    String leftOut() {
        return "Left out of " + source + ": " + count() + list();
    }

    private String count() {
        return reasons.size() + (reasons.size() == 1 ? " bad line" : " bad lines");
    }

    private String list() {
        String lines = reasons.entrySet().stream()
                .limit(SHOWN)
                .map(problem -> "\n  line " + problem.getKey() + ": " + problem.getValue())
                .collect(Collectors.joining());
        return reasons.size() > SHOWN ? lines + "\n  and " + (reasons.size() - SHOWN) + " more" : lines;
    }

    /** A piece of a line in quotes, cut where it is long. */
    static String quoted(String text) {
        String cut = text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS - 3) + "...";
        return '"' + cut.replaceAll("\\p{Cntrl}", " ") + '"';
    }
}

package org.dknn.nlp.render;

import java.util.Locale;
import java.util.Map;

/** The colors of a terminal. */
public enum ConsoleColors {
    /** No codes at all: words carry signs, as in {@code good[++]}. */
    NONE,

    /** The sixteen colors of every terminal. */
    SIXTEEN,

    /** 24-bit colors. */
    TRUE_COLOR;

    /**
     * The colors to be used in an environment, such as {@link System#getenv()}.
     *
     * <p>None where {@code NO_COLOR} is set and not empty, and where {@code TERM} is missing or {@code dumb}; 24-bit where
     * {@code COLORTERM} is {@code truecolor} or {@code 24bit}, {@code TERM} ends in {@code -direct}, or {@code WT_SESSION} shows
     * Windows Terminal; else sixteen. The caller must know whether the output is a terminal at all.
     *
     * @param environment names and values
     * @see <a href="https://no-color.org">NO_COLOR</a>
     */
    public static ConsoleColors of(Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return NONE;
        }
        if (!environment.getOrDefault("WT_SESSION", "").isEmpty()) {
            return TRUE_COLOR;
        }
        String terminal = environment.getOrDefault("TERM", "");
        if (terminal.isEmpty() || terminal.equals("dumb")) {
            return NONE;
        }
        return switch (environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT)) {
            case "truecolor", "24bit" -> TRUE_COLOR;
            default -> terminal.endsWith("-direct") ? TRUE_COLOR : SIXTEEN;
        };
    }
}

package org.dknn.nlp.render.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The style sheet of all pages, and the marks that they draw. Light, dark by the reader's setting, print, forced colors, phones. */
public final class PageStyle {

    private static final String MARKS = """
            <svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
            <symbol id="mark-yes" viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="currentColor"></circle>\
            <path d="M11 21l6.5 6.5L30 14" style="fill:none;stroke:var(--card)" stroke-width="4.5"></path></symbol>
            <symbol id="mark-weakly" viewBox="0 0 40 40"><path d="M20 3 39 37H1z" fill="currentColor"></path>\
            <path d="M20 14v11M20 29.5v4" style="fill:none;stroke:var(--card)" stroke-width="4"></path></symbol>
            <symbol id="mark-undecided" viewBox="0 0 40 40"><path d="M20 1 39 20 20 39 1 20z" fill="currentColor"></path>\
            <path d="M14.5 16c0-7 11-7 11-.5 0 4-5.5 4-5.5 8M20 27v4" style="fill:none;stroke:var(--card)" \
            stroke-width="3.6"></path></symbol>
            <symbol id="mark-no" viewBox="0 0 40 40"><path d="M12 1h16l11 11v16L28 39H12L1 28V12z" fill="currentColor"></path>\
            <path d="M13 13l14 14M27 13L13 27" style="fill:none;stroke:var(--card)" stroke-width="4.5"></path></symbol>
            </defs></svg>
            """;

    private PageStyle() {}

    /** The sheet. */
    public static String sheet() {
        try (InputStream sheet = Objects.requireNonNull(PageStyle.class.getResourceAsStream("report.css"))) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the sheet is in the same jar as this class", e);
        }
    }

    /** Opens the frame of a table, a {@code <div>}, which scrolls where the page is narrow, by keyboard too. */
    public static String frame() {
        return "<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">";
    }

    /** The marks of verdicts, once per page: {@code mark-yes}, {@code mark-weakly}, {@code mark-undecided}, {@code mark-no}. */
    public static String marks() {
        return MARKS;
    }
}

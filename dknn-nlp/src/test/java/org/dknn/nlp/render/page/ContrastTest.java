package org.dknn.nlp.render.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.nlp.render.HtmlFragments;
import org.dknn.nlp.render.Palette;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters can be read on all grounds of the style sheet: a contrast of 4.5, of WCAG 2.1; marks and lines need 3. */
class ContrastTest {

    private static final Pattern TOKEN = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6}|#[0-9a-f]{3})\\b");
    private static final String DARK = "@media screen and (prefers-color-scheme: dark)";

    /** Of the sheet, and of a palette that replaces some of them. */
    private static Map<String, String> tokens(boolean isDark, Palette palette) {
        String sheet = PageStyle.sheet();
        String own = HtmlFragments.of(palette).style().substring(sheet.length());
        int ownDark = own.indexOf(DARK);
        int dark = sheet.indexOf(DARK);
        Map<String, String> tokens = new HashMap<>();
        read(sheet.substring(0, dark), tokens);
        if (ownDark >= 0) {
            read(own.substring(0, ownDark), tokens);
        }
        if (isDark) {
            read(sheet.substring(dark, sheet.indexOf("/* 2 PAGE")), tokens);
            read(ownDark < 0 ? "" : own.substring(ownDark), tokens);
        }
        return tokens;
    }

    private static void read(String css, Map<String, String> tokens) {
        Matcher found = TOKEN.matcher(css);
        while (found.find()) {
            tokens.put(found.group(1), found.group(2));
        }
    }

    private static double luminance(String hex) {
        String six = hex.length() == 7 ? hex.substring(1) : hex.substring(1).replaceAll("(.)", "$1$1");
        double[] rgb = IntStream.range(0, 3)
                .mapToDouble(i -> Integer.parseInt(six.substring(2 * i, 2 * i + 2), 16) / 255.0)
                .map(share -> share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4))
                .toArray();
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    }

    private static void assertContrast(Map<String, String> tokens, String ink, String ground, double least) {
        double one = luminance(tokens.get(ink));
        double other = luminance(tokens.get(ground));
        double contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        assertTrue(
                contrast >= least,
                () -> String.format(
                        Locale.ROOT, "%s on %s has a contrast of %.2f, needs %.1f", ink, ground, contrast, least));
    }

    @ParameterizedTest
    @CsvSource({"false, RED_BLUE", "true, RED_BLUE", "false, GREEN_PURPLE", "true, GREEN_PURPLE"})
    void letters_can_be_read_on_every_ground(boolean isDark, Palette palette) {
        Map<String, String> tokens = tokens(isDark, palette);
        List<String> fills = Stream.of("for-", "against-")
                .flatMap(side -> IntStream.rangeClosed(1, 5).mapToObj(step -> side + step))
                .toList();

        fills.forEach(fill -> assertContrast(tokens, "ink", fill, 4.5));
        for (String ground : List.of("page", "card", "well")) {
            for (String ink : List.of("ink", "soft", "link")) {
                assertContrast(tokens, ink, ground, 4.5);
            }
            List.of("for-line", "against-line", "yes", "weakly", "undecided", "no")
                    .forEach(ink -> assertContrast(tokens, ink, ground, 4.5));
        }
        List.of("answer-bar", "second-bar", "rest-bar").forEach(bar -> assertContrast(tokens, bar, "card", 3));
    }
}

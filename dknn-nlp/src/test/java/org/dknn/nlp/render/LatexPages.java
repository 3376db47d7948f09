package org.dknn.nlp.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of every piece of LaTeX. */
final class LatexPages {

    private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+|.)", Pattern.DOTALL);

    private static final Set<String> COMMANDS_OF_OURS = Set.of(
            "providecommand",
            "dknnchar",
            "dknnfor",
            "dknnagainst",
            "ifdefined",
            "Umathcode",
            "symbol",
            "else",
            "fi",
            "colorbox",
            "strut",
            "underline",
            "setlength",
            "fboxsep",
            "raggedright",
            "textbf",
            "emph",
            "par",
            "usepackage",
            "textbackslash",
            "textasciicircum",
            "textasciitilde",
            "textless",
            "textgreater",
            "textbar",
            "textquotedbl",
            "textquotesingle",
            "textasciigrave",
            "{",
            "}",
            "$",
            "&",
            "#",
            "_",
            "%");

    private LatexPages() {}

    static void assertSafe(String latex) {
        Matcher commands = COMMAND.matcher(latex);
        while (commands.find()) {
            assertTrue(COMMANDS_OF_OURS.contains(commands.group(1)), commands.group());
        }
        String bare = commands.replaceAll("");
        int depth = 0;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            assertTrue(depth >= 0, "a } without its {");
        }
        assertEquals(0, depth, "a { without its }");
        // before it stand our comment, and our macros with their #1 and #2
        String body =
                COMMAND.matcher(latex.substring(latex.indexOf("{\\setlength"))).replaceAll("");
        assertTrue(body.chars().noneMatch(c -> "$&#_%^\\".indexOf(c) >= 0), body);
    }
}

package org.dknn.nlp.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dknn.nlp.explain.Verdict.State;
import org.junit.jupiter.api.Test;

class StyleSheetTest {

    private static final Pattern COMMENT = Pattern.compile("/\\*[\\s\\S]*?\\*/");
    private static final Pattern DECLARATIONS = Pattern.compile("\\{[^{}]*\\}");
    private static final Pattern CLASS = Pattern.compile("\\.([a-z][\\w-]*)");
    private static final Pattern DEFINED = Pattern.compile("(--[\\w-]+):");

    private static String sheet() {
        return COMMENT.matcher(PageStyle.sheet()).replaceAll("");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What writes pages. */
    private static String sources() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String module : new String[] {"", "../extensions/dknn-cli/"}) {
            try (Stream<Path> files = Files.walk(Path.of(module + "src/main/java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    sources.append(Files.readString(file));
                }
            }
        }
        return sources.toString();
    }

    @Test
    void every_class_of_the_sheet_is_on_some_page() throws IOException {
        Set<String> classes =
                found(CLASS, DECLARATIONS.matcher(sheet()).replaceAll(" ").replaceAll("@media[^{]*", ""));
        String written = sources();
        for (State state : State.values()) {
            classes.remove(state.token());
        }
        assertTrue(classes.size() > 50, classes.toString());

        classes.removeIf(name ->
                Pattern.compile("[\" ]" + name + "[\\\\\" ]").matcher(written).find());

        assertEquals(Set.of(), classes);
    }

    @Test
    void every_property_of_the_sheet_is_used() throws IOException {
        String used = sheet() + sources();

        Set<String> unused = found(DEFINED, sheet());
        // the steps of a color by their number
        unused.removeIf(name -> used.contains("var(" + name + ")") || name.matches("--(for|against)-[1-5]"));

        assertEquals(Set.of(), unused);
    }
}

package org.dknn.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {

    private static final Path ROOT =
            Path.of("").toAbsolutePath().resolve("../..").normalize();

    private static final Set<String> COMPILED = Set.of("java", "kotlin");

    private static final Pattern SHOWN =
            Pattern.compile("// (?:README|how-to) from here.*\\R([\\s\\S]*?)\\R? *// (?:README|how-to) to here");

    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\R([\\s\\S]*?)\\R *\\* }</pre>");

    @Test
    void code_in_documents_is_code_that_is_compiled() throws IOException {
        List<String> compiled = compiled();
        List<String> foreign = new ArrayList<>();
        for (Document document : Document.all(ROOT)) {
            document.code().stream()
                    .filter(block -> COMPILED.contains(block.language()))
                    .filter(block -> !compiled.contains(bare(block.text())))
                    .forEach(block -> foreign.add(document.path() + ":\n" + block.text()));
        }

        assertEquals(List.of(), foreign);
    }

    @Test
    void examples_in_the_javadoc_are_code_that_is_compiled() throws IOException {
        List<String> compiled = compiled();
        List<String> shown = new ArrayList<>();
        for (String module : List.of("dknn-core/src/main/java", "dknn-nlp/src/main/java")) {
            for (Path source : sources(module)) {
                EXAMPLE.matcher(Files.readString(source))
                        .results()
                        .map(match -> bare(match.group(1).replaceAll("(?m)^ *\\*", "")))
                        .forEach(shown::add);
            }
        }

        assertTrue(shown.size() >= 5, shown.toString());
        assertEquals(
                List.of(),
                shown.stream().filter(code -> !compiled.contains(code)).toList());
    }

    /** What the sources show: each piece, and the pieces of a file together. */
    private static List<String> compiled() throws IOException {
        List<String> all = new ArrayList<>();
        List<Path> sources = new ArrayList<>(sources("dknn-examples/src/main"));
        sources.addAll(sources("extensions/dknn-docs/src"));
        sources.addAll(sources("extensions/dknn-onnx/src/test"));
        for (Path source : sources) {
            List<String> pieces = SHOWN.matcher(Files.readString(source))
                    .results()
                    .map(DocumentsTest::piece)
                    .toList();
            all.addAll(pieces);
            all.add(String.join("", pieces));
        }
        return all;
    }

    private static String piece(MatchResult match) {
        return bare(match.group(1));
    }

    private static List<Path> sources(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Without white space, so that a document may break lines elsewhere. */
    private static String bare(String code) {
        return code.lines().map(line -> line.replaceAll("\\s", "")).collect(Collectors.joining());
    }

    @Test
    void links_lead_somewhere() throws IOException {
        assertEquals(List.of(), new Links(ROOT, Document.all(ROOT)).broken());
    }

    @Test
    void links_that_lead_nowhere_are_told(@TempDir Path directory) throws IOException {
        for (String name : List.of("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")) {
            Files.writeString(directory.resolve(name), "# A `name` of two\n");
        }
        Files.createDirectory(directory.resolve("docs"));
        Files.writeString(directory.resolve("docs/own.md"), "[up](../README.md) [here](#none)\n\n# There is\n");
        Files.writeString(
                directory.resolve("README.md"),
                "[a](docs/own.md#there-is) [b](docs/none.md) [c](SECURITY.md#a-name-of-two) [d](https://example.org/x)");

        assertEquals(
                List.of(
                        "README.md links to docs/none.md, which is not there",
                        "docs/own.md links to #none, which is not there"),
                new Links(directory, Document.all(directory)).broken());
    }

    @Test
    void a_site_has_a_page_for_each_document_and_its_links_lead_to_pages(@TempDir Path directory) throws IOException {
        Site.write(ROOT, directory);

        for (Document document : Document.all(ROOT)) {
            String name = document.path().toString();
            Path page = directory.resolve(name.equals("README.md") ? "index.html" : name.replace(".md", ".html"));
            assertTrue(Files.exists(page), page.toString());
            assertFalse(Files.readString(page).contains(".md\""), page.toString());
        }
        assertTrue(Files.readString(directory.resolve("docs/models.html")).contains("href=\"../index.html\""));
    }
}

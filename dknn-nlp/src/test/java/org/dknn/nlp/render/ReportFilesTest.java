package org.dknn.nlp.render;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.nlp.explain.Explanation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {

    private static final Pattern LINK = Pattern.compile("<a[^>]* href=\"([^\"]*)\"");
    private static final int MEGABYTE = 1_000_000;

    @TempDir
    private Path directory;

    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                pages.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return pages;
    }

    private static int count(String page, String piece) {
        return page.split(Pattern.quote(piece), -1).length - 1;
    }

    private static long sum(Map<String, String> pages, String list, String piece) {
        return pages.entrySet().stream()
                .filter(page -> page.getKey().startsWith(list + "-"))
                .mapToInt(page -> count(page.getValue(), piece))
                .sum();
    }

    private static ColorScales scales(Explanation explanation) {
        return ColorScales.over(Stream.of(explanation));
    }

    @Test
    void two_thousand_texts_are_in_files_of_a_megabyte_at_most_whose_links_lead_somewhere() throws IOException {
        List<Explanation> kinds = List.of(
                Samples.explain("a good film , great in all its parts"),
                Samples.explain("an awful film and a bad one"));
        List<Integer> gold = IntStream.range(0, 2_000)
                .mapToObj(i -> i % 4 == 0
                        ? 1 - kinds.get(i % 2).verdict().label()
                        : kinds.get(i % 2).verdict().label())
                .toList();

        HtmlReport.of("many")
                .withGold(gold)
                .writeFiles(
                        directory,
                        IntStream.range(0, 2_000).mapToObj(i -> kinds.get(i % 2)),
                        ColorScales.over(kinds.stream()));

        Map<String, String> pages = read(directory);
        for (Path file : pages.keySet().stream().map(directory::resolve).toList()) {
            assertTrue(Files.size(file) <= MEGABYTE, file + " has " + Files.size(file) + " bytes");
        }
        assertEquals(2_000, sum(pages, "texts", "<article "));
        assertEquals(2_000, sum(pages, "all", "<div class=\"row "));
        assertEquals(500, sum(pages, "wrong", "<div class=\"row "));
        assertEquals(
                2_000,
                Stream.of("yes", "weakly", "undecided", "no")
                        .mapToLong(list -> sum(pages, list, "<div class=\"row "))
                        .sum());
        assertTrue(pages.get("index.html").contains("<h1>2000 texts: 500 wrong"), pages.get("index.html"));
        long texts = pages.keySet().stream()
                .filter(name -> name.startsWith("texts-"))
                .count();
        assertTrue(texts > 10 && texts < 200, pages.keySet().toString());
        assertLinks(pages);
    }

    private static void assertLinks(Map<String, String> pages) {
        pages.forEach((name, page) -> {
            Matcher link = LINK.matcher(page);
            while (link.find()) {
                String[] parts = link.group(1).split("#", 2);
                String target = pages.get(parts[0].isEmpty() ? name : parts[0]);
                assertTrue(
                        target != null && (parts.length == 1 || target.contains("id=\"" + parts[1] + "\"")),
                        name + " links to " + link.group(1));
            }
        });
        pages.keySet().stream().filter(name -> !name.equals("index.html")).forEach(name -> {
            String next = name.replaceAll("\\d+", String.valueOf(Integer.parseInt(name.replaceAll("\\D", "")) + 1));
            assertEquals(pages.containsKey(next), pages.get(name).contains("href=\"" + next + "\""), name);
        });
    }

    /** Each explanation is its own object, and of those that are written none is reachable any more. */
    @Test
    void written_explanations_are_not_held() throws IOException {
        List<WeakReference<Explanation>> given = new ArrayList<>();
        Explanation sample = Samples.explain("good film");
        Stream<Explanation> texts = IntStream.range(0, 60).mapToObj(i -> {
            if (i == 59) {
                System.gc();
                long held = given.stream().filter(one -> one.get() != null).count();
                assertTrue(held <= 2, held + " of 59 explanations are held");
            }
            Explanation fresh = new Explanation(
                    sample.segments(),
                    sample.labelSet(),
                    sample.prediction(),
                    sample.neighbors(),
                    sample.interactions());
            given.add(new WeakReference<>(fresh));
            return fresh;
        });

        HtmlReport.of("flat").writeFiles(directory, texts, scales(sample));

        assertEquals(60, given.size());
    }

    @Test
    void pages_hold_one_text_at_a_time() {
        List<String> kept = Stream.of(ReportFiles.class, SplitPages.class, TextCounts.class)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> List.class.isAssignableFrom(field.getType()))
                .filter(field -> !java.lang.reflect.Modifier.isStatic(field.getModifiers()))
                .map(Object::toString)
                .toList();

        assertEquals(List.of(), kept);
    }

    @Test
    void a_list_says_where_the_rest_of_a_long_text_is_and_the_explanation_has_it() throws IOException {
        String text = IntStream.range(0, 90).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        Explanation explanation = Samples.explain(text);

        HtmlReport.of("long").writeFiles(directory, Stream.of(explanation), scales(explanation));

        Map<String, String> pages = read(directory);
        assertTrue(pages.get("all-1.html").contains("all 90 words inside"));
        assertFalse(pages.get("all-1.html").contains(">w89<"));
        assertTrue(pages.get("texts-1.html").contains(">w89<"));
        String one = HtmlReport.of("long").render(List.of(explanation, explanation));
        assertEquals(2, count(one, "all 90 words inside"));
        assertEquals(2, count(one, "<span class=\"word\">w89</span>"));
    }

    @Test
    void a_report_replaces_an_earlier_one_and_nothing_else() throws IOException {
        Explanation explanation = Samples.explain("good film");
        HtmlReport report = HtmlReport.of("again");
        report.writeFiles(directory, Stream.generate(() -> explanation).limit(100), scales(explanation));
        int before = read(directory).size();

        report.writeFiles(directory, Stream.of(explanation), scales(explanation));
        assertTrue(
                read(directory).size() < before || before == 4,
                read(directory).keySet().toString());
        assertTrue(read(directory).get("index.html").contains("<h1>1 text: "));

        Files.writeString(directory.resolve("letter.html"), "mine");
        IOException refused = assertThrows(
                IOException.class, () -> report.writeFiles(directory, Stream.of(explanation), scales(explanation)));
        assertTrue(refused.getMessage().contains("letter.html"), refused.getMessage());
        assertTrue(Files.exists(directory.resolve("index.html")));
    }

    @Test
    void a_report_that_breaks_off_has_no_index() {
        Explanation explanation = Samples.explain("good film");
        Stream<Explanation> texts = Stream.of(1, 2).map(i -> {
            if (i == 2) {
                throw new IllegalStateException("no more");
            }
            return explanation;
        });

        assertThrows(IllegalStateException.class, () -> HtmlReport.of("broken")
                .writeFiles(directory, texts, scales(explanation)));

        assertFalse(Files.exists(directory.resolve("index.html")));
        assertTrue(Files.exists(directory.resolve("texts-1.html")));
        assertRefused("has scales of the methods", () -> HtmlReport.of("none")
                .writeFiles(directory, Stream.of(explanation), ColorScales.of(Map.of())));
    }

    @Test
    void pages_of_no_texts_and_of_pairs_are_whole() throws IOException {
        HtmlReport.of("none").writeFiles(directory, Stream.of(), ColorScales.of(Map.of()));
        assertEquals(List.of("index.html"), List.copyOf(read(directory).keySet()));

        Explanation pair = Samples.explainPair("2 3", "4");
        HtmlReport.of("<b>pairs</b>").writeFiles(directory, Stream.of(pair, pair), scales(pair));
        for (String page : read(directory).values()) {
            HtmlPages.assertWellFormed(page);
        }
    }
}

package org.dknn.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long each page of a report of 2,000 texts takes to open. Prints figures, which depend on the machine; the report is that of made-up
 * reviews, or in the directory that {@code -Ddknn.pages} names, such as one that {@code dknn report MODEL FILE --html DIR} wrote.
 */
@Tag("long")
@ExtendWith(Browser.Shared.class)
class PageOpeningTest {

    private static final int MOST_BYTES = 1_000_000;

    /** Milliseconds from the call of a page until it is loaded and drawn. */
    private static final String OPENED = """
            const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => {
                const paint = performance.getEntriesByName('first-contentful-paint')[0];
                const load = performance.getEntriesByType('navigation')[0];
                done(Math.max(load.loadEventEnd, paint ? paint.startTime : 0));
            }));
            """;

    @TempDir
    private static Path folder;

    /**
     * A page that was opened.
     *
     * @param millis by the clock, until it was loaded and drawn
     * @param work of these, those in which its own thread had a processor: whatever else the machine does
     */
    private record Opened(Path page, long bytes, double millis, double work) {

        static Opened of(Path page, Browser browser) throws IOException {
            browser.open(page.toUri());
            double millis = ((Number) browser.driver().executeAsyncScript(OPENED)).doubleValue();
            Map<String, Object> found = browser.driver().executeCdpCommand("Performance.getMetrics", Map.of());
            double work = ((List<?>) found.get("metrics"))
                    .stream()
                            .map(metric -> (Map<?, ?>) metric)
                            .filter(metric -> "TaskDuration".equals(metric.get("name")))
                            .mapToDouble(metric -> ((Number) metric.get("value")).doubleValue())
                            .sum();
            return new Opened(page, Files.size(page), millis, 1000 * work);
        }
    }

    private static Path pages() throws IOException {
        Optional<String> named = Optional.ofNullable(System.getProperty("dknn.pages"));
        return named.isPresent() ? Path.of(named.get()) : new MadePages(folder).makeMany(2_000);
    }

    @Test
    void each_page_of_many_texts_opens(Browser browser) throws IOException {
        Path pages = pages();
        browser.driver().executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
        List<Opened> opened = new ArrayList<>();
        try (Stream<Path> files = Files.walk(pages)) {
            for (Path page : (Iterable<Path>)
                    files.filter(file -> file.toString().endsWith(".html")).sorted()::iterator) {
                opened.add(Opened.of(page, browser));
                assertEquals(List.of(), browser.console(), page.toString());
            }
        }

        assertTrue(opened.size() > 1, opened.toString());
        tell("pages of explanations", opened, name -> name.startsWith("texts-"));
        tell("lists and the summary", opened, name -> !name.startsWith("texts-"));
        assertTrue(opened.stream().allMatch(page -> page.bytes() <= MOST_BYTES), opened.toString());
    }

    private static void tell(String what, List<Opened> all, Predicate<String> names) {
        List<Opened> some = all.stream()
                .filter(page -> names.test(String.valueOf(page.page().getFileName())))
                .toList();
        System.out.printf(
                Locale.ROOT,
                "%d %s, the largest of %,d bytes: median %.0f ms, at most %.0f ms; of a processor %.0f and %.0f ms%n",
                some.size(),
                what,
                some.stream().mapToLong(Opened::bytes).max().orElse(0),
                median(some, Opened::millis),
                some.stream().mapToDouble(Opened::millis).max().orElse(0),
                median(some, Opened::work),
                some.stream().mapToDouble(Opened::work).max().orElse(0));
    }

    private static double median(List<Opened> pages, ToDoubleFunction<Opened> figure) {
        return pages.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(pages.size() / 2)
                .findFirst()
                .orElse(0);
    }
}

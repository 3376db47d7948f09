package org.dknn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.ColorScales;
import org.dknn.nlp.render.HtmlReport;

/**
 * A report of explanations in a directory of its own.
 *
 * @param directory of the report
 * @param report how it is written
 */
record ReportDirectory(Path directory, HtmlReport report) {

    /** Methods without limits are scaled by the first texts, so that later ones need not be kept. */
    private static final int SCALED_BY = 100;

    /** What writes a stream into the directory. */
    @FunctionalInterface
    interface Writing<E> {
        void write(HtmlReport report, Stream<E> all, ColorScales scales) throws IOException;
    }

    /**
     * Writes explanations as they come.
     *
     * @param total how many there are
     * @param explanation of what comes
     */
    <E> void write(Dknn dknn, Stream<E> all, int total, Function<E, Explanation> explanation, Writing<E> writing)
            throws IOException {
        try (ProgressBars bars = dknn.bars();
                all) {
            AtomicInteger number = new AtomicInteger();
            Iterator<E> rest = all.peek(one -> bars.onProgress("explanations", number.incrementAndGet(), total))
                    .iterator();
            List<E> first = new ArrayList<>();
            while (first.size() < SCALED_BY && rest.hasNext()) {
                first.add(rest.next());
            }
            ColorScales scales = ColorScales.over(first.stream().map(explanation));
            Stream<E> behind = StreamSupport.stream(
                    Spliterators.spliteratorUnknownSize(rest, Spliterator.ORDERED | Spliterator.NONNULL), false);
            writing.write(report, Stream.concat(first.stream(), behind), scales);
        }
        dknn.say("Written: " + directory.resolve("index.html").toAbsolutePath());
    }
}

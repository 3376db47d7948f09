package org.dknn.nlp.render;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Verdict.State;
import org.dknn.nlp.render.page.HtmlPage;
import org.dknn.nlp.render.page.Markup;

/**
 * A report in a directory: {@code index.html} with the summary, lists of all texts, by verdict and of wrong ones, and the explanations.
 * Files are written as the texts come; {@code index.html} is written last. Holds counts, and a file per list. Not safe for use by many
 * threads.
 */
final class ReportFiles implements Closeable {

    private static final String INDEX = "index.html";
    private static final String TEXTS = "texts";
    private static final String ALL = "all";
    private static final String WRONG = "wrong";
    private static final String BELIEVED = "believed";
    private static final String OURS = "(" + INDEX + "|(all|yes|weakly|undecided|no|wrong|believed|texts)-\\d+\\.html)";

    private final Path directory;
    private final ReportHead head;
    private final ExplanationCard card;
    private final int limit;
    private final boolean isJudged;
    private final TextCounts counts = new TextCounts();
    private final Map<String, SplitPages> pages = new LinkedHashMap<>();

    /**
     * Deletes an earlier report.
     *
     * @param isJudged whether labels of texts are known
     * @param limit number of bytes of a file from which on the next text begins another one
     * @throws IOException if there is anything else than an earlier report in the directory
     */
    ReportFiles(Path directory, ReportHead head, ExplanationCard card, boolean isJudged, int limit) throws IOException {
        this.directory = directory;
        this.head = head;
        this.card = card;
        this.isJudged = isJudged;
        this.limit = limit;
        Files.createDirectories(directory);
        List<Path> found;
        try (Stream<Path> files = Files.list(directory)) {
            found = files.toList();
        }
        for (Path file : found) {
            if (!String.valueOf(file.getFileName()).matches(OURS)) {
                throw new IOException("a report needs a directory of its own, got " + directory + " with "
                        + file.getFileName() + " in it; name another directory");
            }
        }
        // without its index, what is left of a report is none
        Files.deleteIfExists(directory.resolve(INDEX));
        for (Path file : found) {
            Files.deleteIfExists(file);
        }
    }

    /** Adds a text. */
    void add(Explanation explanation, Optional<EvidenceReport> evidence, OptionalInt gold) throws IOException {
        counts.add(explanation, gold);
        TextRow row = new TextRow(explanation, gold, counts.all());
        String id = "text-" + counts.all();
        String file = pages(TEXTS).add(article(explanation, evidence, gold, id));
        Markup line = new Markup();
        row.start(line, "div");
        line.raw("<a").attribute("href", file + "#" + id).raw(">");
        row.line(line, new WordSteps(card.scales()));
        String written = line.raw("</a></div>\n").toString();
        pages(ALL).add(written);
        State state = explanation.verdict().state();
        pages(state.token()).add(written);
        if (row.isWrong()) {
            pages(WRONG).add(written);
            if (state == State.YES) {
                pages(BELIEVED).add(written);
            }
        }
    }

    private String article(Explanation explanation, Optional<EvidenceReport> evidence, OptionalInt gold, String id) {
        Markup html = new Markup();
        html.raw("<p class=\"page-line report-text\"><span>text " + counts.all() + "</span>");
        if (gold.isPresent()) {
            html.raw("<span>its label is <b>")
                    .isolated(explanation.labelSet().nameInText(gold.getAsInt()))
                    .raw("</b></span>");
        }
        html.raw("</p>\n");
        card.article(html, explanation, evidence, id);
        return html.toString();
    }

    private SplitPages pages(String name) {
        return pages.computeIfAbsent(
                name,
                any -> new SplitPages(
                        directory, name, name.equals(TEXTS) ? new TextsFrame() : new ListFrame(name), limit));
    }

    private static String title(String list) {
        return switch (list) {
            case ALL -> "All texts";
            case WRONG -> "Wrong answers";
            case BELIEVED -> "Wrong and believed";
            default -> "Believe it? " + State.of(list).word();
        };
    }

    /** Links to the summary, and to the previous and next page. */
    private static void links(Markup page, Optional<String> previous, Optional<String> next) {
        page.raw("<nav class=\"files\" aria-label=\"Pages\"><a href=\"" + INDEX + "\">summary</a>");
        previous.ifPresent(file -> page.raw("<a").attribute("href", file).raw(">\u2190 previous page</a>"));
        next.ifPresent(file -> page.raw("<a").attribute("href", file).raw(">next page \u2192</a>"));
        page.raw("</nav>\n");
    }

    private static String page(String file) {
        return "page " + file.replaceAll("\\D", "");
    }

    /** Explanations. */
    private final class TextsFrame implements SplitPages.Frame {

        @Override
        public void open(Markup page, String file, Optional<String> previous) {
            head.open(page, card, "Explanations, " + page(file));
            links(page, previous, Optional.empty());
        }

        @Override
        public void close(Markup page, Optional<String> next) {
            card.legend(page);
            links(page, Optional.empty(), next);
            HtmlPage.close(page);
        }
    }

    /** Rows that lead to explanations. */
    private final class ListFrame implements SplitPages.Frame {

        private final String list;

        ListFrame(String list) {
            this.list = list;
        }

        @Override
        public void open(Markup page, String file, Optional<String> previous) {
            head.open(page, card, title(list) + ", " + page(file));
            links(page, previous, Optional.empty());
            page.raw("<section class=\"overview\">\n<div class=\"rows\">\n");
        }

        @Override
        public void close(Markup page, Optional<String> next) {
            page.raw("<p class=\"shown-count\"> texts shown on this page</p>\n</div>\n");
            List<State> states = list.equals(ALL) || list.equals(WRONG) ? List.of(State.values()) : List.of();
            TextCounts.controls(page, states, isJudged && !list.equals(WRONG) && !list.equals(BELIEVED));
            page.raw("</section>\n");
            links(page, Optional.empty(), next);
            HtmlPage.close(page);
        }
    }

    /** Ends all files and writes the summary. */
    void finish() throws IOException {
        close();
        Markup page = new Markup();
        head.open(page, card, "");
        counts.write(page);
        page.raw("<nav class=\"controls\" aria-label=\"Lists\">");
        list(page, ALL, counts.all(), "");
        for (State state : State.values()) {
            list(page, state.token(), counts.of(state), VerdictHtml.mark(state, true) + " ");
        }
        list(page, WRONG, counts.wrong(), "");
        list(page, BELIEVED, counts.wrongAndBelieved(), "");
        page.raw(
                "</nav>\n<p class=\"soft\">Each list is filtered and sorted page by page; each of its lines leads to the explanation of"
                        + " a text.</p>\n");
        card.legend(page);
        HtmlPage.close(page);
        Files.writeString(directory.resolve(INDEX), page.toString(), StandardCharsets.UTF_8);
    }

    private void list(Markup page, String list, int texts, String mark) {
        if (texts > 0) {
            page.raw("<a class=\"chip\" href=\"" + list + "-1.html\">" + mark + title(list) + " <span class=\"soft\">"
                    + texts + "</span></a>");
        }
    }

    @Override
    public void close() throws IOException {
        for (SplitPages open : pages.values()) {
            open.close();
        }
    }
}

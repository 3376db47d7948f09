package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.EvidenceReport;
import org.dknn.nlp.explain.EvidenceReport.NeighborChange;
import org.dknn.nlp.explain.EvidenceReport.WordEvidence;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.Markup;

/**
 * What each word does: one note is shown at a time, that of the word whose link was followed.
 *
 * @param page what is written to
 * @param explanation of the text
 * @param segment whose words they are
 * @param evidence where it was gathered
 * @param id of the segment
 */
record WordNotes(Markup page, Explanation explanation, Segment segment, Optional<EvidenceReport> evidence, String id) {

    private static final int SHOWN = 2;
    private static final String[] RANKS = {"the strongest", "the second strongest", "the third strongest"};

    /** The id of the note of a word. */
    String of(int position) {
        return id + "-word-" + (position + 1);
    }

    void write() {
        page.raw("<div class=\"word-notes\"><p class=\"word-hint\"><span>Choose a word to see what it does.</span>"
                + "<label class=\"chip\"><input type=\"checkbox\" class=\"show-numbers\"> numbers</label></p>\n");
        IntStream.range(0, segment.tokens().size()).forEach(this::note);
        page.raw("</div>\n");
    }

    private void note(int position) {
        String word = segment.tokens().get(position).word();
        page.raw("<section class=\"word-note\"").attribute("id", of(position));
        page.attribute("aria-label", word)
                .raw(">\n<p class=\"head\"><b>")
                .isolated(word)
                .raw("</b> ");
        segment.attributions().stream().limit(1).forEach(values -> value(values, position));
        page.raw("</p>\n<nav aria-label=\"Words\">");
        link(position > 0, of(position - 1), "\u2190 previous");
        link(position + 1 < segment.tokens().size(), of(position + 1), "next \u2192");
        link(true, id, "close");
        page.raw("</nav>\n");
        answer(position);
        evidence.filter(found -> position < found.words().size())
                .ifPresent(found -> changes(found.words().get(position)));
        others(position);
        page.raw("</section>\n");
    }

    private void link(boolean isThere, String target, String text) {
        if (isThere) {
            page.raw("<a").attribute("href", "#" + target).raw(">" + text + "</a>");
        }
    }

    private void value(Attributions values, int position) {
        WordValue value = new WordValue(values, position);
        page.raw("<span class=\"number\"><b>" + value.number() + "</b></span> <span>");
        if (value.drawn() == 0) {
            page.raw(value.isUnclear() ? "may be 0" : "says next to nothing, either way")
                    .raw("</span>");
            return;
        }
        long stronger = IntStream.range(0, values.size())
                .filter(other -> Math.abs(values.value(other)) > Math.abs(values.value(position)))
                .count();
        page.raw(value.drawn() > 0 ? "speaks for <b>" : "speaks against <b>")
                .isolated(MethodName.target(explanation, values));
        page.raw("</b>; ");
        page.raw(stronger < RANKS.length ? RANKS[(int) stronger] : "number " + (stronger + 1));
        page.raw(" of " + values.size() + (values.size() == 1 ? " word" : " words") + "</span>");
    }

    private void answer(int position) {
        if (segment.without().isEmpty()) {
            return;
        }
        int label = segment.without().get(position);
        page.raw("<p>Without it the answer is "
                        + (label == explanation.verdict().label() ? "still <b>" : "<b>"))
                .isolated(explanation.labelSet().nameInText(label))
                .raw("</b>.</p>\n");
    }

    private void others(int position) {
        List<Attributions> rest =
                segment.attributions().subList(1, segment.attributions().size());
        if (rest.isEmpty()) {
            return;
        }
        String separator = "<p class=\"small soft\">By other methods: ";
        for (Attributions values : rest) {
            page.raw(separator).isolated(MethodName.of(explanation, values));
            page.raw(" " + new WordValue(values, position).text());
            separator = ", ";
        }
        page.raw(".</p>\n");
    }

    private void changes(WordEvidence word) {
        int leaving = word.changes().stream().mapToInt(NeighborChange::count).sum();
        int all = explanation.neighbors().stream()
                .mapToInt(layer -> layer.votes().total())
                .sum();
        page.raw(
                leaving == 0
                        ? "<p>No neighbor leaves.</p>\n"
                        : "<p>" + leaving + " of " + all + " neighbors leave, and as many come.</p>\n");
        if (leaving > 0) {
            page.raw("<div class=\"leave-come\">");
            texts("Nearest that leave", word, NeighborChange::left);
            texts("Nearest that come", word, NeighborChange::came);
            page.raw("</div>\n");
        }
    }

    private void texts(String heading, WordEvidence word, Function<NeighborChange, List<NeighborText>> which) {
        page.raw("<div><h2>" + heading + "</h2><ul>");
        List<Integer> seen = new ArrayList<>();
        for (NeighborChange change : word.changes()) {
            for (NeighborText text : which.apply(change)) {
                if (seen.size() < SHOWN && !seen.contains(text.ordinal())) {
                    seen.add(text.ordinal());
                    page.raw("<li>");
                    NearestHtml.label(page, explanation, text.label());
                    page.raw(" ").isolated(text.text()).raw("</li>");
                }
            }
        }
        page.raw("</ul></div>");
    }
}

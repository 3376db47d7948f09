package org.dknn.nlp.corpus;

import org.dknn.nlp.corpus.CorpusReport.WordInClass;
import org.dknn.nlp.render.page.HtmlPage;
import org.dknn.nlp.render.page.Markup;

/**
 * A corpus report in HTML.
 *
 * @param report what is shown
 * @param tables its words and numbers
 */
record CorpusHtml(CorpusReport report, CorpusTables tables) {

    private static final String STYLE = """
            :root { --page: #f4f5f7; --paper: #fff; --ink: #16181d; --soft: #5a6270; --line: #dfe2e7; --warn: #9a4a00;
              --mark: #d7e8f5; }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
            main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
            section { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem;
              padding: 1.1rem 1.35rem; margin-top: 1.25rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; } h2 { font-size: 1.2rem; margin: 1.8rem 0 0; }
            h3 { font-size: 1rem; margin: 1.2rem 0 .2rem; }
            p { max-width: 58rem; color: var(--soft); margin: .5rem 0; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-size: .95rem; }
            th, td { text-align: start; vertical-align: baseline; padding: .25rem 1.1rem .25rem 0; font-weight: 400; }
            thead th { font-size: .8rem; color: var(--soft); white-space: nowrap; }
            tbody tr { border-top: 1px solid var(--line); }
            .n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .other { color: var(--warn); }
            mark { background: var(--mark); color: inherit; border-radius: .2rem; }
            @media screen and (prefers-color-scheme: dark) {
              :root { --page: #111317; --paper: #1b1e24; --ink: #f2f4f8; --soft: #a4acb9; --line: #353a44;
                --warn: #ffb27a; --mark: #1f4668; }
            }
            @media print { body { background: none; font-size: 10pt; } main { max-width: none; padding: 0; } }
            """;

    CorpusHtml(CorpusReport report) {
        this(report, new CorpusTables(report));
    }

    String page() {
        Markup html = new Markup();
        new HtmlPage("Words of " + report.source(), STYLE).open(html);
        html.raw(fragment());
        HtmlPage.close(html);
        return html.toString();
    }

    String fragment() {
        Markup html = new Markup().raw("<section class=\"dknn-corpus\">\n<h1>Words of ");
        html.isolated(report.source()).raw("</h1>\n<p>").text(tables.legend());
        html.raw("</p>\n");
        report.classes().forEach(words -> ofClass(html, words));
        return html.raw("</section>\n").toString();
    }

    private void ofClass(Markup html, CorpusReport.ClassWords words) {
        html.raw("<h2>").isolated(report.labelSet().name(words.label())).raw("</h2>\n<p>");
        html.raw(CorpusTables.candidates(words));
        String agreement = tables.agreement(words);
        if (!agreement.isEmpty()) {
            html.raw(CorpusTables.CORRELATION).text(agreement).raw(".");
        }
        html.raw("</p>\n");
        if (!words.words().isEmpty()) {
            table(html, words);
        }
    }

    private void table(Markup html, CorpusReport.ClassWords words) {
        html.raw("<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Word</th>");
        for (String name : new String[] {"Explained", "Of class", "PMI"}) {
            html.raw("<th scope=\"col\" class=\"n\">" + name + "</th>");
        }
        for (String method : report.methods()) {
            html.raw("<th scope=\"col\" class=\"n\">").isolated(method).raw("</th>");
            html.raw("<th scope=\"col\" class=\"n\">Rank</th>");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        words.words().forEach(word -> row(html, word));
        html.raw("</tbody>\n</table></div>\n");
    }

    private static void row(Markup html, WordInClass word) {
        html.raw("<tr><th scope=\"row\">").isolated(word.word()).raw("</th>");
        cell(html, Long.toString(word.textsExplained()));
        cell(html, Long.toString(word.textsOfClass()));
        cell(html, CorpusTables.pmi(word));
        for (WordInClass.Measure measure : word.measures()) {
            cell(html, CorpusTables.importance(measure));
            cell(html, CorpusTables.rank(measure));
        }
        html.raw("</tr>\n");
    }

    private static void cell(Markup html, String number) {
        html.raw("<td class=\"n\">").text(number).raw("</td>");
    }
}

package org.dknn.nlp.render;

import org.dknn.nlp.corpus.CorpusReport;

/** Makes a corpus report readable. Implementations are immutable and safe for use by many threads. */
@FunctionalInterface
public interface CorpusRenderer {

    /** The report as text of the renderer's kind. */
    String render(CorpusReport report);

    /** A table a class in GitHub's Markdown. */
    static CorpusRenderer markdown() {
        return new CorpusMarkdown();
    }

    /**
     * All rows in one table of comma-separated values, with a line of names first and full precision.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
     */
    static CorpusRenderer csv() {
        return new CorpusCsv();
    }

    /** A {@code <section>} to stand in a page of yours; needs no script and no style. */
    static CorpusRenderer htmlFragment() {
        return report -> new CorpusHtml(report).fragment();
    }

    /** A complete HTML page that needs nothing else. */
    static CorpusRenderer html() {
        return report -> new CorpusHtml(report).page();
    }
}

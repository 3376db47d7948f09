package org.dknn.cli.serve;

import org.dknn.nlp.render.page.Markup;

/**
 * What all pages of the application share.
 *
 * @param model its name
 * @param style of explanations
 */
record Shell(String model, String style) {

    private static final String OWN_STYLE = """
            nav.dknn a { margin-right: 1.2rem; }
            nav.dknn .model { opacity: .75; }
            form.dknn { display: grid; gap: .5rem; margin: 1rem 0; }
            form.dknn textarea { font: inherit; width: 100%; box-sizing: border-box; min-height: 5rem; padding: .5rem; }
            form.dknn button { font: inherit; justify-self: start; padding: .4rem 1.2rem; }
            ol.dknn-texts { padding-left: 1.6rem; }
            ol.dknn-texts li { margin: .5rem 0; }
            .dknn-label { font-size: .85em; border: 1px solid; border-radius: .3rem; padding: 0 .35rem; margin-right: .4rem; }
            .dknn-note { opacity: .8; }
            """;

    /** A whole page. */
    String page(String title, String content) {
        Markup page = new Markup();
        page.raw("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>""");
        page.text(title)
                .raw(" - dknn</title>\n<style>\n")
                .raw(style)
                .raw(OWN_STYLE)
                .raw("""
                </style>
                <script src="dknn.js" defer></script>
                </head>
                <body>
                <nav class="dknn" aria-label="Pages"><a href="./">Explain</a><a href="compare">Compare</a>
                <a href="audit">Suspect labels</a><span class="model">""");
        page.isolated(model).raw("</span></nav>\n<main>\n<h1>").text(title).raw("</h1>\n");
        return page.raw(content).raw("</main>\n</body>\n</html>\n").toString();
    }

    /** A text area with its label. */
    static Markup area(Markup page, String name, String label, String text) {
        page.raw("<label for=\"" + name + "\">" + label + "</label>\n<textarea id=\"" + name + "\" name=\"" + name
                + "\" required>\n");
        // the line break behind the tag is not part of the text
        return page.lines(text).raw("</textarea>\n");
    }

    /** A training text, linked to its explanation. */
    static Markup text(Markup page, String label, int ordinal, String text) {
        page.raw("<span class=\"dknn-label\">").isolated(label).raw("</span>");
        return page.raw("<a href=\"training?number=" + (ordinal + 1) + "\">")
                .isolated(text)
                .raw("</a>");
    }
}

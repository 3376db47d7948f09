package org.dknn.cli.serve;

import java.util.Map;
import java.util.stream.Stream;
import org.dknn.nlp.render.page.Markup;

/**
 * What all pages of the application share.
 *
 * @param model its name
 * @param style of explanations
 */
record Shell(String model, String style) {

    private static final String OWN_STYLE = """
            nav.dknn { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; max-width: 58rem; margin: 0 auto; padding: .5rem 1rem; }
            nav.dknn a { padding: .5rem 0; } nav.dknn [aria-current] { font-weight: 600; color: var(--ink); }
            nav.dknn .model { margin-inline-start: auto; padding: .5rem 0; color: var(--soft); overflow-wrap: anywhere; }
            form.dknn { display: grid; gap: .5rem; margin: 1rem 0; }
            form.dknn textarea { font: inherit; width: 100%; min-height: 5rem; padding: .5rem; color: var(--ink);
              background: var(--card); border: 1px solid var(--soft); border-radius: .3rem; }
            form.dknn button { font: inherit; justify-self: start; padding: .4rem 1.2rem; }
            [aria-busy=true] { opacity: .6; }
            .dknn-nearest { margin-top: 1.5rem; }
            ol.dknn-texts { padding-left: 1.6rem; list-style: decimal; overflow-wrap: anywhere; }
            ol.dknn-texts li { margin: .5rem 0; }
            .dknn-label { font-size: .85em; border: 1px solid; border-radius: .3rem; padding: 0 .35rem; margin-right: .4rem; }
            .dknn-note { color: var(--soft); }
            """;

    /** Address and name of each page that others lead to. */
    private static final Map<String, String> LINKS =
            Map.of("./", "Explain a text", "compare", "Compare two texts", "audit", "Suspect labels");

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
                <nav class="dknn" aria-label="Pages">
                """);
        Stream.of("./", "compare", "audit").forEach(address -> link(page, address, title));
        page.raw("<span class=\"model\">")
                .isolated(model)
                .raw("</span></nav>\n<main>\n<h1>")
                .text(title)
                .raw("</h1>\n");
        return page.raw(content).raw("</main>\n</body>\n</html>\n").toString();
    }

    private static void link(Markup page, String address, String title) {
        String name = LINKS.get(address);
        page.raw("<a href=\"" + address + "\"" + (title.equals(name) ? " aria-current=\"page\"" : "") + ">" + name
                + "</a>\n");
    }

    /** A text area with its label; the text comes back as it is here. */
    static Markup area(Markup page, String name, String label, String text) {
        page.raw("<label for=\"" + name + "\">" + label + "</label>\n<textarea id=\"" + name + "\" name=\"" + name
                + "\" required>\n");
        // the line break behind the tag is not part of the text
        return page.verbatim(text).raw("</textarea>\n");
    }

    /** A training text, linked to its explanation. */
    static Markup text(Markup page, String label, int ordinal, String text) {
        page.raw("<span class=\"dknn-label\">").isolated(label).raw("</span>");
        return page.raw("<a href=\"training?number=" + (ordinal + 1) + "\">")
                .isolated(text)
                .raw("</a>");
    }
}

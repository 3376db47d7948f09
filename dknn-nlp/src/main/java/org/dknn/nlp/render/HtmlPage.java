package org.dknn.nlp.render;

/**
 * What stands around the articles of a page.
 *
 * @param title in one line
 * @param note under it; line breaks are kept, and nothing is shown if it is empty
 * @param palette of the words
 */
record HtmlPage(String title, String note, Palette palette) {

    void open(Markup page) {
        page.raw("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>""");
        page.text(title).raw("</title>\n<style>\n").raw(HtmlStyle.css(palette));
        page.raw("</style>\n</head>\n<body>\n<main>\n<header>\n<h1>")
                .isolated(title)
                .raw("</h1>\n");
        if (!note.isEmpty()) {
            page.raw("<p class=\"note\">").lines(note).raw("</p>\n");
        }
        page.raw("</header>\n");
    }

    static void close(Markup page) {
        page.raw("</main>\n</body>\n</html>\n");
    }
}

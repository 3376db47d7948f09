package org.dknn.nlp.render.page;

/**
 * What stands around the content of a page that needs nothing else: no script, no font, no picture, no Internet access.
 *
 * @param title of the window
 * @param style its style sheet
 */
public record HtmlPage(String title, String style) {

    /** Adds all that comes before the content. */
    public void open(Markup page) {
        page.raw("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>""");
        page.text(title).raw("</title>\n<style>\n").raw(style).raw("</style>\n</head>\n<body>\n<main>\n");
    }

    /** Adds all that comes after the content. */
    public static void close(Markup page) {
        page.raw("</main>\n</body>\n</html>\n");
    }
}

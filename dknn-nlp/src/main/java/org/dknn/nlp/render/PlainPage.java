package org.dknn.nlp.render;

/**
 * A page around fragments that bring their own headings: tables and lists, light and dark, without colours of words.
 *
 * @param title of the window
 */
record PlainPage(String title) {

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

    String around(String fragment) {
        return new Markup()
                .raw("""
                        <!DOCTYPE html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <title>""")
                .text(title)
                .raw("</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<main>\n")
                .raw(fragment)
                .raw("</main>\n</body>\n</html>\n")
                .toString();
    }
}

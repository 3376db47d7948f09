package org.dknn.cli.serve;

/**
 * The parts of a page that a renderer made, to be set into a page of the application.
 *
 * @param style its style sheet
 * @param content what stands in its {@code main}, without its title
 */
record PageParts(String style, String content) {

    static PageParts of(String page) {
        String main = between(page, "<main", "</main>");
        String content = main.substring(main.indexOf('>') + 1);
        int title = content.indexOf("</header>");
        return new PageParts(
                between(page, "<style>", "</style>"),
                title < 0 ? content : content.substring(title + "</header>".length()));
    }

    private static String between(String page, String start, String end) {
        int from = page.indexOf(start) + start.length();
        int to = page.lastIndexOf(end);
        if (from < start.length() || to < from) {
            throw new IllegalStateException("a page needs " + start + " and " + end + ", got " + page);
        }
        return page.substring(from, to);
    }
}

package org.dknn.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.renderer.html.HtmlRenderer;
import org.dknn.nlp.render.page.Markup;

/** Makes a site of the documents: a page for each, beside the Javadoc in {@code api}. */
public final class Site {

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
            nav ul { columns: 14rem; list-style: none; padding: 0; }
            pre, table { display: block; overflow-x: auto; }
            pre { border: 1px solid #8888; padding: .5rem; }
            td, th { border-bottom: 1px solid #8888; padding: .25rem .5rem; text-align: start; vertical-align: top; }
            img { height: auto; max-width: 100%; }
            """;

    private final Path site;
    private final List<Document> documents;

    private Site(Path root, Path site) throws IOException {
        this.site = site;
        this.documents = Document.all(root);
    }

    /**
     * Writes the site.
     *
     * @param arguments the root of the project, and the directory of the site
     * @throws IllegalStateException if a link leads nowhere
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void write(Path root, Path directory) throws IOException {
        Site site = new Site(root, directory);
        List<String> broken = new Links(root, site.documents).broken();
        if (!broken.isEmpty()) {
            throw new IllegalStateException("links that lead nowhere: " + broken);
        }
        for (Document document : site.documents) {
            site.writePage(document);
        }
        Files.copy(
                root.resolve("docs/report.png"),
                directory.resolve("docs/report.png"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void writePage(Document document) throws IOException {
        Path file = site.resolve(page(document.path()));
        Files.createDirectories(file.getParent());
        Files.writeString(file, html(document));
    }

    /** The page of a document; the first one's is the index. */
    private static String page(Path document) {
        String path = document.toString().replace('\\', '/');
        return path.equals("README.md") ? "index.html" : path.replaceAll("\\.md$", ".html");
    }

    private String html(Document document) {
        document.tree().accept(new PageLinks());
        String up = "../".repeat(document.path().getNameCount() - 1);
        StringBuilder entries = new StringBuilder();
        for (Document other : documents) {
            entries.append(
                    "<li><a href=\"%s\">%s</a></li>\n".formatted(up + page(other.path()), escape(other.title())));
        }
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <nav aria-label="Documents">
                <ul>
                %s<li><a href="%sapi/index.html">Javadoc</a></li>
                </ul>
                </nav>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(
                escape(document.title()),
                STYLE,
                entries,
                up,
                HtmlRenderer.builder().extensions(Document.EXTENSIONS).build().render(document.tree()));
    }

    private static String escape(String text) {
        return new Markup().text(text).toString();
    }

    /** Leads links between documents to their pages. */
    private static final class PageLinks extends AbstractVisitor {

        @Override
        public void visit(Link link) {
            String destination = link.getDestination();
            if (!Links.isElsewhere(destination)) {
                link.setDestination(destination
                        .replaceAll("(^|/)README\\.md", "$1index.html")
                        .replaceAll("\\.md(#|$)", ".html$1"));
            }
            visitChildren(link);
        }
    }
}

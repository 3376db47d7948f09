package org.dknn.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A document in Markdown.
 *
 * @param path relative to the root of the project
 * @param tree what it says
 */
record Document(Path path, Node tree) {

    static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), HeadingAnchorExtension.create());

    private static final List<String> AT_THE_ROOT =
            List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md");

    /**
     * A piece of code.
     *
     * @param language as the document names it
     */
    record CodeBlock(String language, String text) {}

    /** All documents below a root, in the order of their paths; those of the root first. */
    static List<Document> all(Path root) throws IOException {
        List<Path> paths = new ArrayList<>(AT_THE_ROOT.stream().map(Path::of).toList());
        try (Stream<Path> found = Files.walk(root.resolve("docs"))) {
            found.filter(path -> path.toString().endsWith(".md"))
                    .map(root::relativize)
                    .sorted()
                    .forEach(paths::add);
        }
        List<Document> documents = new ArrayList<>();
        for (Path path : paths) {
            Parser parser = Parser.builder().extensions(EXTENSIONS).build();
            documents.add(new Document(path, parser.parse(Files.readString(root.resolve(path)))));
        }
        return documents;
    }

    /** The first heading, or the path where there is none. */
    String title() {
        List<String> headings = headings();
        return headings.isEmpty() ? path.toString() : headings.get(0);
    }

    /** The places that a link can name, as they are made of the headings. */
    List<String> anchors() {
        IdGenerator names = IdGenerator.builder().build();
        return headings().stream().map(names::generateId).toList();
    }

    private List<String> headings() {
        List<String> headings = new ArrayList<>();
        tree.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(textOf(heading));
            }
        });
        return headings;
    }

    private static String textOf(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text piece) {
                text.append(piece.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(code.getLiteral());
            }
        });
        return text.toString();
    }

    /** Where links and pictures lead. */
    List<String> destinations() {
        List<String> destinations = new ArrayList<>();
        tree.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                destinations.add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                destinations.add(image.getDestination());
            }
        });
        return destinations;
    }

    /** The pieces of code in fences. */
    List<CodeBlock> code() {
        List<CodeBlock> blocks = new ArrayList<>();
        tree.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                blocks.add(new CodeBlock(block.getInfo(), block.getLiteral()));
            }
        });
        return blocks;
    }
}

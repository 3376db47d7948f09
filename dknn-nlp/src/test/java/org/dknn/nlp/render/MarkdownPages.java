package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Markdown as a reader of it sees it. */
final class MarkdownPages {

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private MarkdownPages() {}

    static Node parsed(String markdown) {
        return PARSER.parse(markdown);
    }

    /** Names of all kinds of nodes, in order of appearance. */
    static List<String> kinds(Node node) {
        List<String> kinds = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            kinds.add(child.getClass().getSimpleName());
            kinds.addAll(kinds(child));
        }
        return kinds;
    }

    /** All text, without any marks. */
    static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }
}

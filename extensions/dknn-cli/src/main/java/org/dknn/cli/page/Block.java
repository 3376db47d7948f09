package org.dknn.cli.page;

/** A piece of a page. */
sealed interface Block {

    /** Starts a section. */
    record Heading(String text) implements Block {}

    /** Some sentences. */
    record Paragraph(String text) implements Block {}

    /** Figures. */
    record Numbers(Table table) implements Block {}

    /** A picture, as SVG; only in HTML. */
    record Picture(String svg) implements Block {}
}

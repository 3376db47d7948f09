package org.dknn.nlp.render;

import org.dknn.nlp.explain.Explained;

/** One line a word, with a bar a method. */
record PlainRenderer() implements Renderer {

    @Override
    public String render(Explained explained) {
        StringBuilder text = new StringBuilder();
        WrappedLines lines = new WrappedLines(ConsoleText.WIDTH);
        lines.between(VisibleText.line(explained.text()));
        text.append(lines).append('\n');
        text.append(ConsoleText.name(explained, explained.label())).append('\n');
        text.append(ConsoleText.verdict(explained)).append(ConsoleText.support(explained));
        text.append('\n').append(new WordBars(explained, ColorScales.of(explained)).render());
        return text.append(ConsoleText.neighbors(explained)).toString();
    }
}

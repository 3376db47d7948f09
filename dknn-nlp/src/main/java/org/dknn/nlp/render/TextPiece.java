package org.dknn.nlp.render;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.text.Token;

/**
 * A piece of a text, most often an explained segment: a word, or what stands between two words. All pieces together are the text.
 *
 * @param text as the user wrote it
 * @param word position of the word, from 0; empty between words
 */
record TextPiece(String text, OptionalInt word) {

    /** The pieces of a text, none empty but words that are not in the text at all. */
    static List<TextPiece> of(Segment segment) {
        return of(segment.text(), segment.tokens());
    }

    /** The pieces of a text, of which some words are told apart; a word's position is its place among these. */
    static List<TextPiece> of(String text, List<Token> words) {
        List<TextPiece> pieces = new ArrayList<>();
        int end = 0;
        for (int position = 0; position < words.size(); position++) {
            Token token = words.get(position);
            // a tokenizer that lets spans overlap must not make text appear twice
            int start = Math.max(end, token.start());
            addBetween(pieces, text.substring(end, start));
            end = Math.max(start, token.end());
            pieces.add(new TextPiece(text.substring(start, end), OptionalInt.of(position)));
        }
        addBetween(pieces, text.substring(end));
        return pieces;
    }

    private static void addBetween(List<TextPiece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new TextPiece(text, OptionalInt.empty()));
        }
    }
}

package org.dknn.nlp.text;

import java.util.ArrayList;
import java.util.List;

/** How pieces of words tell which word they belong to, and the words that they make. */
public enum Subwords {
    /** A piece that begins with {@code ##} goes on with the word before, as in {@code play ##ing}. */
    WORD_PIECE("##") {
        @Override
        boolean begins(String piece) {
            return !piece.startsWith(marker());
        }
    },

    /** A piece that begins with {@code U+2581} begins a word, as in {@code ▁play ing}; others go on with the word before. */
    SENTENCE_PIECE("\u2581") {
        @Override
        boolean begins(String piece) {
            return piece.startsWith(marker());
        }
    };

    private final String marker;

    Subwords(String marker) {
        this.marker = marker;
    }

    abstract boolean begins(String piece);

    String marker() {
        return marker;
    }

    /**
     * The places at which words begin, rising; a word reaches to the next one. The first piece begins a word, whatever it
     * looks like.
     */
    public List<Integer> starts(List<Token> pieces) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (i == 0 || begins(pieces.get(i).word())) {
                starts.add(i);
            }
        }
        return List.copyOf(starts);
    }

    /**
     * The words that pieces make, in their order: each is written as its pieces without their marks, and spans them all.
     *
     * @param pieces as a network reads them
     */
    public List<Token> merge(List<Token> pieces) {
        List<Integer> starts = starts(pieces);
        List<Token> words = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : pieces.size();
            words.add(word(pieces.subList(starts.get(i), end)));
        }
        return List.copyOf(words);
    }

    private Token word(List<Token> pieces) {
        StringBuilder word = new StringBuilder();
        int start = Integer.MAX_VALUE;
        int end = 0;
        for (Token piece : pieces) {
            word.append(piece.word().startsWith(marker) ? piece.word().substring(marker.length()) : piece.word());
            start = Math.min(start, piece.start());
            end = Math.max(end, piece.end());
        }
        return new Token(word.toString(), start, end);
    }
}

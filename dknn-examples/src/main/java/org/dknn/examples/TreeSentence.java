package org.dknn.examples;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A parse tree with a sentiment on every node, such as {@code (3 (2 A) (4 (4 gripping) (2 film)))}.
 *
 * @param nodes all phrases, children before their parents, so the sentence comes last
 */
record TreeSentence(List<Phrase> nodes) {

    private static final int NEUTRAL = 2;

    /**
     * A phrase.
     *
     * @param sentiment 0 very negative to 4 very positive
     * @param text its words with spaces between them, ASCII letters in lower case
     */
    record Phrase(int sentiment, String text) {

        String binaryLine() {
            return (sentiment > NEUTRAL ? "1 " : "0 ") + text;
        }
    }

    static List<TreeSentence> parseAll(List<String> trees) {
        return trees.stream().map(TreeSentence::parse).toList();
    }

    static TreeSentence parse(String tree) {
        List<Phrase> nodes = new ArrayList<>();
        Deque<Integer> sentiments = new ArrayDeque<>();
        Deque<StringBuilder> texts = new ArrayDeque<>();
        int i = 0;
        while (i < tree.length()) {
            char c = tree.charAt(i);
            if (c == '(') {
                sentiments.push(Character.digit(tree.charAt(i + 1), 5));
                texts.push(new StringBuilder());
                i += 3;
            } else if (c == ')') {
                close(tree, nodes, sentiments, texts);
                i++;
            } else if (c == ' ') {
                i++;
            } else {
                int end = tree.indexOf(')', i);
                require(end > i && !texts.isEmpty(), tree);
                texts.peek().append(lowerCase(tree.substring(i, end)));
                i = end;
            }
        }
        require(sentiments.isEmpty() && !nodes.isEmpty(), tree);
        return new TreeSentence(List.copyOf(nodes));
    }

    private static void close(String tree, List<Phrase> nodes, Deque<Integer> sentiments, Deque<StringBuilder> texts) {
        require(!texts.isEmpty() && !texts.peek().isEmpty(), tree);
        int sentiment = sentiments.pop();
        require(sentiment >= 0, tree);
        String text = texts.pop().toString();
        nodes.add(new Phrase(sentiment, text));
        if (!texts.isEmpty()) {
            texts.peek().append(texts.peek().isEmpty() ? "" : " ").append(text);
        }
    }

    private static void require(boolean wellFormed, String tree) {
        if (!wellFormed) {
            throw new IllegalArgumentException("needs a tree such as (3 (2 A) (4 film)), got " + tree);
        }
    }

    /** Lowers ASCII letters alone, as the files in common use have it. */
    private static String lowerCase(String word) {
        StringBuilder lower = new StringBuilder(word);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }

    /** Lines of the sentences that are not neutral, with label 0 or 1. */
    static List<String> binarySentences(List<TreeSentence> trees) {
        return trees.stream()
                .map(tree -> tree.nodes.get(tree.nodes.size() - 1))
                .filter(sentence -> sentence.sentiment != NEUTRAL)
                .map(Phrase::binaryLine)
                .toList();
    }

    /** Lines of all phrases that are not neutral, with label 0 or 1: each text once, with its first sentiment. */
    static List<String> binaryPhrases(List<TreeSentence> trees) {
        Set<String> seen = new HashSet<>();
        return trees.stream()
                .flatMap(tree -> tree.nodes.stream())
                .filter(phrase -> seen.add(phrase.text))
                .filter(phrase -> phrase.sentiment != NEUTRAL)
                .map(Phrase::binaryLine)
                .toList();
    }
}

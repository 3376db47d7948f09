package org.dknn.index.faiss;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Description and search width of an index.
 *
 * @param description a string of FAISS's index factory, for example {@code "IVF256,PQ16"}
 * @param efSearch number of nodes that a search of a graph keeps in view; no effect without a graph
 * @param probes number of cells that a search visits; no effect without cells
 * @param rerank candidates per neighbor whose exact distances decide; no effect if FAISS compares vectors
 */
record IndexSpec(String description, int efSearch, int probes, int rerank) {

    static final int EF_SEARCH = 128;
    static final int PROBES = 16;
    static final int RERANK = 4;
    private static final int MAX_CELLS = 1 << 24;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9_,+()]{1,200}");
    private static final Pattern NUMBER = Pattern.compile("(IVF|HNSW|x)?([0-9]+)");

    IndexSpec {
        requireLanguage(description);
        requireNumbers(description);
        requirePositive("efSearch", efSearch);
        requirePositive("probes", probes);
        requirePositive("rerank", rerank);
    }

    private static void requireLanguage(String description) {
        if (!LANGUAGE.matcher(description).matches()) {
            throw new IllegalArgumentException(
                    "a description must have 1 to 200 letters, digits and _ , + ( ), for example IVF256,PQ16; got \""
                            + description + "\"");
        }
        // FAISS 1.7.3 ends the process
        if (description.contains("_NSG")) {
            throw new IllegalArgumentException("cells found by NSG are not supported, got \"" + description + "\"");
        }
    }

    /** FAISS does not check for zeros and huge numbers before it divides, loops or allocates. */
    private static void requireNumbers(String description) {
        Matcher number = NUMBER.matcher(description);
        while (number.find()) {
            String before = number.group(1) == null ? "" : number.group(1);
            switch (before) {
                case "IVF" -> requireIn(description, number.group(2), 1, MAX_CELLS);
                case "HNSW" -> requireIn(description, number.group(2), 2, 512);
                case "x" -> requireIn(description, number.group(2), 1, 16);
                default -> requireIn(description, number.group(2), 1, 1 << 16);
            }
        }
    }

    private static void requireIn(String description, String digits, int min, int max) {
        if (digits.length() > 9 || Integer.parseInt(digits) < min || Integer.parseInt(digits) > max) {
            throw new IllegalArgumentException(
                    "the numbers in \"" + description + "\" must be in " + min + ".." + max + ", got " + digits);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1 || value > MAX_CELLS) {
            throw new IllegalArgumentException(name + " must be in 1.." + MAX_CELLS + ", got " + value);
        }
    }

    static IndexSpec of(String description) {
        return new IndexSpec(description, EF_SEARCH, PROBES, RERANK);
    }

    IndexSpec withEfSearch(int value) {
        return new IndexSpec(description, value, probes, rerank);
    }

    IndexSpec withProbes(int value) {
        return new IndexSpec(description, efSearch, value, rerank);
    }

    IndexSpec withRerank(int value) {
        return new IndexSpec(description, efSearch, probes, value);
    }

    IndexSpec withWidthOf(IndexSpec other) {
        return new IndexSpec(description, other.efSearch, other.probes, other.rerank);
    }

    /** Whether FAISS compares a query with every vector. */
    boolean isExact() {
        return description.equals("Flat");
    }

    /** Whether FAISS compares vectors, not codes of them. */
    boolean comparesVectors() {
        return description.matches("((IVF[0-9]+(_HNSW[0-9]*)?),)?(Flat|HNSW[0-9]*(,Flat)?)");
    }

    boolean hasGraph() {
        return description.contains("HNSW");
    }

    boolean hasCells() {
        return description.contains("IVF");
    }

    /** The same index with four times the search width. */
    IndexSpec wider() {
        return new IndexSpec(description, fourTimes(efSearch), fourTimes(probes), rerank);
    }

    private static int fourTimes(int width) {
        return Math.min(MAX_CELLS, 4 * width);
    }
}

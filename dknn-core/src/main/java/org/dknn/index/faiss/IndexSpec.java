package org.dknn.index.faiss;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What FAISS is to build, and how far it is to search.
 *
 * @param description in FAISS's language, for example {@code "IVF256,PQ16"}
 * @param efSearch how many nodes of a graph a search keeps in view; no effect without a graph
 * @param probes how many cells a search visits; no effect without cells
 */
record IndexSpec(String description, int efSearch, int probes) {

    static final int EF_SEARCH = 128;
    static final int PROBES = 16;
    private static final int MAX_NUMBER = 1 << 24;
    private static final int MAX_LINKS = 512;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9_,+()]{1,200}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern LINKS = Pattern.compile("HNSW([0-9]+)");

    // FAISS 1.7.3 ends the process or never comes back on some of these, rather than throwing
    private static final Pattern REFUSED = Pattern.compile("IDMap|NSG|IMI|LSQ|RCQ|LSCQ|SH|Index|Binary|RFlat.*RFlat");

    IndexSpec {
        requireLanguage(description);
        requireNumbers(description);
        requirePositive("efSearch", efSearch);
        requirePositive("probes", probes);
    }

    private static void requireLanguage(String description) {
        if (!LANGUAGE.matcher(description).matches()) {
            throw new IllegalArgumentException(
                    "a description of FAISS has letters, digits and _ , + ( ), for example IVF256,PQ16; got \""
                            + description + "\"");
        }
        Matcher refused = REFUSED.matcher(description);
        if (refused.find()) {
            throw new IllegalArgumentException(
                    "dknn does not offer " + refused.group() + " of FAISS, got \"" + description + "\"");
        }
    }

    /** Zeros and huge numbers reach a division or an allocation in FAISS without a check. */
    private static void requireNumbers(String description) {
        NUMBER.matcher(description).results().forEach(number -> requireIn(description, number.group(), MAX_NUMBER));
        LINKS.matcher(description).results().forEach(links -> requireIn(description, links.group(1), MAX_LINKS));
    }

    private static void requireIn(String description, String digits, int max) {
        if (digits.length() > 9 || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > max) {
            throw new IllegalArgumentException(
                    "numbers in \"" + description + "\" must be in 1.." + max + ", got " + digits);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1 || value > MAX_NUMBER) {
            throw new IllegalArgumentException(name + " must be in 1.." + MAX_NUMBER + ", got " + value);
        }
    }

    static IndexSpec of(String description) {
        return new IndexSpec(description, EF_SEARCH, PROBES);
    }

    IndexSpec withEfSearch(int value) {
        return new IndexSpec(description, value, probes);
    }

    IndexSpec withProbes(int value) {
        return new IndexSpec(description, efSearch, value);
    }

    /** Whether FAISS compares a query with every vector as it is. */
    boolean isExact() {
        return description.equals("Flat");
    }

    /** Whether FAISS compares whole vectors, rather than codes of them. */
    boolean comparesVectors() {
        return description.matches("((IVF[0-9]+(_HNSW[0-9]*)?),)?(Flat|HNSW[0-9]*(,Flat)?)");
    }

    boolean hasGraph() {
        return description.contains("HNSW");
    }

    boolean hasCells() {
        return description.contains("IVF");
    }

    /** The same index, searched four times as far. */
    IndexSpec wider() {
        return new IndexSpec(description, Math.min(MAX_NUMBER, 4 * efSearch), Math.min(MAX_NUMBER, 4 * probes));
    }
}

package org.dknn.index.faiss;

/** What FAISS threw, as JavaCPP brings it over. */
final class FaissException extends Exception {

    private static final long serialVersionUID = 1L;

    FaissException(String message) {
        super(message);
    }
}

package org.dknn.index.faiss;

/** An exception of FAISS, translated by JavaCPP. */
final class FaissException extends Exception {

    private static final long serialVersionUID = 1L;

    FaissException(String message) {
        super(message);
    }
}

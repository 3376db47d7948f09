package org.dknn;

/** Is told how far a long pass has come. Calls come one at a time, from any thread. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Takes note of progress.
     *
     * @param pass what is done, for example {@code "activations of training examples"}
     * @param done in {@code 0..total}, never falling within a pass; the last call of a pass has {@code done == total}
     * @param total amount of work in the pass
     */
    void onProgress(String pass, long done, long total);

    /** Listens to nothing. */
    static ProgressListener silent() {
        return (pass, done, total) -> {};
    }
}

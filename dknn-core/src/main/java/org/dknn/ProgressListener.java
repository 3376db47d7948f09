package org.dknn;

/** Receives the progress of a long operation. Calls come one at a time, from any thread. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Receives progress.
     *
     * @param task name of the operation, for example {@code "activations of training examples"}
     * @param done in {@code 0..total}, never falling within an operation; its last call has {@code done == total}
     * @param total amount of work of the operation
     */
    void onProgress(String task, long done, long total);

    /** A listener that ignores all progress. */
    static ProgressListener silent() {
        return (task, done, total) -> {};
    }
}

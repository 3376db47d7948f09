package org.dknn;

/** Progress of one long operation: sums the work that threads report and calls a listener, one call at a time. */
final class ProgressTask {

    private final String name;
    private final long total;
    private final ProgressListener listener;
    private long done;

    ProgressTask(String name, long total, ProgressListener listener) {
        this.name = name;
        this.total = total;
        this.listener = listener;
    }

    synchronized void advance(int more) {
        done += more;
        listener.onProgress(name, done, total);
    }
}

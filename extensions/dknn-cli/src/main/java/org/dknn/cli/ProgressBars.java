package org.dknn.cli;

import java.io.PrintWriter;
import org.dknn.ProgressListener;

/** One bar per operation, each on a line of its own. */
final class ProgressBars implements ProgressListener, AutoCloseable {

    private static final int COLUMNS = 40;

    private final boolean areShown;
    private final PrintWriter err;
    private String task = "";
    private long percent;

    ProgressBars(boolean areShown, PrintWriter err) {
        this.areShown = areShown;
        this.err = err;
    }

    @Override
    public synchronized void onProgress(String task, long done, long total) {
        long now = 100 * done / Math.max(1, total);
        if (!areShown || (task.equals(this.task) && now == percent)) {
            return;
        }
        if (!task.equals(this.task)) {
            close();
        }
        this.task = task;
        percent = now;
        String bar = "=".repeat((int) (COLUMNS * now / 100));
        err.printf("\r%s [%-" + COLUMNS + "s] %d %% (%d of %d)", task, bar, now, done, total);
        err.flush();
    }

    /** Ends the line of the current bar, if any. */
    @Override
    public synchronized void close() {
        if (!task.isEmpty()) {
            err.println();
        }
        task = "";
    }
}

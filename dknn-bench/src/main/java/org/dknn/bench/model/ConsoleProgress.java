package org.dknn.bench.model;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import org.dknn.ProgressListener;

/**
 * Prints a line at every tenth of a pass, with the time that is left if it is ten seconds or more, as if the rest went as the pass so far; one
 * pass may follow another of its name.
 */
public final class ConsoleProgress implements ProgressListener {

    private static final long WORTH_TELLING = 10;

    private final PrintStream out;
    private final LongSupplier nanos;
    private String pass = "";
    private long tenths;
    private long start;
    private long doneAtStart;

    /** Prints to a stream. */
    public ConsoleProgress(PrintStream out) {
        this(out, System::nanoTime);
    }

    /** Prints to a stream, by a clock. */
    ConsoleProgress(PrintStream out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
    }

    @Override
    public synchronized void onProgress(String pass, long done, long total) {
        if (!pass.equals(this.pass)) {
            this.pass = pass;
            tenths = 0;
            start = nanos.getAsLong();
            // what was done when the pass was first told is no measure of its pace
            doneAtStart = done;
        }
        long now = 10 * done / total;
        if (now > tenths) {
            tenths = now;
            out.println("  " + pass + ": " + done + " of " + total + left(done, total));
        }
        if (done == total) {
            this.pass = "";
        }
    }

    private String left(long done, long total) {
        if (done == doneAtStart) {
            return "";
        }
        double seconds = (nanos.getAsLong() - start) / 1e9 * (total - done) / (done - doneAtStart);
        return seconds < WORTH_TELLING ? "" : ", about " + Math.round(seconds) + " s left";
    }
}

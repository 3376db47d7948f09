package org.dknn.bench.model;

import java.io.PrintStream;
import org.dknn.ProgressListener;

/** Prints a line at every tenth of a pass; one pass may follow another of its name. */
public final class ConsoleProgress implements ProgressListener {

    private final PrintStream out;
    private String pass = "";
    private long tenths;

    /** Prints to a stream. */
    public ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void onProgress(String pass, long done, long total) {
        if (!pass.equals(this.pass)) {
            this.pass = pass;
            tenths = 0;
        }
        long now = 10 * done / total;
        if (now > tenths) {
            tenths = now;
            out.println("  " + pass + ": " + done + " of " + total);
        }
        if (done == total) {
            this.pass = "";
        }
    }
}

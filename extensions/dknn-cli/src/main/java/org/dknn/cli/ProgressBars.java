package org.dknn.cli;

import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.dknn.ProgressListener;

/** One bar per operation, one after the other. */
final class ProgressBars implements ProgressListener, AutoCloseable {

    private static final int COLUMNS = 78;
    private static final int MILLIS_BETWEEN_UPDATES = 200;

    private final boolean areShown;
    private final PrintWriter err;
    private String pass = "";
    private Optional<ProgressBar> bar = Optional.empty();

    ProgressBars(boolean areShown, PrintWriter err) {
        this.areShown = areShown;
        this.err = err;
    }

    @Override
    public synchronized void onProgress(String pass, long done, long total) {
        if (!areShown) {
            return;
        }
        if (!pass.equals(this.pass)) {
            close();
            this.pass = pass;
            bar = Optional.of(start(pass, total));
        }
        bar.ifPresent(current -> current.stepTo(done));
    }

    private ProgressBar start(String pass, long total) {
        return new ProgressBarBuilder()
                .setTaskName(pass)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(MILLIS_BETWEEN_UPDATES)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, COLUMNS))
                .build();
    }

    private void draw(String line) {
        err.print("\r" + line);
        err.flush();
    }

    /** Ends the current bar, if any, and its line. */
    @Override
    public synchronized void close() {
        bar.ifPresent(current -> {
            current.close();
            err.println();
        });
        bar = Optional.empty();
        pass = "";
    }
}

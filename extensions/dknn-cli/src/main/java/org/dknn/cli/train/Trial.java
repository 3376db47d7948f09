package org.dknn.cli.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One recipe until it learns no more. Not safe for use by many threads. */
final class Trial {

    private final int number;
    private final TrainingRun<?> run;
    private final EqualLengthBatches<?> dev;
    private DevFigures last;
    private DevFigures best;
    private int pass;
    private int bestPass;
    private double lossOfPass;

    /** Receives the lines of a trial; each may be kept before, as the trial can go on from there. */
    @FunctionalInterface
    interface Report {
        void line(String line) throws IOException;
    }

    Trial(int number, TrainingRun<?> run, EqualLengthBatches<?> dev) {
        this.number = number;
        this.run = run;
        this.dev = dev;
        this.last = DevFigures.of(run.average(), dev);
        this.best = last;
    }

    /** Number of the recipe, from 1 on. */
    int number() {
        return number;
    }

    /** Passes that are done. */
    int passes() {
        return pass;
    }

    /** The network of the best parameters. Ends the trial. */
    FinishedTrial finished() {
        return new FinishedTrial(number, best, run.result());
    }

    void train(Optional<Integer> atMost, Report report) throws IOException {
        Pace pace = Pace.of(run.stepsPerPass());
        int most = atMost.orElse(pace.most());
        while (!isOver(pace, most)) {
            pass++;
            pass(run.nextPass(), pace);
            if (isOver(pace, most) || pass % pace.passesPerLine() == 0) {
                report.line(line(pace));
            }
        }
    }

    private boolean isOver(Pace pace, int most) {
        return pass >= most || (pass >= pace.least() && pass - bestPass >= pace.patience());
    }

    private void pass(List<List<Integer>> batches, Pace pace) {
        lossOfPass = 0;
        for (int i = 0; i < batches.size(); i++) {
            run.step(batches.get(i));
            lossOfPass += run.lastLoss() / batches.size();
            if (run.steps() % pace.stepsPerLook() == 0 || i == batches.size() - 1) {
                look();
            }
        }
    }

    private void look() {
        last = DevFigures.of(run.average(), dev);
        if (last.isBetterThan(best)) {
            best = last;
            bestPass = pass;
            run.keep();
        }
    }

    private String line(Pace pace) {
        return String.format(
                Locale.ROOT,
                "  epoch %d: loss %.3f, dev loss %.3f, dev accuracy %.3f%s",
                pass,
                lossOfPass,
                last.loss(),
                last.accuracy(),
                pass - bestPass < pace.passesPerLine() ? kept() : "");
    }

    /** The network that is kept may be one from the middle of a pass, so its own figure is told. */
    private String kept() {
        return String.format(Locale.ROOT, " (kept so far: %.3f)", best.accuracy());
    }

    /** Writes all that the passes to come depend on, beside the number. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(pass);
        out.writeInt(bestPass);
        last.write(out);
        best.write(out);
        run.write(out);
    }

    /** Goes on from what was written. */
    void read(DataInputStream in) throws IOException {
        pass = in.readInt();
        bestPass = in.readInt();
        last = DevFigures.read(in);
        best = DevFigures.read(in);
        run.read(in);
    }
}

package org.dknn.cli.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** One trial after the other, of which the best is kept; it goes on where an interrupted one has stopped. */
final class TrialSequence {

    private final Trials<?> trials;
    private final Consumer<String> say;
    private final Optional<Checkpoint> checkpoint;
    private Optional<FinishedTrial> best = Optional.empty();
    private Trial current;

    TrialSequence(Trials<?> trials, Consumer<String> say, Optional<Checkpoint> checkpoint) throws IOException {
        this.trials = trials;
        this.say = say;
        this.checkpoint = checkpoint;
        Optional<Trial> kept = checkpoint.isPresent() ? checkpoint.get().read(this::resumed) : Optional.empty();
        if (kept.isEmpty() && checkpoint.filter(Checkpoint::isThere).isPresent()) {
            say.accept(checkpoint.get().file()
                    + " is of an interrupted training of other texts or options; this one begins anew.");
        }
        this.current = kept.isPresent() ? kept.get() : begun(1);
    }

    /** The best trial. */
    FinishedTrial best(Optional<Integer> most) throws IOException {
        while (true) {
            current.train(most, this::line);
            FinishedTrial finished = current.finished();
            best = best.filter(kept -> !finished.figures()
                            .isRatherKeptThan(kept.figures(), trials.dev().size()))
                    .or(() -> Optional.of(finished));
            if (current.number() == trials.size()) {
                FinishedTrial kept = best.orElse(finished);
                String which = trials.size() == 1 ? "the best epoch" : "recipe " + kept.number();
                say.accept(String.format(
                        Locale.ROOT,
                        "Keeps the network of %s: dev accuracy %.3f.",
                        which,
                        kept.figures().accuracy()));
                return kept;
            }
            current = begun(current.number() + 1);
        }
    }

    private Trial begun(int number) {
        Recipe recipe = trials.recipe(number);
        String which = trials.size() == 1 ? "Trains" : "Recipe " + number + " of " + trials.size();
        say.accept(String.format(
                Locale.ROOT,
                "%s: learning rate %s, dropout %s.",
                which,
                recipe.rate().start(),
                recipe.dropout().pooled()));
        return trials.trial(number);
    }

    private void line(String line) throws IOException {
        if (checkpoint.isPresent()) {
            checkpoint.get().write(this::write);
        }
        say.accept(line);
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeBoolean(best.isPresent());
        if (best.isPresent()) {
            Trials.write(out, best.get());
        }
        out.writeInt(current.number());
        current.write(out);
    }

    /** Reads the trial last, as making a network sets the state of ND4J's draws. */
    private Trial resumed(DataInputStream in) throws IOException {
        Optional<FinishedTrial> before = in.readBoolean() ? Optional.of(trials.readFinished(in)) : Optional.empty();
        Trial trial = trials.trial(in.readInt());
        trial.read(in);
        best = before;
        String which = trials.size() == 1 ? "" : " of recipe " + trial.number();
        say.accept("Goes on behind epoch " + trial.passes() + which + ", where an interrupted run has stopped.");
        return trial;
    }
}

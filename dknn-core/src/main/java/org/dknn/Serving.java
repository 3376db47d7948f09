package org.dknn;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How calls of a classifier run in a service: on which threads, how many at once, whether together, and who is told what they cost.
 * Immutable, safe for use by many threads. By default on the common pool, without a limit, each by itself, and nobody is told.
 */
public final class Serving {

    private final Optional<Executor> executor;
    private final int threads;
    private final int running;
    private final int waiting;
    private final Duration joining;
    private final Listener listener;

    private Serving(
            Optional<Executor> executor, int threads, int running, int waiting, Duration joining, Listener listener) {
        this.executor = executor;
        this.threads = threads;
        this.running = running;
        this.waiting = waiting;
        this.joining = joining;
        this.listener = listener;
    }

    /** Calls as they run by default. */
    public static Serving create() {
        return new Serving(Optional.empty(), 0, 0, 0, Duration.ZERO, cost -> {});
    }

    /**
     * Runs the parts of a call on the calling thread and on those of an executor. The calling thread never waits for the executor to begin: if
     * it is busy, full or shut down, the calling thread does all. Virtual threads may call; the executor's threads are better platform
     * threads, as they compute.
     *
     * @param executor stays the caller's, who shuts it down
     * @param threads of a call at a time, the calling one included, at least 1; with 1 the executor is not used
     */
    public Serving on(Executor executor, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a call needs at least 1 thread, got " + threads);
        }
        return new Serving(Optional.of(executor), threads, running, waiting, joining, listener);
    }

    /**
     * Limits calls. One more is refused with {@link java.util.concurrent.RejectedExecutionException} at once, so a service can answer "try
     * again later". Default: no limit.
     *
     * @param running calls at the same time, at least 1; those that are {@linkplain #joiningWithin joined} are one
     * @param waiting further calls that wait for one of these to end, in order, 0 or more
     */
    public Serving atMost(int running, int waiting) {
        if (running < 1 || waiting < 0 || waiting > Integer.MAX_VALUE - running) {
            throw new IllegalArgumentException(
                    "at least 1 call must run and 0 wait, got " + running + " and " + waiting);
        }
        return new Serving(executor, threads, running, waiting, joining, listener);
    }

    /**
     * Joins calls of {@link DeepKnn#predictAll} and {@link DeepKnn#predict} that come while another one runs: when it ends, the first of
     * those that wait runs all of them as one, up to 512 inputs, so that these share batches of the network and searches. A call never
     * waits while none runs, and at most this long to be run with others; then it runs beside them. Calls of more than 256 inputs are not
     * joined. Calls that fail together run again one by one. A joined call reports its progress at its end. Default: zero, calls are not
     * joined.
     *
     * <p>Pays where a batch costs much less than its inputs one by one, and more calls come than there are threads; the documentation on
     * performance has figures. Results are those of calls of their own, up to the rounding of a network that sees other batches.
     *
     * @param most time that a call waits until it runs, alone or with others, 0 or more
     */
    public Serving joiningWithin(Duration most) {
        if (most.isNegative()) {
            throw new IllegalArgumentException("calls wait 0 or longer for each other, got " + most);
        }
        return new Serving(executor, threads, running, waiting, most, listener);
    }

    /** Tells someone what each call costs. */
    public Serving listener(Listener listener) {
        return new Serving(executor, threads, running, waiting, joining, Objects.requireNonNull(listener, "listener"));
    }

    Optional<Executor> executor() {
        return executor;
    }

    int threads() {
        return threads;
    }

    /** 0: no limit. */
    int running() {
        return running;
    }

    int waiting() {
        return waiting;
    }

    /** Zero: calls are not joined. */
    Duration joining() {
        return joining;
    }

    Listener listener() {
        return listener;
    }

    /** Is told what calls cost. Is called by the calling thread when a call ends, several at a time; should be quick and throw nothing. */
    @FunctionalInterface
    public interface Listener {

        /** Takes the cost of a call that has ended, whether it has failed or not. */
        void onCall(Cost cost);
    }

    /**
     * Cost of a call of {@link DeepKnn#predictAll}, {@link DeepKnn#predictWithout} or {@link DeepKnn#oodAll}.
     *
     * @param rows number of inputs
     * @param total from the beginning to the end of the call, what is queued left out
     * @param network in the network, waiting for a replica of it included
     * @param search in the indexes
     * @param waiting for a free replica of the network, summed over the threads of the call
     * @param queued waiting for its turn, or while another call ran, with the inputs of this one or without; network and search of {@linkplain
     *     #joiningWithin joined} calls count for the one that ran them
     * @param failed whether the call threw an exception
     */
    public record Cost(
            int rows,
            Duration total,
            Duration network,
            Duration search,
            Duration waiting,
            Duration queued,
            boolean failed) {

        /** Votes, p-values and out-of-distribution scores: what is neither network nor search. */
        public Duration rest() {
            return total.minus(network).minus(search);
        }
    }
}

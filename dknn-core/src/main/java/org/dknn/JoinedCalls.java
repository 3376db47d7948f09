package org.dknn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.dknn.internal.WorkScope;
import org.dknn.internal.WorkScope.Phase;

/**
 * Joins calls that come while another one runs into one call. Safe for use by many threads.
 *
 * <p>It has no thread of its own, and a call never waits while none runs: when a call ends, the first of those that wait runs all of
 * them. Calls that fail together run again one by one, so that each caller gets its own answer or exception.
 *
 * @param <I> type of the inputs
 * @param <R> type of the answers, one per input
 */
final class JoinedCalls<I, R> {

    /** Calls of more inputs fill batches by themselves, and run beside the others. */
    private static final int MOST_INPUTS = 256;

    /** Most inputs that run at once, which bounds how long a call that was taken waits for its answer. */
    static final int MOST_JOINED = 512;

    private final long mostNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Call<I, R>> waiting = new ArrayDeque<>();
    private boolean isRunning;

    /**
     * For calls of one kind.
     *
     * @param mostNanos that a call waits for another one to end; 0: calls are not joined
     */
    JoinedCalls(long mostNanos) {
        this.mostNanos = mostNanos;
    }

    /** How far a call is. */
    private enum Step {
        /** In the queue. */
        WAITING,
        /** Run by another caller, together with the calls of others. */
        TAKEN,
        /** Answered, or given up by its caller. */
        DONE,
        /** To be run by its own caller, without others. */
        ALONE
    }

    /** A caller and what it asks. All but the inputs is guarded by the lock. */
    private static final class Call<I, R> {

        private final List<I> inputs;
        private final Condition moved;
        private Step step = Step.WAITING;
        private List<R> answers = List.of();

        Call(List<I> inputs, Condition moved) {
            this.inputs = inputs;
            this.moved = moved;
        }

        void move(Step next) {
            step = next;
            moved.signal();
        }
    }

    /** Whether a call of so many inputs is joined with others. */
    boolean joins(int inputs) {
        return mostNanos > 0 && inputs > 0 && inputs <= MOST_INPUTS;
    }

    /**
     * Answers inputs, alone or together with those of other callers.
     *
     * @param inputs as many as are {@linkplain #joins joined}
     * @param work answers any number of inputs, in their order; that of any of the callers
     * @throws CancellationException if the thread is interrupted, which it stays; the others get their answers nevertheless
     * @throws IllegalStateException if there are more or fewer answers than inputs
     */
    List<R> run(List<I> inputs, Function<List<I>, List<R>> work) {
        Call<I, R> own = new Call<>(inputs, lock.newCondition());
        List<Call<I, R>> group = enter(own);
        if (group.isEmpty()) {
            return own.step == Step.DONE ? own.answers : answers(inputs, work);
        }
        return lead(group, work);
    }

    /** The calls that the caller has to run, its own the first; none if it is answered, or has to run by itself. */
    private List<Call<I, R>> enter(Call<I, R> own) {
        lock.lock();
        try {
            if (isRunning) {
                await(own);
            }
            return own.step == Step.WAITING ? take(own) : List.of();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the call may run or has been run. */
    private void await(Call<I, R> own) {
        long start = System.nanoTime();
        waiting.add(own);
        try {
            long left = mostNanos;
            while (own.step == Step.TAKEN || (own.step == Step.WAITING && isRunning && left > 0)) {
                if (own.step == Step.TAKEN) {
                    own.moved.await();
                } else {
                    left = own.moved.awaitNanos(left);
                }
            }
            waiting.remove(own);
            if (own.step == Step.WAITING && isRunning) {
                own.step = Step.ALONE;
            }
        } catch (InterruptedException e) {
            giveUp(own);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for other calls");
        } finally {
            WorkScope.current().add(Phase.QUEUED, System.nanoTime() - start);
        }
    }

    private void giveUp(Call<I, R> own) {
        waiting.remove(own);
        own.step = Step.DONE;
        wakeNext(); // this one may have been woken to run the others
    }

    /** The first of those that wait runs them all. */
    private void wakeNext() {
        if (!isRunning && !waiting.isEmpty()) {
            waiting.peek().moved.signal();
        }
    }

    /** A call and those that wait, as far as there is room. */
    private List<Call<I, R>> take(Call<I, R> own) {
        isRunning = true;
        List<Call<I, R>> group = new ArrayList<>(List.of(own));
        int room = MOST_JOINED - own.inputs.size();
        while (!waiting.isEmpty() && waiting.peek().inputs.size() <= room) {
            Call<I, R> next = waiting.remove();
            room -= next.inputs.size();
            next.step = Step.TAKEN;
            group.add(next);
        }
        return group;
    }

    private List<R> lead(List<Call<I, R>> group, Function<List<I>, List<R>> work) {
        List<I> own = group.get(0).inputs;
        List<R> answers = List.of();
        try {
            answers = answers(group.size() == 1 ? own : inputs(group), work);
        } catch (RuntimeException | Error e) {
            boolean isOwn =
                    e instanceof CancellationException && Thread.currentThread().isInterrupted();
            if (group.size() == 1 || isOwn) {
                throw e;
            }
        } finally {
            end(group, answers);
        }
        return answers.isEmpty() ? answers(own, work) : answers.subList(0, own.size());
    }

    private static <I, R> List<I> inputs(List<Call<I, R>> group) {
        return group.stream().flatMap(call -> call.inputs.stream()).toList();
    }

    private static <I, R> List<R> answers(List<I> inputs, Function<List<I>, List<R>> work) {
        List<R> answers = work.apply(inputs);
        if (answers.size() != inputs.size()) {
            throw new IllegalStateException(
                    "needs an answer to each of " + inputs.size() + " inputs, got " + answers.size());
        }
        return answers;
    }

    /** Hands out answers. Without any, each of the others runs by itself, or, if the caller was interrupted, they wait again. */
    private void end(List<Call<I, R>> group, List<R> answers) {
        lock.lock();
        try {
            Step failed = Thread.currentThread().isInterrupted() ? Step.WAITING : Step.ALONE;
            int end = group.stream().mapToInt(call -> call.inputs.size()).sum();
            for (int i = group.size() - 1; i > 0; i--) {
                Call<I, R> call = group.get(i);
                int start = end - call.inputs.size();
                if (call.step == Step.TAKEN) {
                    call.answers = answers.isEmpty() ? answers : answers.subList(start, end);
                    call.move(answers.isEmpty() ? failed : Step.DONE);
                }
                if (call.step == Step.WAITING) {
                    waiting.addFirst(call);
                }
                end = start;
            }
            isRunning = false;
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    /** Number of calls that wait now. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}

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
 * <p>No thread of its own, and no waiting for calls that may come: the first call of those that wait runs all of them when the call before
 * ends. What fails together is run one by one, so that each caller gets its own answer or error.
 *
 * @param <I> type of the inputs
 * @param <R> type of the answers, one per input
 */
final class JoinedCalls<I, R> {

    /** Calls of more inputs fill batches by themselves, and run beside the others. */
    private static final int MOST_INPUTS = 256;

    /** As many inputs are run at once at most, but for a call that is alone. */
    private static final int MOST_JOINED = 1024;

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

    /** Where a call is. */
    private enum Step {
        WAITING,
        TAKEN,
        DONE,
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
     */
    List<R> run(List<I> inputs, Function<List<I>, List<R>> work) {
        Call<I, R> own = new Call<>(inputs, lock.newCondition());
        List<Call<I, R>> group = enter(own);
        if (group.isEmpty()) {
            return own.step == Step.DONE ? own.answers : work.apply(inputs);
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for other calls");
        } finally {
            leaveQueue(own);
            WorkScope.current().add(Phase.QUEUED, System.nanoTime() - start);
        }
    }

    private void leaveQueue(Call<I, R> own) {
        waiting.remove(own);
        if (own.step == Step.WAITING && isRunning) {
            own.step = Step.ALONE;
        } else if (Thread.currentThread().isInterrupted()) {
            wakeNext();
        }
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
            answers = work.apply(group.size() == 1 ? own : inputs(group));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                throw e;
            }
        } finally {
            end(group, answers);
        }
        return answers.isEmpty() ? work.apply(own) : answers.subList(0, own.size());
    }

    private static <I, R> List<I> inputs(List<Call<I, R>> group) {
        return group.stream().flatMap(call -> call.inputs.stream()).toList();
    }

    /** Hands out answers; without any, each of the others runs by itself. */
    private void end(List<Call<I, R>> group, List<R> answers) {
        lock.lock();
        try {
            int start = 0;
            for (Call<I, R> call : group) {
                int size = call.inputs.size();
                call.answers = answers.isEmpty() ? answers : answers.subList(start, start + size);
                call.move(answers.isEmpty() ? Step.ALONE : Step.DONE);
                start += size;
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

package org.dknn.dl4j;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Graphs over one parameter memory, each lent to one thread at a time: a graph keeps its last input in itself, so two threads
 * on one graph get each other's rows.
 */
final class Replicas {

    private final BlockingQueue<ComputationGraph> idle;

    Replicas(ComputationGraph graph, int count) {
        this.idle = new ArrayBlockingQueue<>(count, false, List.of(graph));
        for (int i = 1; i < count; i++) {
            idle.add(GraphView.replica(graph));
        }
    }

    /** Runs work on a replica; waits for one to be free. */
    <T> T with(Function<ComputationGraph, T> work) {
        ComputationGraph graph = take();
        try {
            return work.apply(graph);
        } finally {
            idle.add(graph);
        }
    }

    private ComputationGraph take() {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a free replica of the network", e);
        }
    }
}

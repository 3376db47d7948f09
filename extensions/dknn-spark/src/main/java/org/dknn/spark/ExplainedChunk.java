package org.dknn.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.dknn.internal.WorkScope;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Explains chunks of texts, on as many threads as Spark gives a task.
 *
 * @param explainers one per target, at least one
 * @param task that is done
 */
record ExplainedChunk(List<Explainer<String>> explainers, TaskContext task) {

    ExplainedChunk {
        explainers = List.copyOf(explainers);
    }

    /**
     * Explains texts.
     *
     * @param texts may hold null
     * @return one outcome per text, in their order
     * @throws CancellationException if the task is killed
     */
    List<Outcome> explain(List<@Nullable String> texts) {
        List<String> present = new ArrayList<>();
        for (String text : texts) {
            if (text != null) {
                present.add(text);
            }
        }
        WorkScope threads = new WorkScope(ForkJoinPool.commonPool(), task.cpus() - 1);
        List<List<Outcome>> byTarget = explainers.stream()
                .map(explainer -> threads.run(() -> explainPresent(explainer, present)))
                .toList();
        List<Outcome> outcomes = new ArrayList<>(texts.size());
        int next = 0;
        for (String text : texts) {
            outcomes.add(text == null ? Outcome.failed("the text is null") : joined(byTarget, next++));
        }
        return outcomes;
    }

    /** The outcomes of all targets in one. */
    private static Outcome joined(List<List<Outcome>> byTarget, int text) {
        List<Outcome> all =
                byTarget.stream().map(outcomes -> outcomes.get(text)).toList();
        Optional<Outcome> failed =
                all.stream().filter(outcome -> outcome.error().isPresent()).findFirst();
        return failed.orElseGet(() -> Outcome.explained(
                all.stream().flatMap(outcome -> outcome.explanations().stream()).toList()));
    }

    /** Goes on behind a text that cannot be explained. */
    private List<Outcome> explainPresent(Explainer<String> explainer, List<String> texts) {
        List<Outcome> outcomes = new ArrayList<>(texts.size());
        while (outcomes.size() < texts.size()) {
            List<String> rest = texts.subList(outcomes.size(), texts.size());
            try (Stream<Explanation> explanations = explainer.explainAll(rest.stream())) {
                explanations.forEachOrdered(explanation -> {
                    requireNotKilled();
                    outcomes.add(Outcome.explained(List.of(explanation)));
                });
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                outcomes.add(Outcome.failed(String.valueOf(e.getMessage() == null ? e : e.getMessage())));
            }
        }
        return outcomes;
    }

    /** Spark interrupts a thread only if the job allows it. */
    private void requireNotKilled() {
        if (task.isInterrupted()) {
            throw new CancellationException("the task was killed while explaining");
        }
    }
}

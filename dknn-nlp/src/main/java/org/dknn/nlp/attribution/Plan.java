package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dknn.Prediction;

/**
 * Inputs that are to be predicted, and how a result is read off their predictions. Plans call nothing: a {@link PlanExecutor} predicts
 * what many of them ask for together, each input once. A plan may be followed by another, for searches that ask in rounds.
 *
 * <p>Each prediction is read to a value of its own as soon as it is there and is not kept, so that a plan of many inputs takes little
 * memory. Immutable, safe for use by many threads as far as its functions are; these must be pure.
 *
 * @param <R> type of the result
 */
public final class Plan<R> {

    private final List<Question<?>> questions;

    /** What rounds that follow will probably ask. */
    private final List<Question<?>> ahead;

    /** Makes the next round of the answers: one list per question, of one list per change, of one value per variant. */
    private final Function<List<List<? extends List<?>>>, Plan<R>> next;

    private final List<R> result;

    private Plan(
            List<Question<?>> questions,
            List<Question<?>> ahead,
            Function<List<List<? extends List<?>>>, Plan<R>> next,
            List<R> result) {
        this.questions = List.copyOf(questions);
        this.ahead = List.copyOf(ahead);
        this.next = next;
        this.result = List.copyOf(result);
    }

    private static <R> Plan<R> asking(
            List<Question<?>> questions,
            List<Question<?>> ahead,
            Function<List<List<? extends List<?>>>, Plan<R>> next) {
        return new Plan<>(questions, ahead, next, List.of());
    }

    /**
     * Changes of an input, and what is read off the prediction of each variant of a change.
     *
     * @param changes number of changes
     * @param variants those of a change, numbered from 0; at least one
     * @param read a pure function
     * @param isOptional whether changes may stay without an answer where time is short
     */
    record Question<M>(
            int changes,
            IntFunction<List<Variant>> variants,
            Function<Prediction, ? extends M> read,
            boolean isOptional) {

        /** The same, reading a prediction in several ways. */
        Question<List<M>> redrawn(List<UnaryOperator<Prediction>> draws) {
            Function<Prediction, List<M>> all = prediction -> {
                List<M> values = new ArrayList<>(draws.size());
                draws.forEach(draw -> values.add(read.apply(draw.apply(prediction))));
                return values;
            };
            return new Question<>(changes, variants, all, isOptional);
        }

        Question<M> inFull() {
            return new Question<>(changes, variants, read, false);
        }

        Question<M> drawn(UnaryOperator<Prediction> draw) {
            return new Question<>(changes, variants, prediction -> read.apply(draw.apply(prediction)), isOptional);
        }
    }

    /** A plan that asks for nothing. */
    public static <R> Plan<R> of(R result) {
        Objects.requireNonNull(result, "result");
        return new Plan<>(
                List.of(),
                List.of(),
                answers -> {
                    throw new IllegalStateException("this plan has its result");
                },
                List.of(result));
    }

    /**
     * A plan of one round.
     *
     * @param inputs to be predicted; the same one may be there several times
     * @param read what counts of a prediction
     * @param result of what was read, in the order of the inputs
     */
    public static <M, R> Plan<R> ask(
            List<Variant> inputs,
            Function<Prediction, ? extends M> read,
            Function<? super List<M>, ? extends R> result) {
        return askVariants(
                inputs.size(),
                change -> List.of(inputs.get(change)),
                read,
                values -> result.apply(
                        values.stream().<M>map(change -> change.get(0)).toList()));
    }

    /**
     * A plan of one round over changes of which each may have several variants. They are made only when their batch is predicted, so
     * that the variants of a very long text are never in memory together.
     *
     * @param changes number of changes, 0 or more
     * @param variants those of a change, numbered from 0; at least one, always the same
     * @param read what counts of a prediction
     * @param result of what was read: one list per change, in their order, of one value per variant
     */
    public static <M, R> Plan<R> askVariants(
            int changes,
            IntFunction<List<Variant>> variants,
            Function<Prediction, ? extends M> read,
            Function<? super List<List<M>>, ? extends R> result) {
        return oneRound(new Question<>(changes, variants, read, false), result);
    }

    /**
     * A plan as {@link #askVariants} makes it, of which changes may stay without an answer where {@linkplain
     * PlanExecutor#run(Plan, java.time.Duration) time is short}.
     *
     * @param result of what was read: one list per change, in their order, of one value per variant; empty for a change that was not
     *     answered. Changes that are answered are the first ones, and such as were predicted before
     */
    public static <M, R> Plan<R> askAsTimeAllows(
            int changes,
            IntFunction<List<Variant>> variants,
            Function<Prediction, ? extends M> read,
            Function<? super List<List<M>>, ? extends R> result) {
        return oneRound(new Question<>(changes, variants, read, true), result);
    }

    private static <M, R> Plan<R> oneRound(Question<M> question, Function<? super List<List<M>>, ? extends R> result) {
        return asking(List.of(question), List.of(), answers -> of(result.apply(Plan.<M>typed(answers.get(0)))));
    }

    @SuppressWarnings("unchecked") // the executor reads each question by its own function
    private static <M> List<List<M>> typed(List<? extends List<?>> answers) {
        return (List<List<M>>) answers;
    }

    /** The plan whose result is made of this one's. */
    public <S> Plan<S> map(Function<? super R, ? extends S> function) {
        return then(value -> of(function.apply(value)));
    }

    /** This plan, and then another one that is made of its result. */
    public <S> Plan<S> then(Function<? super R, Plan<S>> following) {
        Objects.requireNonNull(following, "following");
        return isDone()
                ? following.apply(result())
                : asking(questions, ahead, answers -> next.apply(answers).then(following));
    }

    /**
     * This plan, whose inputs are predicted together with those that other plans ask for in their first round, so that a round that follows
     * finds them known. Results are the same up to the rounding of networks that see other batches. Inputs are taken along as far as they
     * fit into one batch, and not where {@linkplain PlanExecutor#run(Plan, java.time.Duration) time is short}.
     *
     * @param plans what will probably be asked next
     */
    public Plan<R> expecting(List<? extends Plan<?>> plans) {
        return isDone()
                ? this
                : asking(
                        questions,
                        plans.stream()
                                .<Question<?>>flatMap(plan -> plan.questions().stream())
                                .toList(),
                        next);
    }

    /** This plan, none of whose changes stays without an answer where {@linkplain #askAsTimeAllows time is short}. */
    public Plan<R> inFull() {
        return isDone()
                ? this
                : asking(
                        questions.stream()
                                .<Question<?>>map(question -> question.inFull())
                                .toList(),
                        ahead,
                        answers -> next.apply(answers).inFull());
    }

    /** Several plans, which go through their rounds together. */
    public static <R> Plan<List<R>> all(List<Plan<R>> plans) {
        List<Plan<R>> together = List.copyOf(plans);
        if (together.stream().allMatch(Plan::isDone)) {
            return of(together.stream().map(Plan::result).toList());
        }
        List<Question<?>> questions = new ArrayList<>();
        List<Question<?>> ahead = new ArrayList<>();
        for (Plan<R> plan : together) {
            questions.addAll(plan.questions);
            ahead.addAll(plan.ahead);
        }
        return asking(questions, ahead, answers -> all(answered(together, answers)));
    }

    private static <R> List<Plan<R>> answered(List<Plan<R>> plans, List<List<? extends List<?>>> answers) {
        List<Plan<R>> following = new ArrayList<>();
        int start = 0;
        for (Plan<R> plan : plans) {
            int end = start + plan.questions.size();
            following.add(plan.isDone() ? plan : plan.next.apply(answers.subList(start, end)));
            start = end;
        }
        return following;
    }

    /**
     * The results of this plan when it is read off changed predictions, such as resampled ones. In the first round no more inputs are
     * predicted than for one result; rounds that follow ask for each result by itself.
     *
     * @param draws what is read in the place of a prediction; one result per draw, in their order
     */
    public Plan<List<R>> redrawn(List<UnaryOperator<Prediction>> draws) {
        List<UnaryOperator<Prediction>> all = List.copyOf(draws);
        if (isDone()) {
            return of(Stream.generate(this::result).limit(all.size()).toList());
        }
        return asking(
                questions.stream()
                        .<Question<?>>map(question -> question.redrawn(all))
                        .toList(),
                ahead,
                answers -> {
                    List<Plan<R>> following = new ArrayList<>();
                    for (int draw = 0; draw < all.size(); draw++) {
                        following.add(next.apply(answersOf(answers, draw)).drawn(all.get(draw)));
                    }
                    return all(following);
                });
    }

    private static List<List<? extends List<?>>> answersOf(List<List<? extends List<?>>> answers, int draw) {
        List<List<? extends List<?>>> one = new ArrayList<>();
        for (List<? extends List<?>> question : answers) {
            one.add(question.stream()
                    .map(change -> change.stream()
                            .<Object>map(values -> ((List<?>) values).get(draw))
                            .toList())
                    .toList());
        }
        return one;
    }

    private Plan<R> drawn(UnaryOperator<Prediction> draw) {
        return isDone()
                ? this
                : asking(
                        questions.stream()
                                .<Question<?>>map(question -> question.drawn(draw))
                                .toList(),
                        ahead,
                        answers -> next.apply(answers).drawn(draw));
    }

    /** Whether nothing is to be asked any more. */
    boolean isDone() {
        return !result.isEmpty();
    }

    R result() {
        return result.get(0);
    }

    /** The questions of this round. */
    List<Question<?>> questions() {
        return questions;
    }

    /** What following rounds will probably ask. */
    List<Question<?>> ahead() {
        return ahead;
    }

    /** The next round, of one list per question, of one list per change, of one value per variant. */
    Plan<R> answer(List<List<? extends List<?>>> answers) {
        return next.apply(answers);
    }
}

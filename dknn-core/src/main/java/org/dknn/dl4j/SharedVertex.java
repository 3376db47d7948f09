package org.dknn.dl4j;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.dknn.internal.TiledMatrix;

/** A vertex of a network, or a part of one, as Java computes it for a batch of texts. Safe for use by many threads. */
interface SharedVertex {

    /** Reads what is below, and puts what it computes. */
    void run(SharedRun run);

    /**
     * Adds to the derivatives by what is below what comes through this vertex. Derivatives by what it computed are complete then, and may
     * be changed, as nobody reads them again.
     *
     * @param run in which it ran
     */
    void back(SharedRun run, SharedSlopes slopes);

    private static SharedVertex of(Consumer<SharedRun> forward, BiConsumer<SharedRun, SharedSlopes> backward) {
        return new SharedVertex() {

            @Override
            public void run(SharedRun run) {
                forward.accept(run);
            }

            @Override
            public void back(SharedRun run, SharedSlopes slopes) {
                backward.accept(run, slopes);
            }
        };
    }

    /** A part through which no derivatives go back. */
    static SharedVertex forward(Consumer<SharedRun> forward) {
        return of(forward, (run, slopes) -> {});
    }

    /** Embedding of the words of a network input; does nothing where the vectors of its steps are given. */
    static SharedVertex embedding(int input, int to, EmbeddedWords embedded) {
        return forward(run -> {
            if (!run.isGiven()) {
                Windows different = Windows.of(run.words(input), Windows.Reach.SINGLE);
                int[] words = new int[different.count()];
                for (int row = 0; row < words.length; row++) {
                    words[row] = different.id(row, 0);
                }
                run.put(to, Steps.ofWords(different.numbers(), words, () -> embedded.vectors(words)));
            }
        });
    }

    /** An activation of each step. */
    static SharedVertex ofSteps(int from, int to, int width, JavaActivation activation) {
        return of(
                run -> {
                    Steps steps = run.steps(from);
                    float[] table = steps.table().clone();
                    activation.apply(table, width);
                    run.put(to, Steps.of(steps.ids(), steps.rows(), table));
                },
                (run, slopes) -> {
                    float[] own = slopes.of(to, run.steps(to).rows() * width);
                    activation.back(run.steps(to).table(), own, width);
                    slopes.add(from, own);
                });
    }

    /** Steps pooled to a vector. */
    static SharedVertex pooling(int from, int to, int width, StepPooling pooling) {
        return of(
                run -> run.put(to, pooling.pool(run.steps(from), width)),
                (run, slopes) -> pooling.back(
                        run.steps(from),
                        width,
                        slopes.of(to, run.texts() * width),
                        slopes.of(from, run.steps(from).rows() * width)));
    }

    /** A dense layer. */
    static SharedVertex dense(int from, int to, TiledMatrix weights, float[] bias, JavaActivation activation) {
        BackWeights back = new BackWeights(weights);
        return of(
                run -> {
                    float[] sums = new float[run.texts() * bias.length];
                    for (int row = 0; row < run.texts(); row++) {
                        System.arraycopy(bias, 0, sums, row * bias.length, bias.length);
                    }
                    weights.addProducts(run.vectors(from), run.texts(), sums);
                    activation.apply(sums, bias.length);
                    run.put(to, sums);
                },
                (run, slopes) -> {
                    float[] own = slopes.of(to, run.texts() * bias.length);
                    activation.back(run.vectors(to), own, bias.length);
                    slopes.addRows(from, back.back(own));
                });
    }

    /** An activation of vectors. */
    static SharedVertex ofVectors(int from, int to, int width, JavaActivation activation) {
        return of(
                run -> {
                    float[] values = run.vectors(from).clone();
                    activation.apply(values, width);
                    run.put(to, values);
                },
                (run, slopes) -> {
                    float[] own = slopes.of(to, run.texts() * width);
                    activation.back(run.vectors(to), own, width);
                    slopes.add(from, own);
                });
    }

    /** Vectors side by side. */
    static SharedVertex merge(int[] from, int[] widths, int to, int width) {
        return of(
                run -> {
                    float[] merged = new float[run.texts() * width];
                    int column = 0;
                    for (int part = 0; part < from.length; part++) {
                        float[] values = run.vectors(from[part]);
                        for (int row = 0; row < run.texts(); row++) {
                            System.arraycopy(values, row * widths[part], merged, row * width + column, widths[part]);
                        }
                        column += widths[part];
                    }
                    run.put(to, merged);
                },
                (run, slopes) -> {
                    float[] own = slopes.of(to, run.texts() * width);
                    int column = 0;
                    for (int part = 0; part < from.length; part++) {
                        float[] below = slopes.of(from[part], run.texts() * widths[part]);
                        for (int row = 0; row < run.texts(); row++) {
                            for (int i = 0; i < widths[part]; i++) {
                                below[row * widths[part] + i] += own[row * width + column + i];
                            }
                        }
                        column += widths[part];
                    }
                });
    }

    /** Two vectors joined value by value. */
    static SharedVertex elementWise(int first, int second, int to, ElementWiseVertex.Op op) {
        return of(
                run -> {
                    float[] a = run.vectors(first);
                    float[] b = run.vectors(second);
                    float[] joined = new float[a.length];
                    for (int i = 0; i < a.length; i++) {
                        joined[i] = joined(a[i], b[i], op);
                    }
                    run.put(to, joined);
                },
                (run, slopes) -> {
                    float[] a = run.vectors(first);
                    float[] b = run.vectors(second);
                    float[] own = slopes.of(to, a.length);
                    float[] ofFirst = slopes.of(first, a.length);
                    float[] ofSecond = slopes.of(second, a.length);
                    for (int i = 0; i < a.length; i++) {
                        ofFirst[i] += own[i] * byFirst(a[i], b[i], op);
                        ofSecond[i] += own[i] * bySecond(a[i], b[i], op);
                    }
                });
    }

    private static float joined(float a, float b, ElementWiseVertex.Op op) {
        return switch (op) {
            case Add -> a + b;
            case Subtract -> a - b;
            case Product -> a * b;
            case Average -> (a + b) / 2;
            case Max -> Math.max(a, b);
        };
    }

    private static float byFirst(float a, float b, ElementWiseVertex.Op op) {
        return switch (op) {
            case Add, Subtract -> 1;
            case Product -> b;
            case Average -> 0.5f;
            case Max -> a >= b ? 1 : 0;
        };
    }

    private static float bySecond(float a, float b, ElementWiseVertex.Op op) {
        return switch (op) {
            case Add -> 1;
            case Subtract -> -1;
            case Product -> a;
            case Average -> 0.5f;
            case Max -> a >= b ? 0 : 1;
        };
    }
}

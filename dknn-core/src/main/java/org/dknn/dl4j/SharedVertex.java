package org.dknn.dl4j;

import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.dknn.internal.TiledMatrix;

/** A vertex of a network, or a part of one, as Java computes it for a batch of texts. Safe for use by many threads. */
interface SharedVertex {

    /** Reads what is below, and puts what it computes. */
    void run(SharedRun run);

    /** Embedding of the words of a network input. */
    static SharedVertex embedding(int input, int to, EmbeddedWords embedded) {
        return run -> {
            Windows different = new Windows(run.words(input), Windows.Reach.SINGLE);
            int[] words = new int[different.count()];
            for (int row = 0; row < words.length; row++) {
                words[row] = different.id(row, 0);
            }
            run.put(to, Steps.ofWords(different.numbers(), words, () -> embedded.vectors(words)));
        };
    }

    /** An activation of each step. */
    static SharedVertex ofSteps(int from, int to, int width, JavaActivation activation) {
        return run -> {
            Steps steps = run.steps(from);
            float[] table = steps.table().clone();
            activation.apply(table, width);
            run.put(to, Steps.of(steps.ids(), steps.rows(), table));
        };
    }

    /** Steps pooled to a vector. */
    static SharedVertex pooling(int from, int to, int width, StepPooling pooling) {
        return run -> run.put(to, pooling.pool(run.steps(from), width));
    }

    /** A dense layer. */
    static SharedVertex dense(int from, int to, TiledMatrix weights, float[] bias, JavaActivation activation) {
        return run -> {
            float[] sums = new float[run.texts() * bias.length];
            for (int row = 0; row < run.texts(); row++) {
                System.arraycopy(bias, 0, sums, row * bias.length, bias.length);
            }
            weights.addProducts(run.vectors(from), run.texts(), sums);
            activation.apply(sums, bias.length);
            run.put(to, sums);
        };
    }

    /** An activation of vectors. */
    static SharedVertex ofVectors(int from, int to, int width, JavaActivation activation) {
        return run -> {
            float[] values = run.vectors(from).clone();
            activation.apply(values, width);
            run.put(to, values);
        };
    }

    /** Vectors side by side. */
    static SharedVertex merge(int[] from, int[] widths, int to, int width) {
        return run -> {
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
        };
    }

    /** Two vectors joined value by value. */
    static SharedVertex elementWise(int first, int second, int to, ElementWiseVertex.Op op) {
        return run -> {
            float[] a = run.vectors(first);
            float[] b = run.vectors(second);
            float[] joined = new float[a.length];
            for (int i = 0; i < a.length; i++) {
                joined[i] = joined(a[i], b[i], op);
            }
            run.put(to, joined);
        };
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
}

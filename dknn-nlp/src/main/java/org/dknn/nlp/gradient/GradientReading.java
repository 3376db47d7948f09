package org.dknn.nlp.gradient;

import org.dknn.vector.FloatMatrix;

/** How the gradient of a class with respect to the embedding of a word becomes one number. */
public enum GradientReading {
    /**
     * The length of the gradient: how much the class depends on the word, never negative, so it does not tell for from
     * against.
     *
     * @see <a href="https://arxiv.org/abs/1312.6034">Simonyan, Vedaldi and Zisserman (2014)</a>
     */
    NORM {
        @Override
        double read(FloatMatrix embeddings, FloatMatrix gradient, int row) {
            return WordRows.norm(gradient, row);
        }
    },

    /** The length of the gradient, with the sign of {@link #TIMES_INPUT}. */
    SIGNED_NORM {
        @Override
        double read(FloatMatrix embeddings, FloatMatrix gradient, int row) {
            return Math.signum(WordRows.dot(embeddings, gradient, row)) * WordRows.norm(gradient, row);
        }
    },

    /**
     * The product of gradient and embedding: what the class would lose if the embedding went to zero and the network were
     * linear. With the sign that speaks for the class: the authors of the paper take it of the loss and so have it the other
     * way round.
     */
    TIMES_INPUT {
        @Override
        double read(FloatMatrix embeddings, FloatMatrix gradient, int row) {
            return WordRows.dot(embeddings, gradient, row);
        }
    };

    /** The number of one word. */
    abstract double read(FloatMatrix embeddings, FloatMatrix gradient, int row);
}

/**
 * How good explanations are: metrics of faithfulness, plausibility and sparseness ({@link org.dknn.nlp.evaluate.Metrics}),
 * tables of scorers by metrics beside a random explainer ({@link org.dknn.nlp.evaluate.Evaluation}), and how far explanations
 * agree over explainers, models and seeds. Knows predictions and saliency, but no network and no rendering.
 */
@NullMarked
package org.dknn.nlp.evaluate;

import org.jspecify.annotations.NullMarked;

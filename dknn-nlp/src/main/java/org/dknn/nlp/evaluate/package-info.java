/**
 * How good explanations are: metrics ({@link org.dknn.nlp.evaluate.ExplanationMetric}) of faithfulness, plausibility and sparseness,
 * tables of attributions by metrics beside a random explainer ({@link org.dknn.nlp.evaluate.Evaluation}), and how far explanations
 * agree over methods, models and seeds ({@link org.dknn.nlp.evaluate.AgreementStudy}). Judges texts and segments of pairs alike. Knows
 * predictions, perturbations and attributions, but no network and no rendering.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.evaluate;

import org.jspecify.annotations.NullMarked;

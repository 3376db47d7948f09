/**
 * Reliability of predictions: calibrated scores, selective classification with an error guarantee, weights and choices
 * of layers, and label audits. Main types: {@link org.dknn.reliability.SelectivePredictions}, the input of the
 * measures, and {@link org.dknn.reliability.AbstainingClassifier}. Depends on predictions; knows neither networks nor
 * texts.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.reliability;

import org.jspecify.annotations.NullMarked;

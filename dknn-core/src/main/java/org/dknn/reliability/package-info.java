/**
 * How far predictions can be relied on, and what follows: confidences that mean what they say, abstention with a promise,
 * weights and choices of layers, an audit of labels. Main types: {@link org.dknn.reliability.SelectivePredictions}, which the measures look
 * at, and {@link org.dknn.reliability.AbstainingClassifier}. Stands on predictions; knows neither networks nor texts.
 */
@NullMarked
package org.dknn.reliability;

import org.jspecify.annotations.NullMarked;

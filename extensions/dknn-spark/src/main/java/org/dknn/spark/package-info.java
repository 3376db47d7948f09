/**
 * Apache Spark: {@link org.dknn.spark.DknnTextExplainer} explains a column of texts, and {@link org.dknn.spark.DknnTextEstimator} fits a
 * trained network of texts ({@link org.dknn.spark.TextNetwork}). Both are stages of a pipeline, with parameters that are saved with it.
 *
 * <p>Static state: each JVM has one copy of a model, whatever the number of its tasks; {@code SharedModels} counts who uses it. A model
 * that no task uses stays open for the next one, until another model is needed or {@link
 * org.dknn.spark.DknnTextExplainer#releaseModels} is called.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.spark;

import org.jspecify.annotations.NullMarked;

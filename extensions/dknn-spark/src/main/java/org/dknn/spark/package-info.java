/**
 * Apache Spark: {@link org.dknn.spark.DknnTextExplainer} explains a column of texts. Its classes are those Spark users know: stages of a
 * pipeline, with parameters that are saved with it.
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

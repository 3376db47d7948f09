/**
 * Deep k-Nearest Neighbors: fit, predict, save, load. Main type: {@link org.dknn.DeepKnn}. Combines the packages of
 * core, none of which depends on it.
 */
@NullMarked
package org.dknn;

import org.jspecify.annotations.NullMarked;

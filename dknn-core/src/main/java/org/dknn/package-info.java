/**
 * Deep k-Nearest Neighbors: fit, predict, save, load. Main type: {@link org.dknn.DeepKnn}. Combines the packages of
 * core, none of which depends on it.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn;

import org.jspecify.annotations.NullMarked;

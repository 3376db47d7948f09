/**
 * Deep k-Nearest Neighbors: fit, predict, save, load. Main type: {@link org.dknn.DeepKnn}. The top of core: it puts the
 * parts together, and no part knows it.
 */
@NullMarked
package org.dknn;

import org.jspecify.annotations.NullMarked;

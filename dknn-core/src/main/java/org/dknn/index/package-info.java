/**
 * Nearest neighbors of vectors in a fixed set. Main type: {@link org.dknn.index.NeighborIndex}; {@link
 * org.dknn.index.ExactIndex} is the one in plain Java. Knows vectors and files, no network and no labels.
 */
@NullMarked
package org.dknn.index;

import org.jspecify.annotations.NullMarked;

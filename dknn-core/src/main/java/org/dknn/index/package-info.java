/**
 * Nearest neighbors of vectors in a fixed set. Main type: {@link org.dknn.index.NeighborIndex};
 * {@link org.dknn.index.ExactIndex} is the implementation in plain Java. Depends on vectors and files, not on networks
 * or labels.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.index;

import org.jspecify.annotations.NullMarked;

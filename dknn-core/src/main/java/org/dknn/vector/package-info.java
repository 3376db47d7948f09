/**
 * Float vectors and the distances between them. Main type: {@link org.dknn.vector.FloatMatrix}. Knows nothing else.
 */
@NullMarked
package org.dknn.vector;

import org.jspecify.annotations.NullMarked;

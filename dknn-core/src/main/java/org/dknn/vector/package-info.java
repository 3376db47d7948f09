/**
 * Float vectors and the distances between them. Main type: {@link org.dknn.vector.FloatMatrix}. Depends on no other
 * package.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.vector;

import org.jspecify.annotations.NullMarked;

/** Studies of sentence pairs. */
@NullMarked
package org.dknn.bench.pairs;

import org.jspecify.annotations.NullMarked;

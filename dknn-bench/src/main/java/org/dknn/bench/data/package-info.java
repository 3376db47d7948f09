/** Data sets of the studies. */
@NullMarked
package org.dknn.bench.data;

import org.jspecify.annotations.NullMarked;

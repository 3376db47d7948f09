/** A report on how far neighbors can be relied on. */
@NullMarked
package org.dknn.bench.uncertainty;

import org.jspecify.annotations.NullMarked;

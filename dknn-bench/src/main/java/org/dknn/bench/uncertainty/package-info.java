/**
 * A report on how far neighbors can be relied on, with figures and pictures. Main type: {@link
 * org.dknn.bench.uncertainty.UncertaintyReport}.
 */
@NullMarked
package org.dknn.bench.uncertainty;

import org.jspecify.annotations.NullMarked;

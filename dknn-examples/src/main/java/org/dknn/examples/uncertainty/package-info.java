/**
 * A report on how far neighbors can be relied on, with figures and pictures. Main type: {@link
 * org.dknn.examples.uncertainty.UncertaintyReport}.
 */
@NullMarked
package org.dknn.examples.uncertainty;

import org.jspecify.annotations.NullMarked;

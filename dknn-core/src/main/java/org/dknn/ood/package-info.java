/**
 * Whether an input is like the reference examples at all, whatever its label. Main type: {@link
 * org.dknn.ood.SequenceOodDetector}. Knows neither the classifier nor texts.
 */
@NullMarked
package org.dknn.ood;

import org.jspecify.annotations.NullMarked;

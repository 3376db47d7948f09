/**
 * Detection of out-of-distribution inputs. Main type: {@link org.dknn.ood.SequenceOodDetector}. Knows neither the
 * classifier nor texts.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.ood;

import org.jspecify.annotations.NullMarked;

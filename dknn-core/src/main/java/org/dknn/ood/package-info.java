/**
 * Detection of out-of-distribution inputs. Main type: {@link org.dknn.ood.OodScore}, of which a classifier combines several. Does not
 * know the classifier, and of texts no more than the words that a codec tells.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.ood;

import org.jspecify.annotations.NullMarked;

/**
 * Words as the input of a network. Main type: {@link org.dknn.nlp.encode.TokenIds}. Here, and nowhere else in the
 * language module, ND4J is known.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.encode;

import org.jspecify.annotations.NullMarked;

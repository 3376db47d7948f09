/**
 * Tokens of languages that put no spaces between their words, by the dictionaries of ICU4J. The only package that knows ICU4J,
 * which is an optional dependency. Main type: {@link org.dknn.nlp.text.icu.IcuTokenizer}.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.text.icu;

import org.jspecify.annotations.NullMarked;

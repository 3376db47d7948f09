/**
 * Text as tokens, and tokens as numbers. Main types: {@link org.dknn.nlp.text.Tokenizer}, {@link
 * org.dknn.nlp.text.Vocabulary}. Knows files, but no network, no neighbors and no explanations.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.text;

import org.jspecify.annotations.NullMarked;

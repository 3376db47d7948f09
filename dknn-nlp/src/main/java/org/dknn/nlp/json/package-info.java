/**
 * Explanations as JSON, written and read back. Main type: {@link org.dknn.nlp.json.ExplanationJson}. The only package that touches
 * Jackson, which is an optional dependency: an application that uses this package brings {@code jackson-databind}.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.json;

import org.jspecify.annotations.NullMarked;

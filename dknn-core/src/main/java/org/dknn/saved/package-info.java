/**
 * Parts of which a saved explainer is made, so that any module's networks, encoders and tokenizers are saved and found
 * again. Main type: {@link org.dknn.saved.ModelPart}. Knows no part itself.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.saved;

import org.jspecify.annotations.NullMarked;

/**
 * Transformers that are not trained themselves: their files, found in a jar, and an extractor of chosen layers. Main types:
 * {@link org.dknn.cli.encoder.EncoderChoice}, {@link org.dknn.cli.encoder.EncoderSource}, {@link org.dknn.cli.encoder.EncoderFiles}.
 */
@NullMarked
package org.dknn.cli.encoder;

import org.jspecify.annotations.NullMarked;

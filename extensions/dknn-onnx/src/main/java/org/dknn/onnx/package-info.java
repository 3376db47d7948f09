/**
 * Transformers by ONNX Runtime: {@link org.dknn.onnx.OnnxExtractor} reads the activations of any layers of a model file,
 * for inputs that are lists of words. Pieces of words are made inside and never leave this package.
 */
@NullMarked
package org.dknn.onnx;

import org.jspecify.annotations.NullMarked;

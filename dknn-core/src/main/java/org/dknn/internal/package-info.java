/**
 * Machinery that dknn's own packages share: checked files, atomic moves, seeds of draws, shared work,
 * products of matrices, a minimizer with the loss of softmax regressions. Public for these packages
 * only; it may change in any release. Depends on no other package.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.internal;

import org.jspecify.annotations.NullMarked;

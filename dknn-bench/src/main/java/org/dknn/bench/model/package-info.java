/**
 * The trained models of the studies: each is trained once and kept in the cache directory. Main type: {@link
 * org.dknn.bench.model.Models}.
 */
@NullMarked
package org.dknn.bench.model;

import org.jspecify.annotations.NullMarked;

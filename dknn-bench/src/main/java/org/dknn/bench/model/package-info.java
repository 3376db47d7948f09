/** The trained models of the studies: each is trained once and kept. Main type: {@link org.dknn.bench.model.ModelStore}. */
@NullMarked
package org.dknn.bench.model;

import org.jspecify.annotations.NullMarked;

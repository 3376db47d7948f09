/** How fast explanations, and what they are made of, are: the programs of docs/performance.md. */
@NullMarked
package org.dknn.bench.speed;

import org.jspecify.annotations.NullMarked;

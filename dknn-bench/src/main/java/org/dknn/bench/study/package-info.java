/** Studies of accuracy and of attributions. */
@NullMarked
package org.dknn.bench.study;

import org.jspecify.annotations.NullMarked;

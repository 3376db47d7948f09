/** Benchmarks, one question a class; each says which, on what data, and the command. */
@NullMarked
package org.dknn.bench;

import org.jspecify.annotations.NullMarked;

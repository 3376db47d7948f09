/**
 * The files of dknn: a checked container around any content, and the exception for content that is not as it should be.
 * Main type: {@link org.dknn.format.ContainerFile}. Knows nothing of what it contains.
 */
@NullMarked
package org.dknn.format;

import org.jspecify.annotations.NullMarked;

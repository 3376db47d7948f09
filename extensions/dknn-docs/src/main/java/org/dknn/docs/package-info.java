/**
 * The code of the documents, and the site that is made of them. What stands in a class between {@code how-to from here} and
 * {@code how-to to here} is what stands in a document.
 */
@NullMarked
package org.dknn.docs;

import org.jspecify.annotations.NullMarked;

/**
 * Text as pages show it: HTML and Markdown in which whatever a user wrote is escaped, characters that are hidden otherwise, and
 * numbers. Public for dknn's own modules only, without promises to others. Knows no explanation.
 *
 * @since 0.1
 */
@NullMarked
package org.dknn.nlp.render.page;

import org.jspecify.annotations.NullMarked;

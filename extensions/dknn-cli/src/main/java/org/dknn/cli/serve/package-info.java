/**
 * A model behind a small web application on this machine: pages of explanations, comparisons and suspect labels, and the server
 * that answers by them. Main type: {@link org.dknn.cli.serve.LocalServer}. Knows no command.
 */
@NullMarked
package org.dknn.cli.serve;

import org.jspecify.annotations.NullMarked;

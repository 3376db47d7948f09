/**
 * What an audit of a model's training texts tells people: suspect labels, duplicates that contradict each other, hubs. Main type:
 * {@link org.dknn.cli.audit.AuditedTexts}. Knows no command.
 */
@NullMarked
package org.dknn.cli.audit;

import org.jspecify.annotations.NullMarked;

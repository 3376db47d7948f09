/**
 * Neighbors in collections of SolrCloud, for reference sets that outgrow one machine while they serve. The main type is
 * {@link org.dknn.solr.SolrFactory}; it must not know networks or texts.
 */
@NullMarked
package org.dknn.solr;

import org.jspecify.annotations.NullMarked;

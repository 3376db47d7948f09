package org.dknn.solr;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.common.SolrDocumentList;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.solr.SolrIndex.SearchWidth;

/**
 * File of an index whose vectors are in a collection: a {@link ContainerFile} with the {@link StoredSet}, the number of vectors of zeros
 * (int), and their ordinals (ints).
 */
final class SolrFile {

    private static final String KIND = "solr-index";
    private static final int VERSION = 1;

    private SolrFile() {}

    static void write(SolrIndex index, Path file) throws IOException {
        ContainerFile.write(file, KIND, VERSION, out -> {
            index.set().write(out);
            int[] zeros = index.zeros();
            out.writeInt(zeros.length);
            for (int ordinal : zeros) {
                out.writeInt(ordinal);
            }
        });
    }

    /** Reads a file, and asks whether the vectors are there. */
    static SolrIndex read(Path file, SolrStore store, SearchWidth width) throws IOException {
        SolrIndex index = ContainerFile.read(file, KIND, VERSION, (in, version) -> {
            StoredSet set = StoredSet.read(in);
            return new SolrIndex(store, set, readOrdinals(in), width);
        });
        requireItself(index.set(), store);
        requireComplete(index.set(), index.size() - index.zeros().length, store);
        return index;
    }

    private static int[] readOrdinals(DataInputStream in) throws IOException {
        int[] ordinals = new int[Utf16.readCount(in)];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = in.readInt();
        }
        return ordinals;
    }

    private static void requireItself(StoredSet set, SolrStore store) throws IOException {
        SolrDocumentList about = store.find(
                set.collection(),
                new SolrQuery("{!term f=id}" + set.id())
                        .setFields(SolrStore.ABOUT)
                        .setRows(1));
        if (about.isEmpty()) {
            throw new IOException("the Solr collection " + set.collection() + " has no set " + set.id()
                    + ": it was dropped, or the client asks other servers; fit again");
        }
        String found = String.valueOf(about.get(0).getFirstValue(SolrStore.ABOUT));
        if (!found.equals(set.about())) {
            throw new DknnFormatException("the Solr collection " + set.collection() + " holds vectors of another model"
                    + " under the name of the set " + set.id() + ": expected " + oneLine(set.about()) + ", found "
                    + oneLine(found));
        }
    }

    private static String oneLine(String about) {
        return about.replace("\n", ", ");
    }

    private static void requireComplete(StoredSet set, int documents, SolrStore store) throws IOException {
        SolrQuery all = new SolrQuery("{!term f=" + SolrStore.SET + "}" + set.id()).setRows(0);
        long there = store.find(set.collection(), all).getNumFound();
        if (there != documents) {
            throw new IOException("the Solr collection " + set.collection() + " has " + there + " of the " + documents
                    + " vectors of the set " + set.id() + "; fit again");
        }
    }
}

package org.dknn.lucene;

import java.util.Collection;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;

/** A directory whose files need not outlive a crash, so that nothing waits for the disk. */
final class TemporaryDirectory extends FilterDirectory {

    TemporaryDirectory(Directory directory) {
        super(directory);
    }

    @Override
    public void sync(Collection<String> names) {
        // the files are deleted with their index
    }

    @Override
    public void syncMetaData() {
        // as above
    }
}

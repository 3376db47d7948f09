package org.dknn.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;

/** Opens the folder of a Lucene index. */
@FunctionalInterface
interface DirectoryOpener {

    Directory open(Path folder) throws IOException;
}

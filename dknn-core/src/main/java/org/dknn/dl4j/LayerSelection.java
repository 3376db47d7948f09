package org.dknn.dl4j;

import java.util.Optional;

/** Selected layer or vertex, with the pooling of its activations if they are sequences. */
record LayerSelection(String name, Optional<Pooling> pooling) {}

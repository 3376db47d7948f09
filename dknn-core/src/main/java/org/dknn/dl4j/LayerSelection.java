package org.dknn.dl4j;

import java.util.Optional;

/** A layer or vertex whose activations count, and how they are pooled if they are sequences. */
record LayerSelection(String name, Optional<Pooling> pooling) {}

package org.dknn.lucene;

/** Which vectors of a {@link LiveDeepKnn} share a graph. */
public enum Graphs {
    /** A graph per layer and class: the faster search, as each graph is small and holds nothing but what is asked for. */
    PER_CLASS,

    /**
     * A graph per layer, searched for one class after the other by a filter: for many classes with few examples each, as Lucene has
     * fewer files and structures. Searches pass by the examples of other classes.
     */
    PER_LAYER
}

package org.dknn.bench.study;

import java.util.List;

/**
 * What the command line made of a data set.
 *
 * @param training number of texts trained on
 * @param test number of texts judged
 * @param classes names of the classes that were found
 * @param phantoms those of them that the data set does not have
 * @param accuracy on the test texts
 * @param coverage per class, share of its texts whose set at .9 by class holds it, in words
 * @param exits exit codes of train, fit, evaluate
 */
record FoundSetResult(
        int training,
        int test,
        List<String> classes,
        List<String> phantoms,
        Accuracy accuracy,
        String coverage,
        List<Integer> exits) {

    /**
     * Accuracy of labels.
     *
     * @param network its own; NaN if there is no model
     * @param neighbors those of Deep k-Nearest Neighbors; NaN likewise
     * @param majority that of the class that is most frequent in the training texts
     */
    record Accuracy(double network, double neighbors, double majority) {}
}

package org.dknn.nlp.attribution;

import org.dknn.nlp.perturb.FeatureGroups;
import org.dknn.nlp.perturb.Perturbation;

/** Names of limits: of values of single, deleted words the name of the method, of others what is done otherwise behind it. */
final class LimitsName {

    private LimitsName() {}

    static String of(String method, Perturbation perturbation, FeatureGroups groups) {
        return of(perturbation.equals(Perturbation.delete()) ? method : method + ", " + perturbation, groups);
    }

    static String of(String method, FeatureGroups groups) {
        return groups.equals(FeatureGroups.words()) ? method : method + ", " + groups;
    }

    static String of(String method, ValueFunction function) {
        return of(method, function.perturbation(), function.groups());
    }
}

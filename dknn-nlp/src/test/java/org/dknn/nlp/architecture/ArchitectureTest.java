package org.dknn.nlp.architecture;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/** Holds the published classes of core and nlp to their architecture. */
@AnalyzeClasses(packages = "org.dknn", importOptions = ArchitectureRules.Published.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchitectureRules.class);
}

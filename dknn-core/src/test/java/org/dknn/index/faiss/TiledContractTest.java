package org.dknn.index.faiss;

import org.dknn.index.IndexFactory;
import org.dknn.testkit.ExactNeighborIndexContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The contract of exact indexes for the kernels of each kind of processor. */
@NeedsFaiss
class TiledContractTest {

    abstract static class AtLevel extends ExactNeighborIndexContract {

        private final int number;
        private KernelLevel level;

        AtLevel(int number) {
            this.number = number;
        }

        @BeforeEach
        void select() {
            level = KernelLevel.of(number);
        }

        @AfterEach
        void restore() {
            if (level != null) {
                level.close();
            }
        }

        @Override
        protected IndexFactory factory() {
            return Faiss.flat();
        }
    }

    @Nested
    class Baseline extends AtLevel {
        Baseline() {
            super(0);
        }
    }

    @Nested
    class Avx2 extends AtLevel {
        Avx2() {
            super(1);
        }
    }

    @Nested
    class Avx512 extends AtLevel {
        Avx512() {
            super(2);
        }
    }
}

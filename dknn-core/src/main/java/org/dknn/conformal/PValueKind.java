package org.dknn.conformal;

/**
 * Formula of a p-value from a nonconformity and n calibration scores.
 *
 * <p>They differ by at most {@code 1 / (n + 1)} and in the treatment of ties.
 */
public enum PValueKind {
    /**
     * {@code (#{a >= alpha} + 1) / (n + 1)}, in {@code [1 / (n + 1), 1]}: the default.
     *
     * <p>If test and calibration inputs are exchangeable, the p-value of the true label is at most e with probability at
     * most e, for every e and n.
     *
     * <p>Source: Vovk, Gammerman and Shafer (2005), Algorithmic Learning in a Random World.
     */
    CONFORMAL,

    /**
     * {@code #{a >= alpha} / n}, in {@code [0, 1]}: as published for Deep k-Nearest Neighbors. No guarantee for a
     * finite n; several labels may have p-value 0.
     *
     * @see <a href="https://arxiv.org/abs/1803.04765">Papernot and McDaniel (2018), Algorithm 1</a>
     */
    EMPIRICAL,

    /**
     * {@code (#{a > alpha} + theta (#{a = alpha} + 1)) / (n + 1)} with theta drawn from {@code (0, 1]}, in
     * {@code (0, 1]}.
     *
     * <p>Uniform for exchangeable inputs. The other two are biased towards large values where scores are tied, as
     * counts often are.
     *
     * <p>Source: Vovk, Gammerman and Shafer (2005), Algorithmic Learning in a Random World.
     */
    SMOOTHED
}

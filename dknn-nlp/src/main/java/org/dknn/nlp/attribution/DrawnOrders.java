package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sets that grow group by group in drawn orders and their reverses; at least two groups. */
final class DrawnOrders implements Coalitions {

    private final List<List<Integer>> orders = new ArrayList<>();
    private final Map<BitSet, Integer> places = new LinkedHashMap<>();

    /**
     * Draws orders.
     *
     * @param budget number of sets that may be asked for, but for the first pair of orders
     */
    DrawnOrders(int groups, int budget, long seed) {
        Random random = new Random(seed);
        // the empty set is common to all orders, the whole set is known
        int pairs = Math.max(1, (budget - 1) / (2 * (groups - 1)));
        List<Integer> order = IntStream.range(0, groups).boxed().collect(Collectors.toCollection(ArrayList::new));
        for (int pair = 0; pair < pairs; pair++) {
            Collections.shuffle(order, random);
            List<Integer> reverse = new ArrayList<>(order);
            Collections.reverse(reverse);
            add(List.copyOf(order));
            add(List.copyOf(reverse));
        }
    }

    private void add(List<Integer> order) {
        orders.add(order);
        BitSet present = new BitSet();
        for (int group : order) {
            places.putIfAbsent((BitSet) present.clone(), places.size());
            present.set(group);
        }
    }

    @Override
    public List<BitSet> asked() {
        return List.copyOf(places.keySet());
    }

    @Override
    public double[] values(double all, double[] scores) {
        double[] values = new double[orders.get(0).size()];
        List<List<Integer>> answered =
                orders.stream().filter(order -> isAnswered(order, all, scores)).toList();
        for (List<Integer> order : answered) {
            BitSet present = new BitSet();
            double before = score(present, all, scores);
            for (int group : order) {
                present.set(group);
                double after = score(present, all, scores);
                values[group] += (after - before) / answered.size();
                before = after;
            }
        }
        return values;
    }

    private boolean isAnswered(List<Integer> order, double all, double[] scores) {
        BitSet present = new BitSet();
        boolean isAnswered = !Double.isNaN(score(present, all, scores));
        for (int group : order) {
            present.set(group);
            isAnswered &= !Double.isNaN(score(present, all, scores));
        }
        return isAnswered;
    }

    private double score(BitSet present, double all, double[] scores) {
        Integer place = places.get(present);
        return place == null ? all : scores[place];
    }
}

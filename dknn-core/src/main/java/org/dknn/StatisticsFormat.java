package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dknn.conformal.LayerStatistics;
import org.dknn.conformal.NeighborStatistics;
import org.dknn.internal.Utf16;

/**
 * File format of neighbor statistics: number of layers; for each k, the labels and distances of the neighbors, the
 * number of classes, and for each class the nearest, the mean and the farthest distance. Kept outside
 * {@code org.dknn.conformal}, which knows no files.
 */
final class StatisticsFormat {

    private StatisticsFormat() {}

    static void write(NeighborStatistics statistics, DataOutputStream out) throws IOException {
        out.writeInt(statistics.layers().size());
        for (LayerStatistics layer : statistics.layers()) {
            out.writeInt(layer.k());
            for (int rank = 0; rank < layer.k(); rank++) {
                out.writeInt(layer.label(rank));
                out.writeFloat((float) layer.distance(rank));
            }
            out.writeInt(layer.classes());
            for (int label = 0; label < layer.classes(); label++) {
                out.writeFloat((float) layer.nearestDistance(label));
                out.writeFloat((float) layer.meanDistance(label));
                out.writeFloat((float) layer.farthestDistance(label));
            }
        }
    }

    static NeighborStatistics read(DataInputStream in) throws IOException {
        int count = Utf16.readCount(in);
        List<LayerStatistics> layers = new ArrayList<>();
        for (int layer = 0; layer < count; layer++) {
            layers.add(readLayer(in));
        }
        return NeighborStatistics.of(layers);
    }

    private static LayerStatistics readLayer(DataInputStream in) throws IOException {
        int k = Utf16.readCount(in);
        int[] labels = new int[k];
        float[] distances = new float[k];
        for (int rank = 0; rank < k; rank++) {
            labels[rank] = in.readInt();
            distances[rank] = in.readFloat();
        }
        int classes = Utf16.readCount(in);
        float[][] byClass = new float[3][classes];
        for (int label = 0; label < classes; label++) {
            for (float[] distance : byClass) {
                distance[label] = in.readFloat();
            }
        }
        return LayerStatistics.restore(labels, distances, byClass);
    }
}

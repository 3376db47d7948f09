package org.dknn.dl4j;

import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parameters of networks that end in a {@link CenterLossOutputLayer}, which keeps a center per class for its loss alone. */
final class CenterLoss {

    private CenterLoss() {}

    /**
     * The parameters without the centers of an output; the same memory unless parameters stand behind them.
     *
     * @param output name of the vertex
     */
    static INDArray withoutCenters(ComputationGraph graph, String output) {
        if (!(graph.getConfiguration().getVertices().get(output) instanceof LayerVertex layerVertex
                && layerVertex.getLayerConf().getLayer() instanceof CenterLossOutputLayer layer)) {
            return graph.params();
        }
        // weights, bias, centers
        long start = before(graph, output) + (layer.getNIn() + 1) * layer.getNOut();
        long end = start + layer.getNIn() * layer.getNOut();
        INDArray all = graph.params().reshape(1, graph.params().length());
        INDArray front = all.get(NDArrayIndex.all(), NDArrayIndex.interval(0, start));
        return end == all.length()
                ? front
                : Nd4j.concat(1, front, all.get(NDArrayIndex.all(), NDArrayIndex.interval(end, all.length())));
    }

    /** Number of the parameters of all vertices in front of one. */
    private static long before(ComputationGraph graph, String output) {
        long before = 0;
        for (int i : graph.topologicalSortOrder()) {
            GraphVertex vertex = graph.getVertices()[i];
            if (vertex.getVertexName().equals(output)) {
                return before;
            }
            before += vertex.numParams();
        }
        throw new IllegalStateException("the graph has no vertex \"" + output + "\"");
    }
}

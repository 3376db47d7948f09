"""The peers of ExplanationPeers, on the network, vectors and texts that it wrote to a folder. Prints a line per peer, as it reads them.

usage: explanations.py FOLDER THREADS ROUNDS
"""

import sys
import time

import numpy
import torch

K = 75
SAMPLES = 1000
SLOW_ROUNDS = 12
UNKNOWN = 1


def arrays(folder):
    found = {}
    for line in open(f"{folder}/arrays.txt"):
        name, *shape = line.split()
        found[name] = numpy.fromfile(f"{folder}/{name}.f32", dtype="<f4").reshape([int(n) for n in shape])
    return found


class Network:
    """The CNN, by torch."""

    def __init__(self, values):
        weights = {name: torch.from_numpy(value) for name, value in values.items() if not name.startswith("layer")}
        self.embedding = weights["embedding_W"]
        self.convolutions = []
        for n in (3, 4, 5):
            # whatever shape it tells, DL4J reads these as [place][in][out]
            weight = weights[f"conv{n}_W"].reshape(n, self.embedding.shape[1], -1).permute(2, 1, 0).contiguous()
            self.convolutions.append((weight, weights[f"conv{n}_b"].flatten(), n))
        dense = ["dense1", "dense2", "dense3", "out"]
        self.dense = [(weights[f"{name}_W"].t().contiguous(), weights[f"{name}_b"].flatten()) for name in dense]

    def layers(self, ids):
        """Activations of texts of equal length in all layers, and probabilities."""
        with torch.inference_mode():
            x = torch.nn.functional.embedding(ids, self.embedding).transpose(1, 2)
            pooled = []
            for weight, bias, n in self.convolutions:
                padded = torch.nn.functional.pad(x, ((n - 1) // 2, n // 2))
                pooled.append(torch.relu(torch.nn.functional.conv1d(padded, weight, bias)).amax(2))
            found = [torch.cat(pooled, 1)]
            for weight, bias in self.dense[:-1]:
                found.append(torch.relu(torch.nn.functional.linear(found[-1], weight, bias)))
            scores = torch.nn.functional.linear(found[-1], *self.dense[-1])
            return found, torch.softmax(scores, 1).numpy()


class Reader:
    """Words to numbers, and a text with the texts without one word."""

    def __init__(self, folder):
        self.ids = {word.rstrip("\n"): i + 2 for i, word in enumerate(open(f"{folder}/words.txt"))}

    def variants(self, text):
        words = [self.ids.get(word, UNKNOWN) for word in text.split()]
        without = [words[:i] + words[i + 1 :] for i in range(len(words))]
        return torch.tensor([words]), torch.tensor(without)


def conformity(network, reader, search, labels):
    """The paper's leave-one-out: the drop in the share of agreeing neighbors of all layers."""

    def explain(text, label):
        shares = []
        for ids in reader.variants(text):
            layers, _ = network.layers(ids)
            agreeing = 0
            for number, vectors in enumerate(layers):
                agreeing = agreeing + (labels[search(number, vectors.numpy())] == label).sum(1)
            shares.append(agreeing / (K * len(layers)))
        return shares[0][0] - shares[1]

    return explain


def occlusion(network, reader):
    """The drop in the probability, without any search."""

    def explain(text, label):
        whole, without = [network.layers(ids)[1][:, label] for ids in reader.variants(text)]
        return whole[0] - without

    return explain


def lime(network, reader):
    """LIME's algorithm for texts: a weighted ridge regression on which words are there, as its authors' code fits it."""
    from sklearn.linear_model import Ridge

    random = numpy.random.RandomState(1)

    def explain(text, label):
        words = text.split()
        count = len(words)
        there = numpy.ones((SAMPLES, count))
        for row, size in enumerate(random.randint(1, count + 1, SAMPLES - 1)):
            there[row + 1, random.choice(count, size, replace=False)] = 0
        texts = [" ".join(word for word, is_there in zip(words, row) if is_there) for row in there]
        ids = torch.full((SAMPLES, count), UNKNOWN)
        for row, changed in enumerate(texts):
            numbers = [reader.ids.get(word, UNKNOWN) for word in changed.split()]
            ids[row, : len(numbers)] = torch.tensor(numbers, dtype=torch.long)
        answers = network.layers(ids)[1][:, label]
        distances = 100 * (1 - numpy.sqrt(there.sum(1) / count))
        weights = numpy.sqrt(numpy.exp(-(distances**2) / 25**2))
        return Ridge(alpha=1).fit(there, answers, sample_weight=weights).coef_

    return explain


def measure(name, explain, texts, rounds):
    """Milliseconds of the last texts, as dknn measures the last ones; returns the values of these."""
    times, values = [], []
    for label, text, _ in texts[-2 * rounds :]:
        start = time.perf_counter()
        values.append(explain(text, label))
        times.append(1e3 * (time.perf_counter() - start))
    times = numpy.sort(times[rounds:])
    print(f"RESULT\t{name}\t{times[rounds // 2]:.4f}\t{times[rounds // 10]:.4f}", flush=True)
    return values


def compare(name, values, texts):
    """How many values of words are those of dknn, but for rounding."""
    expected = numpy.concatenate([text[2] for text in texts[-len(values) :]])
    same = numpy.isclose(numpy.concatenate(values), expected, atol=1e-6)
    print(f"SAME\t{name}\t{same.sum()}\t{len(same)}", flush=True)


def read_texts(folder):
    texts = []
    for line in open(f"{folder}/texts.txt"):
        label, text, values = line.split("\t")
        texts.append((int(label), text, numpy.array(values.split(), dtype=float)))
    return texts


def main():
    folder, threads, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    values = arrays(folder)
    labels = numpy.loadtxt(f"{folder}/labels.txt", dtype=int)
    network, reader, texts = Network(values), Reader(folder), read_texts(folder)
    layers = [values[f"layer{i}"] for i in range(4)]
    slow = min(rounds, SLOW_ROUNDS)

    measure("torch, occlusion of the probability", occlusion(network, reader), texts, rounds)
    try:
        import faiss

        faiss.omp_set_num_threads(threads)
        flat = [faiss.IndexFlatL2(vectors.shape[1]) for vectors in layers]
        for index, vectors in zip(flat, layers):
            index.add(vectors)
        explain = conformity(network, reader, lambda i, asked: flat[i].search(asked, K)[1], labels)
        compare("torch and python3-faiss", measure("torch and python3-faiss", explain, texts, rounds), texts)
    except ImportError as missing:
        print(f"MISSING\tpython3-faiss: {missing}", flush=True)
    try:
        from sklearn.neighbors import KDTree

        trees = [KDTree(vectors) for vectors in layers]
        explain = conformity(network, reader, lambda i, asked: trees[i].query(asked, K)[1], labels)
        name = "the original's algorithm, torch and KDTree"
        compare(name, measure(name, explain, texts, slow), texts)
        measure("torch, LIME with 1,000 samples", lime(network, reader), texts, slow)
    except ImportError as missing:
        print(f"MISSING\tscikit-learn: {missing}", flush=True)


main()

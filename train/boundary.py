"""Trains the sentence boundary model of analyze/segment from the treebanks.

Logistic regression with L2 over the features that `features boundaries` gives;
writes analyze/segment/data/boundary.tsv. Run: python3 boundary.py
"""
import collections
import os
import re

import numpy as np

import corpora

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "analyze", "segment", "data", "boundary.tsv")
EPOCHS, RATE, L2, MIN_COUNT = 12, 0.15, 2e-6, 4


def samples(docs):
    return corpora.program("boundaries", [p for d in docs for p in corpora.treebank_text(d)])


def main():
    train = samples(corpora.conllu("ud-ewt/en_ewt-ud-train.conllu.gz", "ewt") + corpora.conllu("ud-gum/en_gum-ud-train.conllu.gz", "gum"))
    dev = samples(corpora.conllu("ud-ewt/en_ewt-ud-dev.conllu.gz", "ewt"))
    count = collections.Counter(f for s in train for f in s["f"])
    # Addresses are left out: they name people, and teach nothing.
    names = sorted(f for f, n in count.items() if n >= MIN_COUNT and not re.search(r"\w@\w|@\w|://|www\.", f))
    index = {f: i for i, f in enumerate(names)}
    rows = [np.array([index[f] for f in s["f"] if f in index]) for s in train]
    y = np.array([s["y"] for s in train], float)
    w, g2 = np.zeros(len(names)), np.full(len(names), 1e-8)
    rng = np.random.default_rng(1)
    for _ in range(EPOCHS):
        for i in rng.permutation(len(rows)):
            r = rows[i]
            grad = 1 / (1 + np.exp(-w[r].sum())) - y[i] + L2 * w[r]
            g2[r] += grad * grad
            w[r] -= RATE * grad / np.sqrt(g2[r])
    w = np.round(w * 1000).astype(int)
    with open(OUT, "w", encoding="utf-8") as f:
        for name, value in zip(names, w):
            if abs(value) >= 60:
                f.write(f"{name}\t{value}\n")
    for label, part in (("train", train), ("dev", dev)):
        got = [sum(w[index[f]] for f in s["f"] if f in index) > 0 for s in part]
        tp = sum(a and s["y"] for a, s in zip(got, part))
        print(label, "boundaries", len(part), "precision %.2f recall %.2f" % (100 * tp / max(1, sum(got)), 100 * tp / sum(s["y"] for s in part)))


if __name__ == "__main__":
    main()

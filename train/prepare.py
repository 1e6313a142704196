"""Turns the corpora into the arrays that training reads: out/data.pkl.

Run: python3 prepare.py
"""
import collections
import os
import pickle

import numpy as np

import corpora

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "out", "data.pkl")
VOCABULARY, MIN_COUNT, HASH_WORDS = 12000, 3, 2000
OPEN = corpora.OPEN


def main():
    parts = corpora.load()
    forms = sorted({w for docs in parts.values() for d in docs for w in d["w"]})
    feats = corpora.program("words", forms)
    kind = {w: i for i, w in enumerate(forms)}
    count = collections.Counter(feats[kind[w]]["Norm"] for name, docs in parts.items() if name.endswith("train") for d in docs for w in d["w"])
    vocabulary = [w for w, n in sorted(count.items(), key=lambda x: (-x[1], x[0]))[:VOCABULARY] if n >= MIN_COUNT]
    word = {w: i for i, w in enumerate(vocabulary)}
    table = np.array([[word.get(f["Norm"], len(vocabulary) + f["Hash"]), f["Prefix"], *f["Suffix"], f["Shape"], f["Name"]] for f in feats], np.int32)
    treebank = parts["ewt.train"] + parts["gum.train"]
    labels = {k: sorted({x for d in treebank for x in d[k]}) for k in ("upos", "xpos", "rel")}
    gold = [d for docs in parts.values() for d in docs if not d["place"]]
    for d, rows in zip(gold, corpora.program("places", [dict(w=d["w"], sent=d["sent"], par=[bool(x) for x in d["par"]]) for d in gold])):
        d["place"] = rows
    data = {name: [arrays(d, kind, labels) for d in docs] for name, docs in parts.items()}
    for name, docs in data.items():
        print(name, len(docs), "documents", sum(len(d["t"]) for d in docs), "tokens")
    pickle.dump(dict(parts=data, table=table, grams=[np.array(f["Grams"]) for f in feats], norms=[f["Norm"] for f in feats], vocabulary=vocabulary, labels=labels), open(OUT, "wb"), 4)
    print(len(forms), "forms,", len(vocabulary), "words", {k: len(v) for k, v in labels.items()})


def arrays(d, kind, labels):
    n = len(d["w"])
    o = dict(src=d["src"], name=d["name"], w=d["w"], t=np.array([kind[w] for w in d["w"]], np.int32), sent=np.array(d["sent"]))
    o["place"] = np.array(d["place"])
    gold = bool(d["head"])
    for k in ("upos", "xpos", "rel"):
        at = {x: i for i, x in enumerate(labels[k])}
        o[k] = np.array([at.get(x, 0) for x in d[k]]) if gold else np.full(n, OPEN)
    o["head"] = np.array(d["head"]) if gold else np.full(n, -1)
    o["ner"] = np.array(d["ner"] or [OPEN] * n)
    o["role"] = np.array(d["role"] or [OPEN] * n)
    return o


if __name__ == "__main__":
    main()

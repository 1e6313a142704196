"""Learns word vectors from raw news: skip-gram with negative samples (gensim).

Reads the raw corpora that do not forbid commercial use and the training texts,
cut by the program itself; writes out/vectors.npz (forms, float32 rows).
Run: PYTHONHASHSEED=1 python3 vectors.py
"""
import os

import numpy as np
from gensim.models import Word2Vec

import corpora

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "out", "vectors.npz")
RAW = ("reuters-c50", "abc-au", "insightcrime", "gothamist", "whitehouse")
DIM, VOCABULARY, EPOCHS = 96, 40000, 4


def texts():
    for name in RAW:
        batch = []
        for line in corpora.lines(f"news-raw/{name}.txt.gz"):
            batch.append(line.strip())
            if len(batch) == 20000:
                yield from cut(batch)
                batch = []
        yield from cut(batch)
    for d in corpora.polnear("train") + corpora.conllu("ud-ewt/en_ewt-ud-train.conllu.gz", "ewt") + corpora.conllu("ud-gum/en_gum-ud-train.conllu.gz", "gum"):
        yield d["w"]


def cut(batch):
    for text, t in zip(batch, corpora.program("tokens", batch)):
        b = text.encode()
        yield [b[s:e].decode() for s, e in t["spans"] or []]


def main():
    sentences = list(texts())
    forms = sorted({w for s in sentences for w in s})
    norm = dict(zip(forms, (f["Norm"] for f in corpora.program("words", forms))))
    sentences = [[norm[w] for w in s[k : k + 1000]] for s in sentences for k in range(0, len(s), 1000)]
    print(sum(map(len, sentences)), "tokens", flush=True)
    m = Word2Vec(sentences, vector_size=DIM, window=4, sg=1, negative=5, epochs=EPOCHS, max_final_vocab=VOCABULARY, min_count=3, sample=1e-4, workers=1, seed=1)
    np.savez(OUT, forms=np.array(m.wv.index_to_key), rows=m.wv.vectors.astype(np.float32))
    print(len(m.wv.index_to_key), "vectors;", "near 'minister':", [w for w, _ in m.wv.most_similar("minister", topn=6)])


if __name__ == "__main__":
    main()

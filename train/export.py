"""Writes a trained network as the weight file that the program embeds.

Matrices and tables become int8 with a scale a row; activations get one factor a
layer, found on training text: 127 over the 99.99th percentile of their size.
Run: python3 export.py NAME...  (reads out/NAME.pt, writes weights/engine.bin).
Of several runs, each begun from the one before, the mean weights are taken.
"""
import hashlib
import json
import os
import random
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F

import train
from network import TABLES, Network

FEATURES = 2  # encode.FeatureVersion
WEIGHTS = os.path.join(train.HERE, "..", "weights", "engine.bin")
PERCENTILE = 99.999
# The largest size of a block's weight: six bits, so that the AVX2 kernel can add
# products in 16 bits. The heads keep all eight.
BLOCK_BITS = 31


class Writer:
    def __init__(self):
        self.tensors = {}

    def floats(self, name, x):
        self.tensors[name] = ("f32", np.ascontiguousarray(x, np.float32))

    def text(self, name, items):
        self.tensors[name] = ("bytes", np.frombuffer("\n".join(items).encode(), np.uint8))

    def rows(self, name, w, largest=127):
        """int8 rows and their scales, which are returned."""
        scale = np.abs(w).max(1) / largest + 1e-12
        self.tensors[name] = ("i8", np.round(w / scale[:, None]).clip(-largest, largest).astype(np.int8))
        return scale

    def linear(self, name, w, b, factor, largest=127):
        """A layer whose input was quantised by factor."""
        scale = self.rows(name + ".w", w, largest)
        self.floats(name + ".s", scale / factor)
        self.floats(name + ".b", np.zeros(len(w)) if b is None else b)

    def table(self, name, w):
        self.floats(name + ".s", self.rows(name, w))

    def save(self, path, meta):
        entries, at, chunks = [], 0, []
        for name, (kind, x) in self.tensors.items():
            b = x.tobytes()
            entries.append(dict(name=name, type=kind, shape=list(x.shape), offset=at, size=len(b)))
            chunks.append(b + bytes(-len(b) % 64))
            at += len(chunks[-1])
        meta = dict(meta, hash=hashlib.sha256(b"".join(chunks)).hexdigest()[:12])
        head = json.dumps(dict(format=1, features=FEATURES, meta=meta, tensors=entries)).encode()
        with open(path, "wb") as f:
            f.write(b"SAYSOW1\n" + struct.pack("<I", len(head)) + head)
            f.write(bytes(-(12 + len(head)) % 64))
            f.write(b"".join(chunks))


def calibrate(net, docs):
    """Factor of each activation: name -> 127 / percentile."""
    sizes = {}

    def note(name, x):
        sizes.setdefault(name, []).append(np.abs(x.detach().numpy()).ravel()[::7])

    with torch.no_grad():
        for w in docs:
            b = train.batch([w])
            feats = net.features(b["t"])
            note("input", feats)
            x = net.norm(net.input(feats) + net.place(b["place"]))
            note("norm", x)
            one = torch.ones(x.shape[0], x.shape[1], 1)
            x = net.first(x, one)
            note("first", x)
            for i, block in enumerate(net.shared):
                x = block(x, one)
                note(f"shared.{i}", x)
            s = r = x
            for i, block in enumerate(net.syntax):
                s = block(s, one)
                note(f"syntax.{i}", s)
            for i, block in enumerate(net.roles):
                r = block(r, one)
                note(f"roles.{i}", r)
            d, h = F.relu(net.arc_dep(s)), F.relu(net.arc_head(s))
            note("arc_dep", d)
            note("arc_head", h)
            note("arc", d @ net.arc[:-1] + net.arc[-1])
            a, c = net.label_dep(s), net.label_head(s)
            note("label_dep", F.relu(a[:, 1:] + c[:, :-1]))
            note("label_dep", F.relu(a[:, :-1] + c[:, 1:]))
    return {k: float(127 / np.percentile(np.concatenate(v), PERCENTILE)) for k, v in sizes.items()}


def write_block(w, q, key, block, factor):
    n = lambda p: p.detach().numpy()
    w.linear(key, n(block.lin.weight), n(block.lin.bias), factor, BLOCK_BITS)
    w.floats(key + ".g", n(block.norm.weight))
    w.floats(key + ".c", n(block.norm.bias))
    w.floats(key + ".q", [q[key]])


def main():
    names = sys.argv[1:]
    runs = [torch.load(os.path.join(train.OUT, name + ".pt")) for name in names]
    state, shape = train.mean_state(names)
    data, vectors = train.load()
    net = Network(data, vectors, runs[-1]["settings"]["dim"], runs[-1]["settings"]["drop"], shape)
    net.load_state_dict(state)
    net.eval()
    rng = random.Random(1)
    sample = []
    for part in ("ewt.train", "gum.train", "polnear.train", "names.train"):
        docs = [d for d in data["parts"][part] if len(d["t"]) > 1]
        sample += [w for d in rng.sample(docs, min(60, len(docs))) for w in train.windows(d, 512)]
    q = calibrate(net, sample)

    w = Writer()
    n = lambda p: p.detach().numpy()
    for (table, _, _), e in zip(TABLES, net.tables):
        w.table("table." + table, n(e.weight))
    w.table("table.grams", n(net.grams.weight))
    w.table("table.vectors", n(net.vectors.weight)[1:])
    w.text("words", data["vocabulary"])
    w.text("vector.forms", data["vector_forms"])
    w.linear("input", n(net.input.weight), n(net.input.bias), q["input"])
    w.floats("input.q", [q["input"]])
    w.floats("place", n(net.place.weight))
    w.floats("norm.g", n(net.norm.weight))
    w.floats("norm.c", n(net.norm.bias))
    w.floats("norm.q", [q["norm"]])
    write_block(w, q, "first", net.first, q["norm"])
    before = {"shared": "first", "syntax": f"shared.{len(net.shared) - 1}", "roles": f"shared.{len(net.shared) - 1}"}
    for branch in ("shared", "syntax", "roles"):
        last = before[branch]
        for i, block in enumerate(getattr(net, branch)):
            key = f"{branch}.{i}"
            write_block(w, q, key, block, q[last])
            last = key
    syntax, roles = q[f"syntax.{len(net.syntax) - 1}"], q[f"roles.{len(net.roles) - 1}"]
    for key in ("upos", "xpos", "ner", "arc_dep", "arc_head", "label_dep", "label_head"):
        layer = getattr(net, key)
        w.linear(key, n(layer.weight), None if layer.bias is None else n(layer.bias), syntax)
    w.linear("role", n(net.role.weight), n(net.role.bias), roles)
    w.floats("role.transitions", n(net.crf.transition))
    arc = n(net.arc)
    w.linear("arc", arc[:-1].T.copy(), arc[-1], q["arc_dep"])
    w.linear("near_dep", n(net.near_dep.weight), n(net.near_dep.bias), q["arc_dep"])
    w.linear("near_head", n(net.near_head.weight), n(net.near_head.bias), q["arc_head"])
    w.linear("label", n(net.label.weight), n(net.label.bias), q["label_dep"])
    for key in ("arc_dep", "arc_head", "arc", "label_dep"):
        w.floats(key + ".q", [q[key]])
    w.floats("arc_root", n(net.arc_root))
    w.floats("label_root", n(net.label_root))
    for key in ("upos", "xpos", "rel"):
        w.text(key + ".labels", data["labels"][key])
    w.save(WEIGHTS, dict(runs=[dict(settings=r["settings"], tokens=r["tokens"], scores=r["scores"]) for r in runs]))
    print(os.path.getsize(WEIGHTS), "bytes")


if __name__ == "__main__":
    main()

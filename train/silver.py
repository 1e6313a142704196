"""Labels raw news with several trained networks: out/silver.pkl.

Run: python3 silver.py --syntax NAME... --roles NAME...
A NAME may be A+B, the mean weights of two runs. The teachers' scores are averaged
(log-probabilities of tags, names, arcs and labels; scores and transitions of the
CRF), and SAMPLES labellings are drawn from the result: what the teachers doubt
comes out differently from draw to draw, so that the student learns their doubt.
"""
import argparse
import os
import pickle

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np
import torch

import train
from network import Network

SAMPLES = 3
BATCH = 8  # windows


def teachers(names, data, vectors):
    out = []
    for name in names:
        parts = name.split("+")
        settings = torch.load(os.path.join(train.OUT, parts[0] + ".pt"))["settings"]
        state, shape = train.mean_state(parts)
        net = Network(data, vectors, settings["dim"], settings["drop"], shape)
        net.load_state_dict(state)
        out.append(net.eval())
    return out


def mean(xs):
    return sum(xs) / len(xs)


def draw(log_p, rng):
    """One class a row, by the Gumbel trick."""
    return (log_p + rng.gumbel(size=log_p.shape)).argmax(-1)


def draw_roles(e, mask, transition, rng):
    """Labellings [windows, tokens] drawn from a linear-chain CRF with scores e
    [windows, tokens, labels]: sums forward, draws backward."""
    a = e.copy()
    for t in range(1, e.shape[1]):
        x = a[:, t - 1, :, None] + transition
        m = x.max(1)
        a[:, t] = np.where(mask[:, t, None], m + np.log(np.exp(x - m[:, None]).sum(1)) + e[:, t], a[:, t - 1])
    noise = rng.gumbel(size=e.shape)
    y = np.zeros(e.shape[:2], int)
    y[:, -1] = (a[:, -1] + noise[:, -1]).argmax(-1)
    for t in range(e.shape[1] - 2, -1, -1):
        follow = np.where(mask[:, t + 1, None], transition[:, y[:, t + 1]].T, 0)
        # Where the window has ended, the label is handed down to its last token.
        y[:, t] = np.where(mask[:, t + 1], (a[:, t] + follow + noise[:, t]).argmax(-1), y[:, t + 1])
    return y


@torch.no_grad()
def label(windows, syntax, roles, rng):
    """SAMPLES labellings: dicts of arrays [windows, tokens]."""
    b = train.batch(windows)
    hidden = [net.encode(b, True, False)[0] for net in syntax]
    tags = {k: mean([getattr(n, k)(s).log_softmax(-1) for n, s in zip(syntax, hidden)]).numpy() for k in ("upos", "xpos", "ner")}
    arcs = [n.arcs(s, b) for n, s in zip(syntax, hidden)]
    score = mean([a[1].log_softmax(-1) for a in arcs]).numpy()
    there = arcs[0][2]
    at = b["sentences"][there].numpy()
    inner = [net.encode(b, False, True)[1] for net in roles]
    emissions = mean([n.role(r) for n, r in zip(roles, inner)]).double().numpy()
    transition = mean([n.crf.transition for n in roles]).double().numpy() + train.legal(7)
    out = []
    for _ in range(SAMPLES):
        o = {k: draw(v, rng) for k, v in tags.items()}
        heads = draw(score, rng)
        rel = mean([n.labels(a[0], torch.from_numpy(heads)).log_softmax(-1) for n, a in zip(syntax, arcs)]).numpy()
        o["head"], o["rel"] = np.full(o["upos"].shape, -1), np.zeros(o["upos"].shape, int)
        o["head"].flat[at], o["rel"].flat[at] = heads[there.numpy()], draw(rel, rng)[there.numpy()]
        o["role"] = draw_roles(emissions, b["mask"].numpy() > 0, transition, rng)
        out.append(o)
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--syntax", nargs="+", required=True)
    p.add_argument("--roles", nargs="+", required=True)
    a = p.parse_args()
    torch.set_num_threads(1)
    rng = np.random.Generator(np.random.PCG64(1))
    data, vectors = train.load()
    syntax, roles = teachers(a.syntax, data, vectors), teachers(a.roles, data, vectors)
    windows = [w for d in data["parts"]["news.raw"] for w in train.windows(d, 512) if w[2] > w[1]]
    docs = []
    for i in range(0, len(windows), BATCH):
        ws = windows[i : i + BATCH]
        for o in label(ws, syntax, roles, rng):
            for k, (d, s, e) in enumerate(ws):
                got = {key: v[k, : e - s].astype(np.int32) for key, v in o.items()}
                docs.append(dict(src="news", name=d["name"], **{key: d[key][s:e] for key in ("t", "place", "sent")}, **got))
        if i % (20 * BATCH) == 0:
            print(i, "of", len(windows), "windows", flush=True)
    pickle.dump(docs, open(train.SILVER, "wb"), 4)


if __name__ == "__main__":
    main()

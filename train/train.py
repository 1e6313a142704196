"""Trains the network. Run: python3 train.py --name NAME [--tokens N] …

Reads out/data.pkl (prepare.py) and out/vectors.npz (vectors.py); writes
out/NAME.pt every EVALS-th of the run: the averaged weights, the settings and
the dev scores. Same data, settings and seed: same weights (one thread).
"""
import argparse
import json
import math
import os
import pickle
import random
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np
import torch
import torch.nn.functional as F

from corpora import ANY_B, ANY_I, O_OR_MISC
from network import LONGEST, Network, seed, slim

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "out")
SILVER = os.path.join(OUT, "silver.pkl")  # raw news with the teachers' labels, from silver.py
KEYS = ("t", "place", "upos", "xpos", "head", "rel", "ner", "role")
FILL = dict(upos=-100, xpos=-100, ner=-100, role=-100, head=-1)


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument("--name", required=True)
    p.add_argument("--tokens", type=float, default=14e6)
    p.add_argument("--shape", default="slim", help="deep or slim, see network.py")
    p.add_argument("--dim", type=int, default=192)
    p.add_argument("--drop", type=float, default=0.25)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--batch", type=int, default=2000, help="tokens")
    p.add_argument("--window", type=int, default=256, help="tokens")
    p.add_argument("--mix", default="ewt:.26,gum:.15,polnear:.42,names:.17")
    p.add_argument("--average", type=float, default=0.998, help="decay of the averaged weights, a step")
    p.add_argument("--evals", type=int, default=4)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--init", nargs="*", default=[], help="go on from the mean of out/INIT.pt, made slim if need be")
    p.add_argument("--without", nargs="*", default=[], help="for ablations: vectors, grams, quotes, crf")
    p.add_argument("--silver-names", type=float, default=0.35, help="share of PolNeAR's batches that also teach CoreNLP's names")
    return p.parse_args()


def load():
    data = pickle.load(open(os.path.join(OUT, "data.pkl"), "rb"))
    z = np.load(os.path.join(OUT, "vectors.npz"))
    rows = z["rows"] / (z["rows"].std() + 1e-9) * 0.5
    scale = np.abs(rows).max(1, keepdims=True) / 127 + 1e-9
    rows = np.round(rows / scale).clip(-127, 127) * scale  # as they will be stored
    if os.path.exists(SILVER):
        data["parts"]["news.train"] = pickle.load(open(SILVER, "rb"))
    data["vector_forms"] = [str(w) for w in z["forms"]]
    vectors = torch.zeros(len(rows) + 1, rows.shape[1])
    vectors[1:] = torch.tensor(rows)
    return data, vectors


def mean_state(names):
    """The mean weights of runs of one shape, and the shape."""
    runs = [torch.load(os.path.join(OUT, name + ".pt")) for name in names]
    mean = {k: sum(r["state"][k].double() for r in runs).div(len(runs)).to(v.dtype) for k, v in runs[0]["state"].items()}
    return mean, runs[0]["settings"].get("shape", "deep")


def windows(d, size, rng=None):
    """Cuts a document at sentence ends into stretches of up to size tokens."""
    s = d["sent"]
    b = np.concatenate([[0], np.nonzero(s[1:] != s[:-1])[0] + 1, [len(s)]])
    out, i, limit = [], 0, rng.randint(size // 4, size) if rng else size
    while i < len(b) - 1:
        j = i + 1
        while j < len(b) - 1 and b[j + 1] - b[i] <= limit:
            j += 1
        out.append((d, b[i], min(b[j], b[i] + 600)))
        i, limit = j, size
    return out


def batch(ws):
    longest = max(e - s for _, s, e in ws)
    a = {k: np.full((len(ws), longest), FILL.get(k, 0), np.int64) for k in KEYS}
    mask, sentences = np.zeros((len(ws), longest), np.float32), []
    for i, (d, s, e) in enumerate(ws):
        for k in KEYS:
            a[k][i, : e - s] = d[k][s:e]
        mask[i, : e - s] = 1
        n = d["sent"][s:e]
        cuts = np.concatenate([[0], np.nonzero(n[1:] != n[:-1])[0] + 1, [e - s]])
        sentences += [(i * longest + x, y - x) for x, y in zip(cuts[:-1], cuts[1:]) if y - x <= LONGEST]
    index = np.full((max(1, len(sentences)), max([n for _, n in sentences], default=1)), -1)
    for j, (at, n) in enumerate(sentences):
        index[j, :n] = np.arange(at, at + n)
    b = {k: torch.from_numpy(v) for k, v in a.items()}
    b.update(mask=torch.from_numpy(mask), sentences=torch.from_numpy(index), src=ws[0][0]["src"], n=int(mask.sum()))
    return b


def stream(docs, size, tokens, rng):
    while True:
        ws = [w for d in docs for w in windows(d, size, rng)]
        rng.shuffle(ws)
        for i in range(0, len(ws), 400):
            batches, cur = [], []
            for w in sorted(ws[i : i + 400], key=lambda w: w[2] - w[1]):
                if cur and (len(cur) + 1) * (w[2] - w[1]) > tokens:
                    batches.append(cur)
                    cur = []
                cur.append(w)
            batches.append(cur)
            rng.shuffle(batches)
            for x in batches:
                if x:
                    yield batch(x)


def name_loss(logits, y):
    """Cross entropy; labels that a corpus leaves open are summed over."""
    lp = logits.log_softmax(-1)
    loss = -lp.gather(1, y.clamp(max=8).unsqueeze(-1)).squeeze(-1)
    for code, allowed in ((O_OR_MISC, [0, 7, 8]), (ANY_B, [1, 3, 5, 7]), (ANY_I, [2, 4, 6, 8])):
        loss = torch.where(y == code, -torch.logsumexp(lp[:, allowed], 1), loss)
    return loss.mean()


NAME_WEIGHT = {"polnear": 0.6, "ewt": 0.2, "news": 0.3}


def losses(net, b, silver_names):
    has_role = bool((b["role"] >= 0).any())
    syntax = b["src"] != "polnear" or random.random() < silver_names
    s, r = net.encode(b, syntax, has_role)
    flat, out = s.reshape(-1, s.shape[-1]), {}
    tagged = b["upos"].view(-1) >= 0
    if tagged.any():
        z = flat[tagged]
        out["upos"] = F.cross_entropy(net.upos(z), b["upos"].view(-1)[tagged])
        out["xpos"] = F.cross_entropy(net.xpos(z), b["xpos"].view(-1)[tagged])
        x, score, there = net.arcs(s, b)
        index = b["sentences"].clamp(min=0)
        head, rel = b["head"].view(-1)[index].clamp(min=0), b["rel"].view(-1)[index]
        out["arc"] = F.cross_entropy(score[there], head[there])
        out["rel"] = F.cross_entropy(net.labels(x, head)[there], rel[there])
    named = b["ner"].view(-1) >= 0
    if syntax and named.any():
        out["ner"] = name_loss(net.ner(flat[named]), b["ner"].view(-1)[named]) * NAME_WEIGHT.get(b["src"], 1)
    if has_role and "crf" in net.without:
        marked = b["role"] >= 0
        out["role"] = F.cross_entropy(net.role(r)[marked], b["role"][marked])
    elif has_role:
        out["role"] = net.crf.loss(net.role(r), b["role"], b["mask"]) / b["n"]
    return out


def viterbi(e, transition):
    back, s = np.zeros(e.shape, int), e[0].copy()
    s[2::2] = -1e9
    for t in range(1, len(e)):
        x = s[:, None] + transition
        back[t] = x.argmax(0)
        s = x.max(0) + e[t]
    y = [int(s.argmax())]
    for t in range(len(e) - 1, 0, -1):
        y.append(int(back[t][y[-1]]))
    return y[::-1]


def legal(k):
    """Transitions of BIO: I-x only after B-x or I-x."""
    t = np.zeros((k, k))
    t[:, 2::2] = -1e9
    for i in range(2, k, 2):
        t[i, i] = t[i - 1, i] = 0
    return t


def spans(y):
    out, start, kind = set(), None, 0
    for i, v in enumerate(list(y) + [0]):
        c = (v + 1) // 2
        if start is not None and (v % 2 == 1 or c != kind):
            out.add((start, i, kind))
            start = None
        if v and start is None:
            start, kind = i, c
    return out


def trimmed(found, w):
    """Spans without the punctuation at their ends."""
    out = set()
    for s, e, c in found:
        bare = lambda x: not any(ch.isalnum() or ch in "$%" for ch in x)
        while s < e and bare(w[s]):
            s += 1
        while e > s and bare(w[e - 1]):
            e -= 1
        if e > s:
            out.add((s, e, c))
    return out


def f1(tp, p, g):
    return round(200 * tp / max(p + g, 1), 1)


@torch.no_grad()
def predictions(net, docs):
    """Per document: tags, heads, labels, names and roles."""
    for d in docs:
        o = {k: np.zeros(len(d["t"]), int) for k in ("upos", "xpos", "head", "rel")}
        o["ner"], o["role"] = [], []
        for w in windows(d, 512):
            b = batch([w])
            s, r = net.encode(b)
            o["upos"][w[1] : w[2]], o["xpos"][w[1] : w[2]] = net.upos(s)[0].argmax(-1), net.xpos(s)[0].argmax(-1)
            x, score, there = net.arcs(s, b)
            head = score.argmax(-1)
            at = b["sentences"][there] + w[1]
            o["head"][at], o["rel"][at] = head[there], net.labels(x, head).argmax(-1)[there]
            o["ner"] += viterbi(net.ner(s)[0].log_softmax(-1).numpy(), legal(9))
            o["role"] += viterbi(net.role(r)[0].numpy(), legal(7) + net.crf.transition.numpy())
        yield d, o


def evaluate(net, data):
    net.eval()
    scores = {}
    for name in ("ewt", "gum"):
        n = np.zeros(5)
        for d, o in predictions(net, data["parts"][name + ".dev"]):
            right = o["head"] == d["head"]
            n += [len(right), (o["upos"] == d["upos"]).sum(), (o["xpos"] == d["xpos"]).sum(), right.sum(), (right & (o["rel"] == d["rel"])).sum()]
        scores[name] = [round(100 * x / n[0], 2) for x in n[1:]]
    for name in ("wikigold", "ieer", "uner"):
        n = np.zeros(6)
        for d, o in predictions(net, data["parts"][name + ".dev"]):
            gold, got = spans([0 if v > 8 else v for v in d["ner"]]), spans(o["ner"])
            if name != "wikigold":
                got = {x for x in got if x[2] != 4}
            bare = lambda z: {x[:2] for x in z}
            n += [len(gold & got), len(got), len(gold), len(bare(gold) & bare(got)), len(got), len(gold)]
        scores[name] = [f1(*n[:3]), f1(*n[3:])]
    n = np.zeros((4, 3))
    for d, o in predictions(net, data["parts"]["polnear.dev"]):
        gold, got = trimmed(spans(d["role"]), d["w"]), trimmed(spans(o["role"]), d["w"])
        for c in (1, 2, 3):
            g, p = {x for x in gold if x[2] == c}, {x for x in got if x[2] == c}
            n[c] += [len(g & p), len(p), len(g)]
    scores["roles"] = [f1(*n[c]) for c in (1, 2, 3)]
    net.train()
    return scores


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    random.seed(a.seed)
    np.random.seed(a.seed)
    torch.manual_seed(a.seed)
    seed(a.seed)
    data, vectors = load()
    net = Network(data, vectors, a.dim, a.drop, a.shape)
    mean = Network(data, vectors, a.dim, a.drop, a.shape)
    net.without = mean.without = set(a.without)
    if a.init:
        state, shape = mean_state(a.init)
        net.load_state_dict(state if shape == a.shape else slim(state))
    mean.load_state_dict(net.state_dict())
    mix = {k: float(v) for k, v in (x.split(":") for x in a.mix.split(","))}
    streams = {k: stream(data["parts"][k + ".train"], a.window, a.batch, random.Random(a.seed + i)) for i, k in enumerate(mix)}
    ps = [p for p in net.parameters() if p.requires_grad]
    opt = torch.optim.AdamW(ps, lr=a.rate, betas=(0.9, 0.98), weight_decay=0.01)
    seen = step = 0
    due, start, log = 1, time.time(), {}
    while seen < a.tokens:
        b = next(streams[random.choices(list(mix), list(mix.values()))[0]])
        rate = a.rate * min(1, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * seen / a.tokens)))
        for g in opt.param_groups:
            g["lr"] = rate
        parts = losses(net, b, a.silver_names)
        opt.zero_grad(set_to_none=True)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(ps, 2.0)
        opt.step()
        seen, step = seen + b["n"], step + 1
        decay = min(a.average, (1 + step) / (10 + step))
        with torch.no_grad():
            for p, q in zip(mean.parameters(), net.parameters()):
                if q.requires_grad:
                    p.mul_(decay).add_(q, alpha=1 - decay)
        for k, v in parts.items():
            log.setdefault(k, []).append(float(v))
        if step % 250 == 0:
            print(step, seen, "tokens,", round(seen / (time.time() - start)), "a second", flush=True)
        if seen >= a.tokens * due / a.evals:
            due += 1
            sec = time.time() - start
            scores = evaluate(mean, data)
            loss = {k: round(float(np.mean(v[-300:])), 3) for k, v in log.items()}
            print(json.dumps(dict(name=a.name, tokens=seen, seconds=round(sec), loss=loss, **scores)), flush=True)
            torch.save(dict(state=mean.state_dict(), settings=vars(a), scores=scores, tokens=seen), os.path.join(OUT, a.name + ".pt"))


if __name__ == "__main__":
    main()

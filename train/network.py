"""The network: hashed features and word vectors, dilated convolutions, heads.

  input   rows of the tables of a word form, concatenated -> linear -> + place row -> layer norm
  block   x = LN(x + relu(W [x(t-d), x(t), x(t+d)] + b)), dilation d
  first   a block over the rows t-2 … t+2: wide, since what a row gives to its
          neighbours depends on its word and place alone, and is looked up at run time
  shared  blocks; then two branches, with dilations as SHAPES says:
  syntax  blocks for universal and Penn tags, names, arcs, labels
  roles   blocks for source, cue and content (BIO), with a CRF

Arcs: biaffine with a bias on the dependent, a root vector, and two terms by
distance: the dependent's and the head's vector each give one score a bucket.
Labels: relu(A dependent + B head) -> linear.
"""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

# The shape of a network: how far the first block sees each way, 0 without such a
# block, and the dilations of the others. The teachers are deep; slim is what runs.
SHAPES = {
    "deep": (0, (1, 1), (1, 1, 2, 4), (1, 2, 4, 8, 16)),
    "slim": (2, (1,), (1, 2, 4), (2, 4, 8, 16)),
}
TABLES = (("word", None, 64), ("prefix", 4096, 24), ("suffix3", 4096, 24), ("suffix4", 4096, 24), ("suffix2", 1024, 24), ("shape", 1024, 12), ("name", 16, 8))
GRAMS, GRAM_DIM = 16384, 48
ARC, LABEL = 96, 128
BUCKETS = 19  # of head position - own position: 1 2 3 4 5-6 7-9 10-14 15-24 25+, either way, and the root
LONGEST = 200

_distance = np.arange(LONGEST + 1)[None, :] - (np.arange(LONGEST)[:, None] + 1)
_bucket = np.digitize(np.abs(_distance), [1, 2, 3, 4, 5, 7, 10, 15, 25]) - 1
BUCKET = np.where(_distance > 0, _bucket, _bucket + 9)
BUCKET[:, 0] = 18
BUCKET = torch.from_numpy(np.clip(BUCKET, 0, 18).astype(np.int64))


def shift(x, k):
    """x moved k places along time, zeros moved in."""
    if k == 0:
        return x
    if abs(k) >= x.shape[1]:
        return torch.zeros_like(x)
    z = torch.zeros_like(x[:, : abs(k)])
    return torch.cat([z, x[:, :-k]], 1) if k > 0 else torch.cat([x[:, -k:], z], 1)


_random = np.random.Generator(np.random.PCG64(1))


def seed(n):
    global _random
    _random = np.random.Generator(np.random.PCG64(n))


def drop(x, p, training):
    """Dropout. Its masks come from NumPy's bytes, five times as fast as torch's."""
    if not training or p == 0:
        return x
    keep = int(round(256 * (1 - p)))
    mask = np.frombuffer(_random.bytes(x.numel()), np.uint8) < keep
    return x * (torch.from_numpy(mask).view(x.shape).float() * (256 / keep))


class Block(nn.Module):
    """A block that sees the rows at offsets `at`."""

    def __init__(self, dim, at, rate):
        super().__init__()
        self.at, self.rate = at, rate
        self.lin = nn.Linear(len(at) * dim, dim)
        self.norm = nn.LayerNorm(dim)
        nn.init.kaiming_normal_(self.lin.weight, nonlinearity="relu")

    def forward(self, x, mask):
        y = x * mask
        y = F.relu(self.lin(torch.cat([shift(y, -k) for k in self.at], -1)))
        return self.norm(x + drop(y, self.rate, self.training))


class CRF(nn.Module):
    """Linear-chain CRF; transition[i, j] from label i to label j."""

    def __init__(self, k):
        super().__init__()
        self.transition = nn.Parameter(torch.zeros(k, k))

    def loss(self, e, y, m):
        gold = y.clamp(min=0)
        score = (e.gather(2, gold.unsqueeze(-1)).squeeze(-1) * m).sum(1) + (self.transition[gold[:, :-1], gold[:, 1:]] * m[:, 1:]).sum(1)
        a = e[:, 0]
        for t in range(1, e.shape[1]):
            n = torch.logsumexp(a.unsqueeze(2) + self.transition, 1) + e[:, t]
            k = m[:, t].unsqueeze(1)
            a = n * k + a * (1 - k)
        return (torch.logsumexp(a, 1) - score).sum()


class Network(nn.Module):
    def __init__(self, data, vectors, dim, rate, shape):
        super().__init__()
        first, shared, syntax, roles = SHAPES[shape]
        sizes = [(n or len(data["vocabulary"]) + 2000, d) for _, n, d in TABLES]
        self.rate = rate
        self.without = set()  # what ablations leave out
        self.tables = nn.ModuleList([nn.Embedding(n, d) for n, d in sizes])
        for e in self.tables:
            nn.init.normal_(e.weight, 0, 0.1)
        self.grams = nn.EmbeddingBag(GRAMS, GRAM_DIM, mode="mean")
        nn.init.normal_(self.grams.weight, 0, 0.2)
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=True, padding_idx=0)
        width = sum(d for _, d in sizes) + GRAM_DIM + vectors.shape[1]
        self.input = nn.Linear(width, dim)
        self.place = nn.Embedding(12, dim)
        nn.init.normal_(self.place.weight, 0, 0.1)
        self.norm = nn.LayerNorm(dim)
        blocks = lambda dilations: nn.ModuleList([Block(dim, (-d, 0, d), rate * 0.6) for d in dilations])
        self.first = Block(dim, range(-first, first + 1), rate * 0.6) if first else None
        self.shared, self.syntax, self.roles = blocks(shared), blocks(syntax), blocks(roles)
        labels = data["labels"]
        self.upos, self.xpos = nn.Linear(dim, len(labels["upos"])), nn.Linear(dim, len(labels["xpos"]))
        self.ner, self.role = nn.Linear(dim, 9), nn.Linear(dim, 7)
        self.crf = CRF(7)
        self.arc_dep, self.arc_head = nn.Linear(dim, ARC), nn.Linear(dim, ARC)
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.05)
        self.arc_root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.near_dep, self.near_head = nn.Linear(ARC, BUCKETS), nn.Linear(ARC, BUCKETS)
        self.label_dep, self.label_head = nn.Linear(dim, LABEL), nn.Linear(dim, LABEL, bias=False)
        self.label_root = nn.Parameter(torch.randn(LABEL) * 0.1)
        self.label = nn.Linear(LABEL, len(labels["rel"]))
        # Features of each form of the training data, for look-up by form number.
        table = torch.tensor(data["table"], dtype=torch.long)
        self.register_buffer("form_rows", table, persistent=False)
        at = {w: i + 1 for i, w in enumerate(data["vector_forms"])}
        self.register_buffer("form_vector", torch.tensor([at.get(w, 0) for w in data["norms"]]), persistent=False)
        lens = torch.tensor([len(g) for g in data["grams"]])
        self.register_buffer("gram_rows", torch.tensor(np.concatenate(data["grams"]), dtype=torch.long), persistent=False)
        self.register_buffer("gram_len", lens, persistent=False)
        self.register_buffer("gram_start", torch.cumsum(lens, 0) - lens, persistent=False)

    def features(self, t):
        """The concatenated table rows of forms t, some hidden in training."""
        rows = self.form_rows[t]
        x = [e(rows[..., i]) for i, e in enumerate(self.tables)]
        v = self.vectors(self.form_vector[t])
        if self.training:
            x[0] = x[0] * (torch.rand(t.shape) > 0.15).float().unsqueeze(-1)
            v = v * (torch.rand(t.shape) > 0.045).float().unsqueeze(-1)
        u, back = torch.unique(t, return_inverse=True)
        n, start = self.gram_len[u], self.gram_start[u]
        offset = torch.cumsum(n, 0) - n
        pos = torch.arange(int(n.sum())) - torch.repeat_interleave(offset, n) + torch.repeat_interleave(start, n)
        grams = self.grams(self.gram_rows[pos], offset)[back]
        return torch.cat(x + [grams * ("grams" not in self.without), v * ("vectors" not in self.without)], -1)

    def encode(self, b, syntax=True, roles=True):
        """Hidden vectors of the two branches; a branch that is not asked for is left out."""
        mask = b["mask"].unsqueeze(-1)
        place = b["place"] % 3 if "quotes" in self.without else b["place"]
        x = self.norm(self.input(drop(self.features(b["t"]), self.rate * 0.6, self.training)) + self.place(place))
        for block in ([self.first] if self.first else []) + list(self.shared):
            x = block(x, mask)
        s = r = x
        if syntax:
            for block in self.syntax:
                s = block(s, mask)
        if roles:
            for block in self.roles:
                r = block(r, mask)
        return drop(s, self.rate, self.training), drop(r, self.rate, self.training)

    def arcs(self, s, b):
        """Per sentence: hidden vectors, arc scores [dependent, head], and which tokens are there."""
        index = b["sentences"]
        count, longest = index.shape
        there = index >= 0
        x = s.reshape(-1, s.shape[-1])[index.clamp(min=0)]
        d, h = F.relu(self.arc_dep(x)), F.relu(self.arc_head(x))
        h = torch.cat([self.arc_root.expand(count, 1, -1), h], 1)
        d, h = drop(d, self.rate, self.training), drop(h, self.rate, self.training)
        score = (torch.cat([d, torch.ones(count, longest, 1)], -1) @ self.arc) @ h.transpose(1, 2)
        k = BUCKET[:longest, : longest + 1].expand(count, -1, -1)
        score = score + self.near_dep(d).gather(2, k) + self.near_head(h).gather(2, k.transpose(1, 2)).transpose(1, 2)
        score = score.masked_fill(~torch.cat([torch.ones(count, 1, dtype=torch.bool), there], 1)[:, None, :], -1e9)
        return x, score, there

    def labels(self, x, heads):
        h = torch.cat([self.label_root.expand(x.shape[0], 1, -1), self.label_head(x)], 1)
        h = h.gather(1, heads.unsqueeze(-1).expand(-1, -1, h.shape[-1]))
        return self.label(drop(F.relu(self.label_dep(x) + h), self.rate, self.training))


def slim(state):
    """The weights of a deep network as the start of a slim one: its first shared block
    sees further, with zeros, and the first block of each branch is left out."""
    out = {}
    for name, v in state.items():
        part, *rest = name.split(".")
        if part == "shared" and rest[0] == "0":
            part, rest = "first", rest[1:]
            if rest == ["lin", "weight"]:
                v = F.pad(v, (len(v), len(v)))
        elif part in ("shared", "syntax", "roles"):
            if rest[0] == "0":
                continue
            rest[0] = str(int(rest[0]) - 1)
        out[".".join([part] + rest)] = v
    return out

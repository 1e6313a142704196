"""The gold and raw corpora as training reads them.

A document is a dict of parallel lists, one entry a token:
  w      the word forms          glue   True where no white space stands before
  sent   sentence number         par    True at the first token of a paragraph
and, where the corpus has them, upos, xpos, feats, lemma, head (1-based in the
sentence, 0 the root), rel, ner (see NAMES), role (see ROLES), rels (the spans
of each attribution). "src" names the corpus.

Texts without gold tokens are cut by the program itself (train/features), so
that the network sees in training what it sees at run time.
"""
import collections
import gzip
import json
import os
import re
import subprocess

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "shared", "corpora")
FEATURES = os.environ.get("SAYSO_FEATURES", os.path.join(os.path.dirname(os.path.abspath(__file__)), "out", "features"))

NAMES = ["O"] + [b + t for t in ("PER", "ORG", "LOC", "MISC") for b in ("B-", "I-")]
NAME = {l: i for i, l in enumerate(NAMES)}
# Partial labels: what a corpus leaves open is summed over in training.
O_OR_MISC, ANY_B, ANY_I, OPEN = 9, 10, 11, -100
ROLES = ["O", "B-S", "I-S", "B-C", "I-C", "B-K", "I-K"]  # source, cue, content

# Genres of GUM whose texts may not be used commercially.
NONCOMMERCIAL = ("whow", "fiction", "essay", "letter", "podcast")


def lines(path):
    path = os.path.join(ROOT, path)
    with (gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")) as f:
        yield from f


def program(step, items):
    """Runs `features step` over JSON items and yields its answers."""
    text = "".join(json.dumps(x) + "\n" for x in items)
    out = subprocess.run([FEATURES, step], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(l) for l in out.splitlines()]


def document(src, name):
    return collections.defaultdict(list, src=src, name=name)


def conllu(path, src):
    """Treebank documents; GUM's non-commercial genres are left out."""
    docs, d, sent, new_par, glued = [], None, [], True, {}
    for line in lines(path):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            d = document(src, line.split("=")[-1].strip())
            docs.append(d)
            new_par = True
        elif line.startswith("# newpar"):
            new_par = True
        elif line.startswith("#"):
            continue
        elif line:
            sent.append(line.split("\t"))
        elif sent:
            add_sentence(d, sent, new_par)
            sent, new_par = [], False
    return [d for d in docs if not d["name"].startswith(tuple("GUM_" + g for g in NONCOMMERCIAL))]


def add_sentence(d, rows, new_par):
    number = d["sent"][-1] + 1 if d["sent"] else 0
    glue, until, part_glue = False, 0, True
    first = True
    for f in rows:
        if "." in f[0]:
            continue
        if "-" in f[0]:  # a multiword token: its white space counts, not its parts'
            until = int(f[0].split("-")[1])
            part_glue = "SpaceAfter=No" in f[9]
            continue
        d["w"].append(f[1])
        d["sent"].append(number)
        d["par"].append(new_par and first)
        d["glue"].append(glue and not first)
        d["lemma"].append(f[2])
        d["upos"].append(f[3])
        d["xpos"].append(f[4])
        d["feats"].append(f[5])
        d["head"].append(int(f[6]))
        d["rel"].append(f[7])
        d["misc"].append(f[9])
        i = int(f[0])
        glue = (True if i < until else part_glue) if i <= until else "SpaceAfter=No" in f[9]
        first = False
    d["end_glue"].append(glue)


def treebank_text(d):
    """The raw text of each paragraph with the offsets where sentences end."""
    out, text, ends, k = [], "", [], 0
    for i, w in enumerate(d["w"]):
        if i and d["sent"][i] != d["sent"][i - 1]:
            ends.append(len(text.encode()))
            if d["par"][i]:
                out.append({"text": text, "ends": ends})
                text, ends = "", []
            elif not d["end_glue"][d["sent"][i - 1]]:
                text += " "
        elif i and not d["glue"][i]:
            text += " "
        text += w
    out.append({"text": text, "ends": ends + [len(text.encode())]})
    return out


def gum_names(d):
    """Names of GUM: mentions whose minimal span is all proper nouns."""
    n = len(d["w"])
    label, opened, spans = [0] * n, {}, []
    for i, misc in enumerate(d["misc"]):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        if not m:
            continue
        for a in re.findall(r"\([^()]*\)?|[^()]+\)", m.group(1)):
            if a.startswith("("):
                p = a.strip("()").split("-")
                if a.endswith(")"):
                    spans.append((i, i, p))
                else:
                    opened.setdefault(p[0], []).append((i, p))
            elif opened.get(a[:-1]):
                s, p = opened[a[:-1]].pop()
                spans.append((s, i, p))
    kinds = {"person": "PER", "place": "LOC", "organization": "ORG"}
    names = []
    for s, e, p in spans:
        try:
            ids = [s + int(x) - 1 for x in p[5].split(",")]
        except (IndexError, ValueError):
            continue
        if p[1] == "time" or max(ids) > e or not all(d["upos"][k] == "PROPN" for k in ids):
            continue
        names.append((min(ids), max(ids), kinds.get(p[1], "MISC")))
    paint(label, names)
    for i in range(n):
        w = d["w"][i]
        if not label[i] and d["upos"][i] == "ADJ" and w[:1].isupper() and i and not w.isupper():
            label[i] = OPEN  # adjectives of nationality: names elsewhere, not here
    d["ner"] = label


def paint(label, names):
    """Writes spans (first, last, kind) as BIO, longer ones first, none over another."""
    used = set()
    for s, e, kind in sorted(names, key=lambda x: x[0] - x[1]):
        if used & set(range(s, e + 1)):
            continue
        used |= set(range(s, e + 1))
        for k in range(s, e + 1):
            label[k] = NAME[("B-" if k == s else "I-") + kind]


TIMES = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split())


def proper_nouns(d):
    """Runs of proper nouns of a treebank without names: names of some kind."""
    label, inside = [], False
    for i, (w, u) in enumerate(zip(d["w"], d["upos"])):
        if u == "PROPN" and w.lower() not in TIMES:
            follows = inside and d["sent"][i] == d["sent"][i - 1]
            label.append(ANY_I if follows else ANY_B)
            inside = True
            continue
        inside = False
        if u in ("ADP", "DET", "CCONJ", "ADJ", "SYM", "NUM", "NOUN", "X", "PUNCT", "PART") and (w[:1].isupper() or near_proper(d, i)):
            label.append(OPEN)  # "Bank of Montreal": in or out is not known
        else:
            label.append(O_OR_MISC)
    d["ner"] = label


def near_proper(d, i):
    return 0 < i < len(d["w"]) - 1 and d["upos"][i - 1] == "PROPN" and d["upos"][i + 1] == "PROPN"


def cut(items, src):
    """Documents of raw texts, cut by the program. items: (name, text)."""
    items = list(items)
    docs = []
    for (name, text), t in zip(items, program("tokens", [x for _, x in items])):
        d = document(src, name)
        b = text.encode()
        d["spans"] = t["spans"] or []
        d["sent"] = t["sent"] or []
        d["place"] = t["place"] or []
        d["w"] = [b[s:e].decode() for s, e in d["spans"]]
        d["glue"] = [i > 0 and d["spans"][i - 1][1] == s for i, (s, _) in enumerate(d["spans"])]
        docs.append(d)
    return docs


# Raw news, and how many words of each: crime and city news quote as political news does.
NEWS = {"insightcrime": 110_000, "gothamist": 80_000, "reuters-c50": 60_000, "abc-au": 40_000, "whitehouse": 10_000}
NEWS_TEXT = 1000  # words of the texts they are put together to


def news():
    """Raw news without labels, neighbouring lines put together to texts."""
    items = []
    for name, wanted in NEWS.items():
        text, words = [], 0
        for line in lines(f"news-raw/{name}.txt.gz"):
            text.append(line.strip())
            words += len(line.split())
            if words >= NEWS_TEXT:
                items.append((name, "\n\n".join(text)))
                wanted -= words
                text, words = [], 0
            if wanted <= 0:
                break
    return cut(items, "news")


def byte_offsets(text):
    """Byte offset of each code point, and of the end."""
    out, n = [], 0
    for c in text:
        out.append(n)
        n += len(c.encode())
    return out + [n]


def covered(d, s, e):
    """Tokens of d that overlap bytes [s, e)."""
    import bisect
    starts = d.setdefault("starts", [a for a, _ in d["spans"]])
    i = max(0, bisect.bisect_right(starts, s) - 1)
    out = []
    while i < len(starts) and starts[i] < e:
        if d["spans"][i][1] > s:
            out.append(i)
        i += 1
    return out


def polnear(part):
    """PolNeAR with its roles; CoreNLP's names as silver."""
    gold = {}
    for l in lines(f"polnear/{part}.jsonl.gz"):
        j = json.loads(l)
        gold[j["doc"]] = j
    silver = collections.defaultdict(list)
    kinds = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}
    for l in lines(f"polnear/{part}.tokens.tsv.gz"):
        f = l.rstrip("\n").split("\t")
        if len(f) > 8:
            silver[f[0]].append((int(f[3]), int(f[4]), kinds.get(f[8]), f[1]))
    docs = cut(((n, j["text"]) for n, j in gold.items()), "polnear")
    for d in docs:
        j = gold[d["name"]]
        at = byte_offsets(j["text"])
        label, d["rels"] = [0] * len(d["w"]), []
        for a in j["attributions"]:
            rel = {}
            for role, c in (("source", "S"), ("cue", "C"), ("content", "K")):
                for s, e in a[role]:
                    k = covered(d, at[s], at[e])
                    if not k:
                        continue
                    rel.setdefault(c, []).append((k[0], k[-1] + 1))
                    for q in k:
                        label[q] = ROLES.index(("B-" if q == k[0] else "I-") + c)
            d["rels"].append(rel)
        d["role"] = label
        names, prev = [], None
        for s, e, kind, sent in silver.get(d["name"], []):
            k = covered(d, at[s], at[e])
            if kind and k:
                if prev and prev[0] == (kind, sent) and names[-1][1] + 1 >= k[0]:
                    names[-1] = (names[-1][0], k[-1], kind)
                else:
                    names.append((k[0], k[-1], kind))
            prev = ((kind, sent),) if kind else None
        d["ner"] = [0 if d["name"] in silver else OPEN] * len(d["w"])
        paint(d["ner"], names)
    return docs


def column_names(path, src, word, tag, kinds, sep=None, new_doc=None):
    """Names in columns: one token a line, a blank line after each sentence."""
    docs, d, sent, prev, new = [], document(src, src), 0, "O", True
    for line in lines(path):
        line = line.rstrip("\n")
        if new_doc and line.startswith(new_doc):
            if d["w"]:
                docs.append(d)
            d, sent, prev, new = document(src, src), 0, "O", True
            continue
        if not line.strip():
            if d["w"] and d["sent"][-1] == sent:
                sent += 1
            prev = "O"
            if not new_doc and d["w"]:
                docs.append(d)
                d, sent, new = document(src, src), 0, True
            continue
        if sep and line[0] == "#":
            continue
        f = line.split(sep)
        b, kind = (f[tag] + "-").split("-")[:2]
        kind = kinds.get(kind)
        d["ner"].append(NAME[("I-" if b == "I" and prev == kind else "B-") + kind] if kind else 0)
        prev = kind
        d["w"].append(f[word])
        d["sent"].append(sent)
        d["par"].append(new)
        d["glue"].append(False)
        new = False
    if d["w"]:
        docs.append(d)
    return docs


def offset_names(path, src, kinds):
    """Names by code point offsets (ieer, re3d); both leave other kinds unmarked."""
    gold = [json.loads(l) for l in lines(path)]
    if src == "re3d":
        gold = [j for j in gold if "BBC" not in j["subset"]]
    docs = cut(((j["id"], j["text"]) for j in gold), src)
    for d, j in zip(docs, gold):
        at, names = byte_offsets(j["text"]), []
        for s, e, kind, *rest in j["entities"]:
            if kind not in kinds or src == "re3d" and rest[1] < 0.5:
                continue
            k = covered(d, at[min(s, len(at) - 1)], at[min(e, len(at) - 1)])
            if src == "re3d":  # descriptions are marked there too: keep what is capitalised
                while k and not d["w"][k[0]][0].isupper() or k and d["w"][k[0]] in ("The", "A", "An"):
                    k = k[1:]
                while k and not (d["w"][k[-1]][0].isupper() or d["w"][k[-1]][0].isdigit()):
                    k = k[:-1]
                if len(k) > 7:
                    continue
            if k:
                names.append((k[0], k[-1], kinds[kind]))
        d["ner"] = [O_OR_MISC] * len(d["w"])
        paint(d["ner"], names)
    return docs


COMMON = {t: t for t in ("PER", "ORG", "LOC", "MISC")}
POLITICS = dict(politician="PER", person="PER", organisation="ORG", politicalparty="ORG", event="MISC", election="MISC", country="LOC", location="LOC", misc="MISC")
IEER = dict(PERSON="PER", ORGANIZATION="ORG", LOCATION="LOC")
RE3D = dict(Person="PER", Organisation="ORG", Location="LOC")


def load():
    """All training and dev portions, by name."""
    c = {
        "ewt.train": conllu("ud-ewt/en_ewt-ud-train.conllu.gz", "ewt"),
        "gum.train": conllu("ud-gum/en_gum-ud-train.conllu.gz", "gum"),
        "ewt.dev": conllu("ud-ewt/en_ewt-ud-dev.conllu.gz", "ewt"),
        "gum.dev": conllu("ud-gum/en_gum-ud-dev.conllu.gz", "gum"),
        "polnear.train": polnear("train"),
        "polnear.dev": polnear("dev"),
        "news.raw": news(),
        "names.train": column_names("ner/wikigold/train.conll.gz", "wikigold", 0, 1, COMMON, new_doc="-DOCSTART-")
        + offset_names("ner/ieer/train.jsonl.gz", "ieer", IEER)
        + offset_names("ner/re3d/train.jsonl.gz", "re3d", RE3D)
        + column_names("ner/crossner-politics/train.conll.gz", "crossner", 0, 1, POLITICS),
        "wikigold.dev": column_names("ner/wikigold/dev.conll.gz", "wikigold", 0, 1, COMMON, new_doc="-DOCSTART-"),
        "ieer.dev": offset_names("ner/ieer/dev.jsonl.gz", "ieer", IEER),
        "uner.dev": column_names("ner/uner-ewt/en_ewt-ud-dev.iob2.gz", "uner", 1, 2, COMMON, sep="\t", new_doc="# newdoc"),
    }
    for name in ("gum.train", "gum.dev"):
        for d in c[name]:
            gum_names(d)
    for d in c["ewt.train"]:
        proper_nouns(d)
    return c

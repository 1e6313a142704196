"""Learns lemma and feature rules from the treebanks: analyze/tag/data/*.tsv.

lemmas.tsv: tag, ending, letters to cut, letters to add. The longest ending that
fits wins; ^ marks a whole word. feats.tsv: UPOS, XPOS, word or *, features.
Run: python3 lexicon.py
"""
import collections
import os

import corpora

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "analyze", "tag", "data")
LONGEST = 6


def script(form, lemma):
    k = 0
    while k < min(len(form), len(lemma)) and form[k] == lemma[k]:
        k += 1
    return len(form) - k, lemma[k:]


def lemmas(tokens):
    votes = collections.defaultdict(collections.Counter)
    seen = set()
    for form, upos, xpos, lemma, _ in tokens:
        if upos != "PROPN":
            form = form.lower()
        s = script(form, lemma)
        word = "^" + form
        votes[xpos, word][s] += 1
        if (xpos, form, lemma) in seen:
            continue
        seen.add((xpos, form, lemma))  # an ending's vote counts words, not their frequency
        for n in range(min(LONGEST, len(form)) + 1):
            votes[xpos, form[len(form) - n :]][s] += 1
    rules = {}
    for (xpos, end), c in sorted(votes.items(), key=lambda x: (x[0][0], len(x[0][1]), x[0][1])):
        best, n = sorted(c.items(), key=lambda x: (-x[1], x[0]))[0]
        whole = end.startswith("^")
        if end and not whole and (n < 3 or n < 0.6 * sum(c.values())):
            continue
        shorter = next((rules[xpos, end[k:]] for k in range(1, len(end) + 1) if (xpos, end[k:]) in rules), None)
        if best != shorter:
            rules[xpos, end] = best
    return rules


def feats(tokens):
    votes = collections.defaultdict(collections.Counter)
    for form, upos, xpos, _, f in tokens:
        votes[upos, xpos, "*"][f] += 1
        votes[upos, xpos, form.lower().replace("’", "'")][f] += 1
    out = {}
    for key, c in sorted(votes.items(), key=lambda x: (x[0][2] != "*", x[0])):
        best, n = sorted(c.items(), key=lambda x: (-x[1], x[0]))[0]
        if key[2] == "*" or n >= 2 and best != out[key[0], key[1], "*"]:
            out[key] = best
    return out


def main():
    docs = corpora.conllu("ud-ewt/en_ewt-ud-train.conllu.gz", "ewt") + corpora.conllu("ud-gum/en_gum-ud-train.conllu.gz", "gum")
    tokens = [(w, d["upos"][i], d["xpos"][i], d["lemma"][i], d["feats"][i]) for d in docs for i, w in enumerate(d["w"]) if d["lemma"][i] != "_" and "Typo=Yes" not in d["feats"][i]]
    with open(os.path.join(OUT, "lemmas.tsv"), "w", encoding="utf-8") as f:
        for (xpos, end), (cut, add) in sorted(lemmas(tokens).items()):
            f.write(f"{xpos}\t{end}\t{cut}\t{add}\n")
    with open(os.path.join(OUT, "feats.tsv"), "w", encoding="utf-8") as f:
        for key, value in sorted(feats(tokens).items()):
            f.write("\t".join(key) + "\t" + value + "\n")


if __name__ == "__main__":
    main()

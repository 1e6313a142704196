"""Learns how often first names and nouns are spoken of as "he" and as "she".

Reads raw news and PolNeAR's train part with the program itself (sayso read), counts the
pronouns of the third person that follow where the report has spoken of just one person of
late, and writes ../analyze/coref/data/gender.tsv: words with two counts, no text.
Run: go build -o out/sayso ../cmd/sayso && python3 gender.py
"""
import collections
import json
import os
import re
import subprocess
import tempfile

import corpora

HERE = os.path.dirname(os.path.abspath(__file__))
SAYSO = os.path.join(HERE, "out", "sayso")
TABLE = os.path.join(HERE, "..", "analyze", "coref", "data", "gender.tsv")
# Raw corpora that do not forbid commercial use, and how many words of each.
RAW = {"gothamist": 500_000, "insightcrime": 300_000, "abc-au": 200_000, "whitehouse": 150_000}
TEXT = 700  # words of the texts they are put together to

PRONOUN = re.compile(r"\b(he|his|him|himself|she|her|hers|herself)\b", re.I)
FEMALE = {"she", "her", "hers", "herself"}
TITLE = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir)\.? ([A-Z][a-z]+) [A-Z][a-z]+")
REACH = 300  # code points back
LEAST = {"name": 2, "noun": 5}  # times a word must have been seen
CLOSED = {"person", "people", "one", "other", "thing", "time", "percent"}


def texts():
    yield from (json.loads(line)["text"] for line in corpora.lines("polnear/train.jsonl.gz"))
    for name, wanted in RAW.items():
        text, words = [], 0
        for line in corpora.lines(f"news-raw/{name}.txt.gz"):
            text.append(line.strip())
            words += len(line.split())
            if words >= TEXT:
                wanted -= words
                yield "\n\n".join(text)
                text, words = [], 0
                if wanted < 0:
                    break


def records():
    with tempfile.TemporaryDirectory() as folder:
        for k, text in enumerate(texts()):
            with open(os.path.join(folder, f"{k:06}.txt"), "w", encoding="utf-8") as out:
                out.write(text)
        run = subprocess.Popen([SAYSO, "read", "--format", "jsonl", folder], stdout=subprocess.PIPE)
        for line in run.stdout:
            yield json.loads(line)
        if run.wait():
            raise SystemExit("sayso read failed")


def census():
    """The genders of first names in the list of the Census."""
    genders, gender = {}, ""
    with open(os.path.join(HERE, "..", "analyze", "coref", "data", "firstnames.txt"), encoding="utf-8") as f:
        for line in f:
            if line[0] == "[":
                gender = line[1]
            elif line[0] != "#":
                genders.update((("name", w), gender) for w in line.split())
    return genders


def clear(record, census):
    """(kind, word, gender) of each pronoun that can mean one person alone."""
    text = record["document"]["text"]
    for m in TITLE.finditer(text):
        yield "name", m[2], "m" if m[1] in ("Mr", "Sir") else "f"
    spoken = []  # (end, start, actor, word) of persons by name or noun
    for k, a in enumerate(record["actors"]):
        if a["kind"] != "person" or (a.get("count") or {}).get("max") != 1:
            continue
        name = a["name"].split()
        word = None
        if a["naming"] == "named" and len(name) in (2, 3) and name[0].isalpha():
            word = "name", name[0].lower()
        elif a["naming"] != "named" and not re.match(r"(my|our|your|his|her|its|their)\b", a["name"], re.I):
            noun = re.split(r" (?:of|for|at|on|in|to|from|with)\b", a["name"])[0].split()[-1]
            if noun.isalpha() and noun.islower():
                word = "noun", noun
        for m in a["mentions"]:
            if m["kind"] != "pronoun":
                spoken.append((m["end"], m["start"], k, word))
    spoken.sort()
    for p in PRONOUN.finditer(text):
        gender = "f" if p[1].lower() in FEMALE else "m"
        near = [s for s in spoken if p.start() - REACH < s[0] <= p.start() and census.get(s[3], gender) == gender]
        if len({s[2] for s in near}) != 1 or near[-1][3] is None:
            continue
        between = text[near[-1][0] : p.start()]
        if "\n\n" in between or re.search(r"[\"“”]|''|``", between) or PRONOUN.search(between):
            continue
        yield *near[-1][3], gender


def main():
    counts = collections.defaultdict(lambda: [0, 0])
    known = census()
    for record in records():
        for kind, word, gender in clear(record, known):
            counts[kind, word.lower()][gender == "f"] += 1
    with open(TABLE, "w", encoding="utf-8") as out:
        out.write("# How often a first name or a noun was followed by he, him, his and by she, her, where the report had\n")
        out.write("# spoken of nobody else of late, in raw news (train/gender.py): kind, word, times he, times she.\n")
        for (kind, word), (m, f) in sorted(counts.items()):
            if m + f >= LEAST[kind] and word not in CLOSED and len(word) > 1:
                out.write(f"{kind}\t{word}\t{m}\t{f}\n")


if __name__ == "__main__":
    main()

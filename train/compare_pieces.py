"""The engine's sentences, words, pieces and windows against this folder's (the pieces are those of the `tokenizers` package).

  compare_pieces.py LEGOMENA ARTICLES.jsonl[.gz]

Prints each kind of difference with a count and up to five places; fails if there is one.
"""
import collections, gzip, json, subprocess, sys

import reading


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="\n") as f: yield from f


def differences(text, engine):
    """-> [(kind, what)]"""
    data, out = text.encode(), []
    cut = lambda b, e: data[b:e].decode()
    ours = [cut(b, e) for b, e, *_ in engine["sentences"]]
    theirs = [text[b:e] for b, e in reading.sentences(text)]
    if ours != theirs: out += [("sentences", repr(x)) for x in sorted(set(ours) ^ set(theirs))[:5]]
    words = [w for b, e in reading.sentences(text) for w in reading.words(text, b, e)]
    if ours == theirs:
        a = [(cut(b, e), p) for (b, e, _), p in zip(engine["words"], engine["pieces"])]
        b = [(text[b:e], p) for (b, e), p in words]
        if a != b: out.append(("words", next((f"{x} for {y}" for x, y in zip(a, b) if x != y), f"{len(a)} for {len(b)}")))
        shapes = [s for _, _, s in engine["words"]]
        if shapes != [reading.shape(text[b:e]) for (b, e), _ in words]: out.append(("shapes", ""))
        whole = reading.tokenizer().encode(text, add_special_tokens=False)
        flat, at = [p for ps in engine["pieces"] for p in ps], 0
        if all(len(ps) < reading.WORD_PIECES for ps in engine["pieces"]) and flat != whole.ids:
            at = next((i for i, (x, y) in enumerate(zip(flat, whole.ids)) if x != y), min(len(flat), len(whole.ids)))
            out.append(("pieces of the whole text", repr(text[max(0, whole.offsets[min(at, len(whole.ids) - 1)][0] - 20):][:60])))
        spans = {s: i for i, (s, _) in enumerate(words)}
        theirs = [[spans[w.spans[0]], spans[w.spans[0]] + w.own.index(True), spans[w.spans[-1]] + 1] for w in reading.windows(text)]
        if theirs != engine["windows"]: out.append(("windows", ""))
    return out


def main(program, path):
    engine = subprocess.Popen([program, "inspect", "--format", "jsonl", "--until", "split", path], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    found, articles, pieces = collections.defaultdict(list), 0, 0
    for line in lines(path):
        a, e = json.loads(line), json.loads(engine.stdout.readline())
        articles += 1; pieces += sum(map(len, e["pieces"]))
        for kind, what in differences(a["text"], e): found[kind].append((a["id"], what))
    print(f"{articles} articles, {pieces} pieces")
    for kind, places in found.items():
        print(f"{kind}: {len(places)} articles differ")
        for i, what in places[:5]: print(f"  {i}  {what}")
    return 1 if found or engine.wait() else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

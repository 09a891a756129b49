"""The engine's marks against PyTorch's in full precision, on the same words and windows.

  legomena inspect ARTICLES.jsonl --format jsonl --until score > ENGINE.jsonl
  compare.py ENGINE.jsonl STATE.pt [--thresholds FILE.json] [--least 0.99 0.985]

An anchor is equal if both read it as the same cue (its words, its stance) or trigger (type, mode, status). Labelled words are
counted at anchors that both have. The exit code is 1 where a share is under --least.
"""
import argparse, json, sys
import torch

import labels, network, reading

BATCH = 16      # windows


def windows(article):
    """The engine's windows -> [(reading.Window, first word, first own word)]."""
    out = []
    for begin, own, end in article["windows"]:
        w = reading.Window()
        for i in range(begin, end):
            w.first.append(len(w.pieces))
            w.pieces += article["pieces"][i]
            w.shapes += [article["words"][i][2]] * len(article["pieces"][i])
        w.pieces.append(reading.SEP); w.shapes.append(0)
        out.append((w, begin, own))
    return out


def modes_of(kind):
    names = ["-"] + labels.MODES_OF[kind].split()
    return [labels.MODES.index(m) for m in names]


def anchors_and_words(net, h, begin, own, thresholds):
    """PyTorch's reading of one window's vectors -> ({key: what}, {key: {(label, word)}}) by ("cue" or "trigger", word)."""
    anchors, words = {}, {}
    tag = lambda name, x: net.tags["tag_" + name](x)
    cues = tag("cue", h).argmax(-1).tolist()
    starts = [w for w in range(own - begin, len(h)) if cues[w] == 1 or cues[w] == 2 and (w == 0 or cues[w - 1] == 0)]
    for w in starts:
        end = w + 1
        while end < len(h) and cues[end] == 2: end += 1
        anchors["cue", begin + w] = (begin + end, tag("stance", h[w]).argmax().item())
    types = tag("type", h).argmax(-1).tolist()
    triggers = [w for w in range(own - begin, len(h)) if types[w] > 0]
    for w in triggers:
        mode = tag("mode", h[w]); allowed = modes_of(labels.TYPES[types[w]])
        anchors["trigger", begin + w] = (types[w] - 1, max(allowed, key=lambda m: mode[m].item()), tag("status", h[w]).argmax().item())
    for head, kind, at in (("claim", "cue", starts), ("event", "trigger", triggers)):
        if not at: continue
        over = torch.tensor([float(thresholds.get(head, {}).get(n, 0)) for n in labels.PAIRS[head]])
        z = net.pairs["pair_" + head](h, at) - over[None, :, None]
        for w, scores in zip(at, z):
            words[kind, begin + w] = {(l, begin + n) for l, n in (scores > 0).nonzero().tolist()}
    return anchors, words


def engine_reading(article):
    anchors, words = {}, {}
    keys = {}
    for kind, table, labelled in (("cue", "cues", "claim_words"), ("trigger", "triggers", "event_words")):
        for i, row in enumerate(article[table]):
            key = keys[kind, i] = (kind, row[0])
            anchors[key] = tuple(row[1:3] if kind == "cue" else row[1:4]); words[key] = set()
        for anchor, word, label, score in article[labelled]:
            if score > 0: words[keys[kind, anchor]].add((label, word))
    return anchors, words


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("engine"); ap.add_argument("state"); ap.add_argument("--thresholds")
    ap.add_argument("--least", nargs=2, type=float, default=[0.99, 0.985]); ap.add_argument("--threads", type=int, default=1)
    o = ap.parse_args()
    torch.set_num_threads(o.threads)
    net = network.Reader(); net.load_state_dict(torch.load(o.state)); net.eval()
    thresholds = json.load(open(o.thresholds)) if o.thresholds else {}
    net.take_thresholds(thresholds)
    count = {}

    def add(key, equal, of):
        c = count.setdefault(key, [0, 0]); c[0] += equal; c[1] += of

    for line in open(o.engine, encoding="utf-8"):
        article = json.loads(line)
        todo = windows(article)
        ours, our_words = {}, {}
        for k in range(0, len(todo), BATCH):
            batch = todo[k:k + BATCH]
            for h, (_, begin, own) in zip(net.encode([w for w, _, _ in batch]), batch):
                a, w = anchors_and_words(net, h, begin, own, thresholds)
                ours.update(a); our_words.update(w)
        theirs, their_words = engine_reading(article)
        for key in ours.keys() | theirs.keys():
            a, b = ours.get(key), theirs.get(key)
            add("anchors", a == b, 1)
            if a is None or b is None: add(key[0], 0, 1); continue
            names = ("cue", "stance") if key[0] == "cue" else ("type", "mode", "status")
            if key[0] == "trigger": add("trigger", 1, 1)
            for name, x, y in zip(names, a, b): add(name, x == y, 1)
            add("labelled words", len(our_words[key] & their_words[key]), len(our_words[key] | their_words[key]))
    for key, (equal, of) in count.items(): print(f"{key:15} {equal / max(1, of):.4f}  {equal} of {of}")
    share = lambda key: count[key][0] / max(1, count[key][1])
    return 0 if share("anchors") >= o.least[0] and share("labelled words") >= o.least[1] else 1


if __name__ == "__main__":
    sys.exit(main())

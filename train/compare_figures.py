"""What the engine's numbers cost in F1: its scores and PyTorch's in full precision, decoded alike and scored by gold/score.py.

  compare_figures.py ENGINE.jsonl STATE.pt GOLD.jsonl SCORE.py [--thresholds FILE.json]

ENGINE.jsonl is `legomena inspect GOLD.jsonl --format jsonl --until score`. The decoding here is plain (runs of words above the
threshold, parties by their words alone), so the figures are lower than the engine's own; only their differences count.
"""
import argparse, json, subprocess, sys, tempfile
import torch

import compare, labels, network


def record_of(gold, article, anchors, words):
    text = gold["text"]; data = text.encode()
    chars = lambda byte: len(data[:byte].decode())
    spans = [(chars(b), chars(e)) for b, e, _ in article["words"]]
    parties = {}

    def runs(key, label):
        ws = sorted(w for l, w in words.get(key, ()) if l == label); out = []
        for w in ws:
            if out and out[-1][1] == w: out[-1][1] = w + 1
            else: out.append([w, w + 1])
        return [[spans[b][0], spans[e - 1][1]] for b, e in out]

    def party(s):
        return parties.setdefault(tuple(s), {"id": f"p{len(parties) + 1}", "name": text[s[0]:s[1]], "kind": "other", "country": None,
                                             "sector": "UNK", "mentions": [s]})["id"]

    claims, events = [], []
    for key in sorted(anchors):
        kind, word = key
        if kind == "cue":
            end, stance = anchors[key]
            source, content = runs(key, 0), runs(key, 1)
            if content:
                claims.append({"id": f"c{len(claims) + 1}", "cue": [spans[word][0], spans[end - 1][1]], "source": source, "content": content,
                               "speakers": [party(s) for s in source], "stance": labels.STANCES[stance], "to": None})
        else:
            type_, mode, status = anchors[key]
            actors, recipients = runs(key, 0), runs(key, 1)
            numbers = [{"span": s, "role": n} for r, n in enumerate(labels.NUMBERS) for s in runs(key, 4 + r)]
            events.append({"id": f"e{len(events) + 1}", "trigger": list(spans[word]), "type": labels.TYPES[type_ + 1],
                           "mode": labels.MODES[mode] if mode else None, "status": labels.STATUSES[status],
                           "actors": [party(s) for s in actors], "actor_spans": actors,
                           "recipients": [party(s) for s in recipients], "recipient_spans": recipients,
                           "when": (runs(key, 2) or [None])[0], "where": (runs(key, 3) or [None])[0], "numbers": numbers, "claim": None})
    size = lambda c: sum(e - b for b, e in c["content"])
    for v in events:
        holds = [c for c in claims if any(b <= v["trigger"][0] and v["trigger"][1] <= e for b, e in c["content"])]
        v["claim"] = min(holds, key=size)["id"] if holds else None
    return {"id": gold["id"], "text": text, "claims": claims, "events": events, "parties": list(parties.values())}


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("engine", "state", "gold", "score"): ap.add_argument(name)
    ap.add_argument("--thresholds")
    o = ap.parse_args()
    torch.set_num_threads(1)
    net = network.Reader(); net.load_state_dict(torch.load(o.state)); net.eval()
    thresholds = json.load(open(o.thresholds)) if o.thresholds else {}
    net.take_thresholds(thresholds)
    out = {name: tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") for name in ("torch", "engine")}
    for gold, article in zip(open(o.gold, encoding="utf-8"), open(o.engine, encoding="utf-8")):
        gold, article = json.loads(gold), json.loads(article)
        full = {}, {}
        todo = compare.windows(article)
        for k in range(0, len(todo), compare.BATCH):
            batch = todo[k:k + compare.BATCH]
            for h, (_, begin, own) in zip(net.encode([w for w, _, _ in batch]), batch):
                for table, more in zip(full, compare.anchors_and_words(net, h, begin, own, thresholds)): table.update(more)
        for name, (anchors, words) in (("torch", full), ("engine", compare.engine_reading(article))):
            print(json.dumps(record_of(gold, article, anchors, words)), file=out[name], flush=True)
    figures = {name: json.loads(subprocess.run([sys.executable, o.score, o.gold, f.name, "--json"], capture_output=True, check=True).stdout)
               for name, f in out.items()}
    for k, v in figures["torch"].items(): print(f"{k:16} full precision {v:.4f}   engine {figures['engine'][k]:.4f}   {100 * (figures['engine'][k] - v):+.2f} points")
    return 1 if any(figures["engine"][k] < v - 0.005 for k, v in figures["torch"].items()) else 0


if __name__ == "__main__":
    sys.exit(main())

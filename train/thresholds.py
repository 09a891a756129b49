"""Chooses a threshold per pair label on the held-out articles, the one with the best F1 by word, and one per stance.

  thresholds.py STATE.pt ARTICLES.jsonl > THRESHOLDS.json

A threshold is a logit that is taken from a label's scores (export.py --thresholds); it is used only where it gains over 0 by
more than a few words could. Those of the stances are taken off its classes' scores, for the most stances right; chosen on one half of
these articles they gain on the other half too, while those of status and mode do not.
"""
import json, sys
import torch

import labels, network, reading, train

# Decoded with bounds of their own: by the strongest run (src/mark/runs.h, fillersOf) or the best mention (src/resolve/parties.cpp, fill).
DECODED_BY_BOUNDS = {"source", "actor", "recipient", "source-party", "actor-party", "recipient-party"}
GRID = [x / 10 for x in range(-12, 13, 2)]
LEAST_GAIN = 0.002


def of_stances(scores, right):
    """Class by class, up and down in steps, as long as more are right."""
    over = torch.zeros(scores.shape[1])
    best = (scores.argmax(1) == right).sum()
    for _ in range(3):
        for c in range(len(over)):
            for step in GRID:
                other = over.clone(); other[c] += step
                found = ((scores - other).argmax(1) == right).sum()
                if found > best: best, over = found, other
    return {n: round(v, 1) for n, v in zip(labels.STANCES, over.tolist()) if abs(v) > 0.05}


@torch.no_grad()
def main(state, articles):
    torch.set_num_threads(1)
    net = network.Reader(); net.load_state_dict(torch.load(state)); net.eval()
    count = {h: torch.zeros(len(names), len(GRID), 3) for h, names in labels.PAIRS.items()}   # right, gold, system
    stances = []
    for line in open(articles, encoding="utf-8"):
        record = json.loads(line)
        if not train.held_out(record): continue
        windows = [labels.label(w, record) for w in reading.windows(record["text"])]
        for k in range(0, len(windows), 8):
            for h, w in zip(net.encode(windows[k:k + 8]), windows[k:k + 8]):
                stance = torch.tensor(w.tags["stance"])
                stances.append((net.tags["tag_stance"](h[stance >= 0]), stance[stance >= 0]))
                for head in labels.PAIRS:
                    if not w.pairs[head]: continue
                    z = net.pairs["pair_" + head](h, [a for a, _ in w.pairs[head]])
                    y = torch.zeros_like(z, dtype=torch.bool)
                    for i, (_, lists) in enumerate(w.pairs[head]):
                        for r, ws in enumerate(lists): y[i, r, ws] = True
                    for g, t in enumerate(GRID):
                        yes = z > t
                        count[head][:, g] += torch.stack([(yes & y).sum((0, 2)), y.sum((0, 2)), yes.sum((0, 2))], -1)
    out, zero = {}, GRID.index(0)
    for head, names in labels.PAIRS.items():
        f = 2 * count[head][..., 0] / (count[head][..., 1] + count[head][..., 2]).clamp(min=1)
        for r, name in enumerate(names):
            g = int(f[r].argmax())
            print(f"{head:6s} {name:18s} F1 {f[r, zero]:.4f} at 0, {f[r, g]:.4f} at {GRID[g]:+.1f}", file=sys.stderr)
            if name not in DECODED_BY_BOUNDS and f[r, g] > f[r, zero] + LEAST_GAIN: out.setdefault(head, {})[name] = GRID[g]
    out["stance"] = of_stances(*map(torch.cat, zip(*stances)))
    print(json.dumps(out))


if __name__ == "__main__":
    main(*sys.argv[1:])

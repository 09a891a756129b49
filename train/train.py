"""Trains the reader.

  train.py ARTICLES.jsonl --out DIR [--start STATE.pt] [--epochs 9] [--seed 1] [--threads 2]

A tenth of the articles is held out (by a hash of the id, so that it is the same tenth in every run); after each epoch the averaged
weights are measured there, and the best state is kept as DIR/best.pt. DIR/state.pt lets an interrupted run go on. --start begins from
a best.pt of an earlier run, whose pair heads may have fewer labels.
"""
import argparse, contextlib, hashlib, json, os, random, sys, time
import torch

import labels, network, reading

CURLY = {c: reading.tokenizer().token_to_id(p) for c, p in
         ((reading.tokenizer().token_to_id(c), p) for c, p in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'")))}
MASK = reading.tokenizer().token_to_id("[MASK]")
LOWER, TITLE, CAPS, CAPITAL, MIXED = 1, 2, 3, 4, 7


def held_out(record):
    return hashlib.sha256(record["id"].encode()).digest()[0] % 10 == 0


def noisy(w, rng):
    """Sometimes a window whose case or quotes differ or that lacks some pieces; its labels stay."""
    x = rng.random()
    if x > 0.3: return w
    out = reading.Window(list(w.pieces), list(w.shapes), w.first, w.spans, w.own)
    out.tags, out.pairs = w.tags, w.pairs
    if x < 0.03: out.shapes = [LOWER if s in (TITLE, CAPS, CAPITAL, MIXED) else s for s in w.shapes]
    elif x < 0.06: out.shapes = [CAPS if s in (LOWER, TITLE, CAPITAL, MIXED) else s for s in w.shapes]
    elif x < 0.12: out.pieces = [CURLY.get(p, p) for p in w.pieces]
    else: out.pieces = [MASK if 0 < i < len(w.pieces) - 1 and rng.random() < 0.1 else p for i, p in enumerate(w.pieces)]
    return out


def batches(windows, size, rng):
    """Batches of windows of like length in random order."""
    order = sorted(range(len(windows)), key=lambda i: (len(windows[i].pieces) // 24, rng.random()))
    out = [[noisy(windows[i], rng) for i in order[k:k + size]] for k in range(0, len(order), size)]
    rng.shuffle(out)
    return out


def f1(right, gold, system):
    return 2 * right / (gold + system) if gold + system else 0.0


@torch.no_grad()
def measure(net, windows):
    """Figures by word on labelled windows: a quick stand-in for the scorer, to choose the best epoch by."""
    net.eval()
    count = {}
    def add(key, right, gold, system=None):
        c = count.setdefault(key, [0, 0, 0]); c[0] += right; c[1] += gold; c[2] += gold if system is None else system
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].pieces))
    for k in range(0, len(order), 16):
        batch = [windows[i] for i in order[k:k + 16]]
        for h, w in zip(net.encode(batch), batch):
            own = torch.tensor(w.own)
            for tag in labels.TAGS:
                y, p = torch.tensor(w.tags[tag]), net.tags["tag_" + tag](h).argmax(-1)
                if tag in ("cue", "type"):
                    add(tag, ((y == p) & (y > 0) & own).sum().item(), ((y > 0) & own).sum().item(), ((p > 0) & own).sum().item())
                else:
                    add(tag, ((y == p) & (y >= 0)).sum().item(), (y >= 0).sum().item())
            for head, names in labels.PAIRS.items():
                if not w.pairs[head]: continue
                z = net.pairs["pair_" + head](h, [a for a, _ in w.pairs[head]]) > 0
                for i, (_, lists) in enumerate(w.pairs[head]):
                    for r, ws in enumerate(lists):
                        name = names[r] if not names[r].startswith("number") else "number"
                        add(name, z[i, r, ws].sum().item(), len(ws), z[i, r].sum().item())
    return {k: round(f1(*c), 4) for k, c in count.items()}


def goodness(figures):
    weights = dict(cue=2, type=2, stance=1, status=1, source=1, content=1, actor=1, recipient=1, same=1)
    return sum(v * figures[k] for k, v in weights.items()) / sum(weights.values())


def parameter_groups(net, rate, head_rate, decay):
    """The heads learn faster than the body, and each layer a little faster than the one below it."""
    def depth(name):
        if name.startswith("encoder.layers."): return network.LAYERS - 1 - int(name.split(".")[2])
        return network.LAYERS
    groups = {}
    for name, p in net.named_parameters():
        if not p.requires_grad: continue
        lr = rate * decay ** depth(name) if name.startswith("encoder.") and not name.startswith("encoder.shape") else head_rate
        groups.setdefault((lr, 0.0 if p.ndim == 1 else 0.01), []).append(p)
    return [{"params": ps, "lr": lr, "weight_decay": wd} for (lr, wd), ps in groups.items()]


FIRST = (reading.WINDOW_PIECES, reading.WINDOW_PIECES * 2 // 3, reading.WINDOW_PIECES // 3)  # epochs take turns


def begin(net, path):
    """Weights of an earlier run; labels that it lacked stay as they are."""
    old, new = torch.load(path), net.state_dict()
    for name, value in old.items(): new[name][tuple(slice(n) for n in value.shape)] = value
    net.load_state_dict(new)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("articles"); ap.add_argument("--out", required=True); ap.add_argument("--start")
    ap.add_argument("--epochs", type=int, default=9); ap.add_argument("--seed", type=int, default=1); ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--batch", type=int, default=6); ap.add_argument("--rate", type=float, default=1.2e-4); ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--layer-decay", type=float, default=0.95); ap.add_argument("--average", type=float, default=0.998)
    o = ap.parse_args()
    torch.manual_seed(o.seed); torch.set_num_threads(o.threads); os.makedirs(o.out, exist_ok=True)
    say = lambda *x: print(*x, file=sys.stderr, flush=True)

    cut, held = [[] for _ in FIRST], []
    for line in open(o.articles, encoding="utf-8"):
        record = json.loads(line)
        if held_out(record): held += [labels.label(w, record) for w in reading.windows(record["text"])]; continue
        for first, windows in zip(FIRST, cut): windows += [labels.label(w, record) for w in reading.windows(record["text"], first)]
    say(f"{len(cut[0])} windows, {sum(len(w.pieces) for w in cut[0])} pieces; held out {len(held)} windows")

    net = network.Reader()
    if o.start: begin(net, o.start)
    averaged = network.Reader(); averaged = network.Reader(); averaged.load_state_dict(net.state_dict())
    opt = torch.optim.AdamW(parameter_groups(net, o.rate, o.head_rate, o.layer_decay), fused=True)
    steps = sum(-(-len(cut[e % len(cut)]) // o.batch) for e in range(o.epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(opt, lambda i: min(1, (i + 1) / (0.08 * steps)) * max(0.02, 1 - i / steps))
    first, best, state = 0, 0.0, os.path.join(o.out, "state.pt")
    if os.path.exists(state):
        s = torch.load(state)
        net.load_state_dict(s["net"]); averaged.load_state_dict(s["averaged"]); opt.load_state_dict(s["opt"])
        schedule.load_state_dict(s["schedule"]); first, best = s["epoch"], s["best"]; torch.set_rng_state(s["rng"])
        say(f"goes on after epoch {first}")
    pairs = [(a, b) for (_, a), (_, b) in zip(averaged.named_parameters(), net.named_parameters()) if b.requires_grad]
    # 16-bit products where the processor has them: twice as fast, and the figures stay
    half = torch.autocast("cpu", dtype=torch.bfloat16) if torch.cpu._is_avx512_bf16_supported() else contextlib.nullcontext()
    started = time.time()
    for epoch in range(first, o.epochs):
        net.train(); total = 0.0
        todo = batches(cut[epoch % len(cut)], o.batch, random.Random(o.seed * 1000 + epoch))
        for n, batch in enumerate(todo):
            with half: hs_loss = net.loss(batch)
            opt.zero_grad(); hs_loss.backward(); torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0); opt.step(); schedule.step()
            with torch.no_grad():
                a, b = [a for a, _ in pairs], [b.detach() for _, b in pairs]
                torch._foreach_lerp_(a, b, 1 - o.average)
            total += hs_loss.item()
            if n % 50 == 49: say(f"  {n + 1}/{len(todo)} loss {total / (n + 1):.4f} {time.time() - started:.0f} s")
        figures = measure(averaged, held); good = goodness(figures)
        say(f"epoch {epoch + 1} loss {total / len(todo):.4f} held out {good:.4f} {json.dumps(figures)} {time.time() - started:.0f} s")
        if good > best:
            best = good; torch.save(averaged.state_dict(), os.path.join(o.out, "best.pt"))
        torch.save({"net": net.state_dict(), "averaged": averaged.state_dict(), "opt": opt.state_dict(), "schedule": schedule.state_dict(),
                    "epoch": epoch + 1, "best": best, "rng": torch.get_rng_state()}, state + ".new")
        os.replace(state + ".new", state)


if __name__ == "__main__":
    main()

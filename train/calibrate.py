"""Fits how probable it is that a claim or an event of the engine is right, on the held-out articles.

  calibrate.py ARTICLES.jsonl PROGRAM MODEL.legomena > CALIBRATION.json

PROGRAM is `legomena`, whose `eval --judged` says what is right. The features are those of src/model/calibration.h; the fit is a logistic regression (Platt 1999).
"""
import json, math, os, subprocess, sys, tempfile
import torch

import labels, train

CONTENT = labels.PAIRS["claim"].index("content")


def log_odds(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def fit(rows):
    """[(features, right)…] -> a constant and a weight per feature."""
    x = torch.tensor([[1.0] + f for f, _ in rows], dtype=torch.double); y = torch.tensor([float(r) for _, r in rows], dtype=torch.double)
    w = torch.zeros(x.shape[1], dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([w], max_iter=500, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        out = torch.nn.functional.binary_cross_entropy_with_logits(x @ w, y); out.backward()
        return out
    optimizer.step(loss)
    return [round(v, 4) for v in w.tolist()]


def main(articles, program, model):
    with tempfile.TemporaryDirectory() as folder:
        gold, records = os.path.join(folder, "gold.jsonl"), os.path.join(folder, "records.jsonl")
        with open(gold, "w", encoding="utf-8") as f: f.writelines(l for l in open(articles, encoding="utf-8") if train.held_out(json.loads(l)))

        def run(*args):
            return subprocess.run([program, *args], check=True, capture_output=True, encoding="utf-8").stdout.splitlines()
        run("code", gold, "--model", model, "--format", "jsonl", "--out", records)
        right = {tuple(line.split("\t")[:3]): line.endswith("1") for line in run("eval", gold, records, "--judged")}
        tables = [json.loads(line) for line in run("inspect", gold, "--model", model, "--format", "jsonl", "--until", "score")]
        coded = [json.loads(line) for line in open(records, encoding="utf-8")]
    rows = {"claim": [], "event": []}
    for record, table in zip(coded, tables):
        place, at = {}, 0                        # byte -> character
        for i, c in enumerate(record["text"]): place[at] = i; at += len(c.encode())
        begins = [place[w[0]] for w in table["words"]]
        content = {}
        for anchor, _, label, score in table["claim_words"]:
            if label == CONTENT and score > 0: content.setdefault(anchor, []).append(score)
        mean = lambda xs: sum(xs) / len(xs) if xs else 0.0
        features = {"claim": {begins[row[0]]: [log_odds(row[3]), log_odds(row[4]), mean(content.get(k))] for k, row in enumerate(table["cues"])},
                    "event": {begins[row[0]]: [log_odds(row[4])] for row in table["triggers"]}}
        for kind, span in (("claim", "cue"), ("event", "trigger")):
            for mark in record[kind + "s"]:
                rows[kind].append((features[kind][mark[span][0]], right[kind, record["id"], mark["id"]]))
    print(json.dumps({kind: fit(found) for kind, found in rows.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The network: an encoder with a vector per word shape, a linear head per tag, a pair score per anchor, word and label.

Names of parameters are those of the engine's weights file (docs/method.md).
"""
import os
import torch, torch.nn as nn, torch.nn.functional as F
from safetensors.torch import load_file

import labels, reading

WIDTH, HEADS, INNER, LAYERS, PAIR_WIDTH, SHAPES, DISTANCES = 384, 12, 1536, 6, 96, 8, 20


class Dropout(nn.Module):
    """Dropout whose masks are cut from one pool at random places: drawing them anew takes a quarter of the time on a CPU."""
    def __init__(self, p):
        super().__init__()
        self.keep = 1 - p
        self.pool = (torch.rand(1 << 22) < self.keep).float() / self.keep

    def forward(self, x):
        if not self.training: return x
        if x.numel() >= len(self.pool): return F.dropout(x, 1 - self.keep)
        start = int(torch.randint(len(self.pool) - x.numel(), ()))
        return x * self.pool[start:start + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH); self.attention_output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER); self.output = nn.Linear(INNER, WIDTH); self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x, mask):
        B, T, D = x.shape
        q, k, v = self.query_key_value(x).view(B, T, 3, HEADS, D // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.attention_norm(x + self.dropout(self.attention_output(a.transpose(1, 2).reshape(B, T, D))))
        return self.norm(x + self.dropout(self.output(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """all-MiniLM-L6-v2's weights; the word table stays frozen (Adam over it would double the time)."""
    def __init__(self, dropout):
        super().__init__()
        base = load_file(os.path.join(reading.BASE, "model.safetensors"))
        self.word = nn.Embedding.from_pretrained(base["embeddings.word_embeddings.weight"])
        position = base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
        self.position = nn.Embedding.from_pretrained(position, freeze=False)
        self.shape = nn.Embedding(SHAPES, WIDTH); nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12); self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        copy = lambda m, name: (m.weight.data.copy_(base[name + ".weight"]), m.bias.data.copy_(base[name + ".bias"]))
        copy(self.norm, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            scope = f"encoder.layer.{i}."
            for x in ("weight", "bias"):
                parts = [base[f"{scope}attention.self.{n}.{x}"] for n in ("query", "key", "value")]
                getattr(layer.query_key_value, x).data.copy_(torch.cat(parts))
            copy(layer.attention_output, scope + "attention.output.dense"); copy(layer.attention_norm, scope + "attention.output.LayerNorm")
            copy(layer.inner, scope + "intermediate.dense"); copy(layer.output, scope + "output.dense")
            copy(layer.norm, scope + "output.LayerNorm")

    def forward(self, pieces, shapes, mask):
        x = self.word(pieces) + self.position.weight[:pieces.shape[1]] + self.shape(shapes)
        x = self.dropout(self.norm(x))
        mask = mask[:, None, None, :]
        for layer in self.layers: x = layer(x, mask)
        return x


def distances(anchors, words):
    """Words from anchor to word in 2 * DISTANCES + 1 bins, logarithmic on both sides: [anchors, words]."""
    d = torch.arange(words)[None] - torch.as_tensor(anchors)[:, None]
    return (d.sign() * (d.abs().float() + 1).log2().mul(2.6).round()).long().clamp(-DISTANCES, DISTANCES) + DISTANCES


class Pair(nn.Module):
    """Biaffine score (Dozat and Manning 2017) of an anchor, a word and a label, with a learned bias by distance."""
    def __init__(self, n):
        super().__init__()
        self.anchor = nn.Linear(WIDTH, PAIR_WIDTH); self.word = nn.Linear(WIDTH, PAIR_WIDTH)
        self.product = nn.Parameter(torch.randn(n, PAIR_WIDTH, PAIR_WIDTH) * 0.02)
        self.of_anchor = nn.Linear(PAIR_WIDTH, n); self.of_word = nn.Linear(PAIR_WIDTH, n, bias=False)
        self.distance = nn.Embedding(2 * DISTANCES + 1, n); nn.init.zeros_(self.distance.weight)
        self.dropout = Dropout(0.2)

    def forward(self, h, anchors):
        """h [words, WIDTH], anchors [A] -> [A, labels, words]"""
        a, w = F.gelu(self.anchor(self.dropout(h[anchors]))), F.gelu(self.word(self.dropout(h)))
        x = torch.einsum("ak,rkj,nj->arn", a, self.product, w) + self.of_anchor(a)[:, :, None] + self.of_word(w).T[None]
        return x + self.distance(distances(anchors, len(h))).permute(0, 2, 1)


class Reader(nn.Module):
    def __init__(self, dropout=0.1):
        super().__init__()
        self.encoder = Encoder(dropout); self.dropout = Dropout(0.2)
        # nn.ModuleDict refuses names such as "type" that modules have as attributes
        self.tags = nn.ModuleDict({"tag_" + k: nn.Linear(WIDTH, len(v)) for k, v in labels.TAGS.items()})
        self.pairs = nn.ModuleDict({"pair_" + k: Pair(len(v)) for k, v in labels.PAIRS.items()})

    def take_thresholds(self, thresholds):
        """Takes the thresholds of tags' classes (thresholds.py) off the biases; those of pairs' labels are the decoder's."""
        for tag, classes in labels.TAGS.items():
            for name, value in thresholds.get(tag, {}).items(): self.tags["tag_" + tag].bias.data[classes.index(name)] -= value

    def encode(self, windows):
        """-> a vector per word of each window, from the word's first piece"""
        longest = max(len(w.pieces) for w in windows)
        pieces = torch.zeros(len(windows), longest, dtype=torch.long); shapes = pieces.clone(); mask = pieces.bool()
        for i, w in enumerate(windows):
            n = len(w.pieces)
            pieces[i, :n] = torch.tensor(w.pieces); shapes[i, :n] = torch.tensor(w.shapes); mask[i, :n] = True
        out = self.encoder(pieces, shapes, mask)
        return [x[w.first] for x, w in zip(out, windows)]

    def loss(self, windows):
        hs = [h.float() for h in self.encode(windows)]
        h = self.dropout(torch.cat(hs)); own = torch.tensor([x for w in windows for x in w.own]); total = 0.0
        for tag in labels.TAGS:
            y = torch.tensor([x for w in windows for x in w.tags[tag]])
            keep = own if tag in ("cue", "type") else y >= 0
            if keep.any():
                weight = {"mode": 0.5, "kind": 0.3, "sector": 0.3}.get(tag, 1.0)
                total = total + weight * F.cross_entropy(self.tags["tag_" + tag](h[keep]), y[keep], reduction="sum")
        for head, names in labels.PAIRS.items():
            weight = torch.tensor([0.1 if "party" in (head, n[-5:]) else 0.25 for n in names])[:, None]
            for x, w in zip(hs, windows):
                if not w.pairs[head]: continue
                z = self.pairs["pair_" + head](x, [a for a, _ in w.pairs[head]])
                y = torch.zeros_like(z)
                for i, (_, lists) in enumerate(w.pairs[head]):
                    for r, ws in enumerate(lists): y[i, r, ws] = 1
                total = total + (weight * F.binary_cross_entropy_with_logits(z, y, reduction="none")).sum()
        return total / own.sum()

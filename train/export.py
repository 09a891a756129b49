"""Writes a trained state as the engine's weights file (docs/model-file.md).

  export.py STATE.pt OUT.legomena [--name reader-2026-11] [--thresholds FILE.json] [--calibration FILE.json] [--articles FILE.jsonl]

Large matrices become 8-bit codes, each standing for one of 256 levels that are chosen per matrix to lose least (Lloyd 1982):
evenly spaced levels lose twice as much. With --articles the codes of a row are also chosen one after the other, so that later
ones make good what earlier ones lost on the vectors that these articles give (GPTQ, Frantar et al. 2023).

Thresholds: {"claim": {"source": 0.3, …}, "event": {…}, "party": {…}}, in logits; labels that are not named have 0. Those of "stance" are for its classes.
Calibration: what calibrate.py prints.
"""
import argparse, json, struct, sys, zlib
import torch

import labels, network, reading

LEVELS = 256
# A row's sum of absolute levels stays under what src/model/kernels.h allows, so that 32-bit sums never overflow.
WEIGHT_SUM = (2 ** 31 - 1) // 4095
LARGEST = 4095
GPTQ_ARTICLES = 16
UNCALIBRATED = {"claim": [0.0, 1.0, 0.0, 0.0], "event": [0.0, 1.0]}      # the anchor's own probability
TYPES = {torch.uint8: "u8", torch.int8: "i8", torch.int16: "i16", torch.float32: "f32"}


def levels_for(values):
    """256 levels, sorted, that lose least on these values; both ends are levels."""
    values = values.flatten().double().sort().values
    low, high = values[0].item(), values[-1].item()
    step = max(1, len(values) // 400_000)
    values = torch.cat([values[::step], values[-1:]])
    density = torch.histc(values, 4096).add(0.01).pow(1 / 3).cumsum(0)      # Panter and Dite 1951: where to begin
    share = (torch.arange(LEVELS) + 0.5) / LEVELS * density[-1]
    levels = low + (high - low) * (torch.searchsorted(density, share).clamp(max=4095) + 0.5) / 4096
    sums = torch.cat([values.new_zeros(1), values.cumsum(0)])
    for _ in range(40):
        cuts = torch.searchsorted(values, (levels[1:] + levels[:-1]) / 2)
        cuts = torch.cat([cuts.new_zeros(1), cuts, cuts.new_tensor([len(values)])])
        count = cuts[1:] - cuts[:-1]
        levels = torch.where(count > 0, (sums[cuts[1:]] - sums[cuts[:-1]]) / count.clamp(min=1), levels).sort().values
    levels[0], levels[-1] = low, high
    return levels


def nearest(values, levels):
    return torch.searchsorted((levels[1:] + levels[:-1]) / 2, values.contiguous())


def coded(weight, inputs=None):
    """-> (codes u8, levels i16, scale per row): weight = levels[codes] * scale."""
    weight = weight.double()
    rms = weight.pow(2).mean(1, keepdim=True).sqrt().clamp(min=1e-12)
    unit = weight / rms
    levels = levels_for(unit)
    most = unit.abs().sum(1).max().item() * 1.02                            # codes may add up to a little more
    factor = min(LARGEST / levels.abs().max().item(), WEIGHT_SUM / most)
    whole = (levels * factor).round()
    unit = unit * factor
    codes = nearest(unit, whole) if inputs is None else compensated(unit, whole, inputs)
    assert whole[codes].abs().sum(1).max() <= WEIGHT_SUM
    return codes.to(torch.uint8), whole.to(torch.int16), (rms[:, 0] / factor).float()


def compensated(weight, levels, inputs):
    """GPTQ: column by column, what a code loses is taken off the columns still to come, by how they go together in `inputs`."""
    inputs = inputs.double()
    moments = inputs.T @ inputs
    moments += torch.eye(len(moments), dtype=torch.double) * moments.diag().mean() * 0.01
    order = moments.diag().argsort(descending=True)
    weight = weight[:, order].clone()
    factor = torch.linalg.cholesky(torch.linalg.inv(moments[order][:, order]), upper=True)
    codes = torch.empty(weight.shape, dtype=torch.long)
    for begin in range(0, weight.shape[1], 128):
        end = min(begin + 128, weight.shape[1])
        lost = weight.new_zeros(len(weight), end - begin)
        for i in range(begin, end):
            codes[:, i] = nearest(weight[:, i], levels)
            lost[:, i - begin] = (weight[:, i] - levels[codes[:, i]]) / factor[i, i]
            weight[:, i + 1:end] -= lost[:, i - begin, None] * factor[i, i + 1:end][None]
        weight[:, end:] -= lost @ factor[begin:end, end:]
    out = torch.empty_like(codes)
    out[:, order] = codes
    return out


def layer_inputs(net, articles):
    """What goes into each linear layer of the encoder on some articles: {name: [rows, width]}."""
    seen, hooks = {}, []
    for name, module in net.encoder.named_modules():
        if isinstance(module, torch.nn.Linear):
            hooks.append(module.register_forward_pre_hook(
                lambda _, x, name=name: seen.setdefault(name, []).append(x[0].reshape(-1, x[0].shape[-1])[::3])))
    with torch.no_grad():
        for n, line in enumerate(open(articles, encoding="utf-8")):
            if n == GPTQ_ARTICLES: break
            for w in reading.windows(json.loads(line)["text"]): net.encode([w])
    for hook in hooks: hook.remove()
    return {name: torch.cat(rows) for name, rows in seen.items()}


def tensors(net, thresholds, calibration, inputs):
    """-> {name: tensor}, as the engine names them."""
    out = {}

    def put_coded(scope, weight, seen=None):
        out[scope + "/weight"], out[scope + "/weight/levels"], out[scope + "/weight/scale"] = coded(weight, seen)

    def put_16_bit(name, weight):
        scale = weight.abs().amax(-1).clamp(min=1e-12) / 32767
        out[name], out[name + "/scale"] = (weight / scale[..., None]).round().to(torch.int16), scale

    def put_norm(scope, norm):
        out[scope + "/gain"], out[scope + "/bias"] = norm.weight, norm.bias

    def put_projection(scope, linear):
        put_16_bit(scope + "/weight", linear.weight)
        out[scope + "/bias"] = linear.bias

    encoder = net.encoder
    put_coded("encoder/word", encoder.word.weight)
    put_16_bit("encoder/position/weight", encoder.position.weight)
    out["encoder/shape/weight"] = encoder.shape.weight
    put_norm("encoder/norm", encoder.norm)
    for i, layer in enumerate(encoder.layers):
        scope = f"encoder/layer_{i}/"
        for name, module in (("attention/query_key_value", "query_key_value"), ("attention/output", "attention_output"),
                             ("inner", "inner"), ("output", "output")):
            linear = getattr(layer, module)
            put_coded(scope + name, linear.weight, inputs.get(f"layers.{i}.{module}"))
            out[scope + name + "/bias"] = linear.bias
        put_norm(scope + "attention/norm", layer.attention_norm)
        put_norm(scope + "norm", layer.norm)
    for tag in labels.TAGS: put_projection(f"tag/{tag}", net.tags["tag_" + tag])
    for head, names in labels.PAIRS.items():
        scope, pair = f"pair/{head}", net.pairs["pair_" + head]
        put_projection(scope + "/anchor", pair.anchor)
        put_projection(scope + "/word", pair.word)
        put_16_bit(scope + "/product", pair.product)
        out[scope + "/of_anchor/weight"], out[scope + "/of_anchor/bias"] = pair.of_anchor.weight, pair.of_anchor.bias
        out[scope + "/of_word/weight"] = pair.of_word.weight
        out[scope + "/distance"] = pair.distance.weight
        given = thresholds.get(head, {})
        assert set(given) <= set(names), f"labels of {head} are {names}"
        out[scope + "/threshold"] = torch.tensor([float(given.get(n, 0)) for n in names])
    for kind, weights in calibration.items(): out[f"confidence/{kind}"] = torch.tensor(weights)
    return out


def write(path, name, named):
    """The file as docs/model-file.md gives it."""
    vocabulary = reading.tokenizer()
    text = "".join(vocabulary.id_to_token(i) + "\n" for i in range(vocabulary.get_vocab_size())).encode()
    named = {**named, "vocabulary": torch.frombuffer(bytearray(text), dtype=torch.uint8)}
    header, align = 32, lambda n: -(-n // 64) * 64

    def table(begin):
        lines, at = [f"model {name}\n"], begin
        for key, t in named.items():
            lines.append(f"{key} {TYPES[t.dtype]} {'x'.join(map(str, t.shape))} {at}\n")
            at = align(at + t.numel() * t.element_size())
        return "".join(lines).encode()

    # Offsets are part of the table; it is given room for the longest that they can be.
    begin = align(header + len(table(10 ** 9)))
    lines = table(begin)
    body = bytearray(lines.ljust(begin - header, b"\0"))
    for t in named.values():
        body += t.detach().contiguous().numpy().tobytes()
        body += bytes(align(header + len(body)) - header - len(body))
    with open(path, "wb") as f:
        f.write(struct.pack("<8sIIQQ", b"LEGOMENA", 1, zlib.crc32(body), header + len(body), len(lines)) + body)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("state"); ap.add_argument("out")
    ap.add_argument("--name", default="reader"); ap.add_argument("--thresholds"); ap.add_argument("--calibration"); ap.add_argument("--articles")
    ap.add_argument("--threads", type=int, default=1)
    o = ap.parse_args()
    torch.set_num_threads(o.threads)
    net = network.Reader(); net.load_state_dict(torch.load(o.state)); net.eval()
    thresholds = json.load(open(o.thresholds)) if o.thresholds else {}
    net.take_thresholds(thresholds)
    calibration = json.load(open(o.calibration)) if o.calibration else UNCALIBRATED
    with torch.no_grad():
        named = tensors(net, thresholds, calibration, layer_inputs(net, o.articles) if o.articles else {})
    write(o.out, o.name, named)
    print(f"{o.out}: {len(named)} tensors", file=sys.stderr)


if __name__ == "__main__":
    main()

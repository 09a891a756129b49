"""The encoder in ONNX Runtime with dynamic 8-bit weights against the engine's, on one core, in turn.

  onnx_encoder.py STATE.pt MODEL.legomena ENCODER_BENCH [--rounds 5] [--seconds 2]

Both read four windows of 240 pieces at once; figures are pieces per second of processor time, medians of the rounds. Needs
`pip install onnx onnxscript` besides train/requirements.txt.
"""
import argparse, os, statistics, subprocess, sys, tempfile, time

import numpy, onnxruntime, torch
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "train"))
import network

WINDOWS, LENGTH = 4, 240


class Vectors(torch.nn.Module):
    """The encoder without a mask: windows of one length need none, which spares ONNX Runtime the work."""
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces, shapes):
        e = self.encoder
        x = e.norm(e.word(pieces) + e.position.weight[:pieces.shape[1]] + e.shape(shapes))
        for layer in e.layers: x = layer(x, None)
        return x


def export(state, folder):
    net = network.Reader(); net.load_state_dict(torch.load(state)); net.eval()
    full, small = os.path.join(folder, "full.onnx"), os.path.join(folder, "small.onnx")
    example = (torch.ones(WINDOWS, LENGTH, dtype=torch.long), torch.ones(WINDOWS, LENGTH, dtype=torch.long))
    torch.onnx.export(Vectors(net.encoder), example, full, input_names=["pieces", "shapes"], output_names=["vectors"],
                      dynamo=True, external_data=False)
    # per_channel is what the engine does too; weights of the linear layers only, as the word table costs no time
    quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"])
    return full, small


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def speed(s, seconds):
    ids = (1999 + numpy.arange(WINDOWS * LENGTH, dtype=numpy.int64) * 7919) % 30522
    feed = {"pieces": ids.reshape(WINDOWS, LENGTH), "shapes": numpy.ones((WINDOWS, LENGTH), numpy.int64)}
    s.run(None, feed)
    begin, done = time.process_time(), 0
    while time.process_time() - begin < seconds:
        s.run(None, feed); done += WINDOWS * LENGTH
    return done / (time.process_time() - begin)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("state"); ap.add_argument("model"); ap.add_argument("bench")
    ap.add_argument("--rounds", type=int, default=5); ap.add_argument("--seconds", type=float, default=2)
    o = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        full, small = map(session, export(o.state, folder))
        rows = []
        for _ in range(o.rounds):
            out = subprocess.run([o.bench, o.model, str(o.seconds)], check=True, capture_output=True, text=True).stdout
            engine = float(out.splitlines()[0].split()[1])       # the fastest that this processor can run
            rows.append((engine, speed(small, o.seconds), speed(full, o.seconds)))
            print("engine %.0f  onnxruntime 8 bits %.0f  32 bits %.0f  ratio %.2f" % (*rows[-1], rows[-1][0] / rows[-1][1]), flush=True)
    engine, small, full = map(statistics.median, zip(*rows))
    print(f"median: engine {engine:.0f}, onnxruntime {onnxruntime.__version__} 8 bits {small:.0f}, 32 bits {full:.0f} pieces a second; "
          f"ratio to 8 bits {engine / small:.2f}")


if __name__ == "__main__":
    main()

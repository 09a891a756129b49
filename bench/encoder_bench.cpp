// Pieces a second of the encoder alone on one core: windows of 240 pieces, by each kind of processor that this one can
// be.
//
//   encoder_bench models/reader.legomena [SECONDS]
//
// Time is the thread's own processor time, so that what else runs on the machine disturbs less. bench/onnx_encoder.py
// runs the same network and windows in ONNX Runtime, in turn with this.
#include <fmt/format.h>

#include <cstdlib>
#include <vector>

#include "clock.h"
#include "model/reader.h"

namespace legomena {
namespace {

constexpr uint32_t kWindows = 4, kLength = 240;

double piecesPerSecond(const Model& model, const Kernels& kernels, double time) {
  std::vector<int32_t> pieces(kWindows * kLength);
  std::vector<uint8_t> shapes(pieces.size(), 1);
  for (size_t i = 0; i < pieces.size(); ++i)
    pieces[i] = static_cast<int32_t>((1999 + i * 7919) % model.vocabulary.size());
  const std::vector<uint32_t> lengths(kWindows, kLength);
  EncoderScratch scratch;
  encode(model.encoder, kernels, {pieces, shapes, lengths}, scratch);
  const double begin = seconds();
  size_t done = 0;
  double now = begin;
  for (; now - begin < time; now = seconds()) {
    encode(model.encoder, kernels, {pieces, shapes, lengths}, scratch);
    done += pieces.size();
  }
  return static_cast<double>(done) / (now - begin);
}

}  // namespace
}  // namespace legomena

int main(int count, char** arguments) {
  using namespace legomena;
  const std::string path = count > 1 ? arguments[1] : LEGOMENA_SOURCE_DIR "/models/reader.legomena";
  const double time = count > 2 ? std::atof(arguments[2]) : 3;
  const Result<Model> model = openModel(path);
  if (!model) {
    fmt::print(stderr, "{}\n", model.error().message());
    return 4;
  }
  for (const char* name : {"vnni", "avx2", "portable"})
    if (const Kernels* kernels = kernelsNamed(name))
      fmt::print("{:10} {:8.0f} pieces a second\n", name, piecesPerSecond(*model, *kernels, time));
}

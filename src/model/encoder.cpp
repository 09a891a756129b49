#include "model/encoder.h"

#include <fmt/format.h>

#include <algorithm>

namespace legomena {
namespace {

// Rows that go through a layer's matrices together: their inner vectors (1,536 floats each) stay in the second cache,
// and the layer's weights are fetched once for all of them.
constexpr uint32_t kBlockRows = 96;

void addInputs(const Encoder& encoder, const PieceRows& rows, float* out) {
  const uint32_t width = encoder.width;
  size_t row = 0;
  for (const uint32_t length : rows.lengths)
    for (uint32_t position = 0; position < length; ++position, ++row, out += width) {
      const auto id = static_cast<uint32_t>(rows.pieces[row]);
      const uint32_t word = id < encoder.words.rows ? id : 0;
      const uint8_t* codes = encoder.words.codes + size_t{word} * width;
      const float scale = encoder.words.scale[word];
      const float* at = encoder.positions.data() + size_t{position} * width;
      const float* shape = encoder.shapes + size_t{rows.shapes[row]} * width;
      for (uint32_t i = 0; i < width; ++i)
        out[i] = static_cast<float>(encoder.words.levels[codes[i]]) * scale + at[i] + shape[i];
    }
}

// out = layer(x), the integers and their scales made in scratch.
void apply(const Linear& layer, const Kernels& k, const float* x, uint32_t rows, float* out, EncoderScratch& scratch) {
  k.quantise(x, rows, layer.inputs, scratch.integers.data(), scratch.scales.data());
  k.linear(layer.view(), scratch.integers.data(), scratch.scales.data(), rows, out);
}

}  // namespace

Result<Encoder> openEncoder(const Weights& weights) {
  const auto gain = tensorOf(weights, "encoder/norm/gain", TensorType::F32, {{0}});
  if (!gain) return gain.error();
  Encoder out;
  out.width = (*gain)->shape[0];
  const Tensor* inner = findTensor(weights, "encoder/layer_0/inner/bias");
  out.inner_width = inner ? inner->shape[0] : 0;
  if (out.width % kHeadWidth != 0 || out.inner_width == 0 || out.inner_width % kHeadWidth != 0)
    return Error{
        weights.path,
        fmt::format("the encoder's widths {} and {} are no multiples of {}", out.width, out.inner_width, kHeadWidth),
        "export the model again"};
  Result<CodedTable> words = openCodedTable(weights, "encoder/word", out.width);
  if (!words) return words.error();
  out.words = *words;
  Result<std::vector<float>> positions = openFloats(weights, "encoder/position/weight", {{kMaxPieces, out.width}});
  if (!positions) return positions.error();
  out.positions = *std::move(positions);
  const auto shapes = tensorOf(weights, "encoder/shape/weight", TensorType::F32, {{kShapes, out.width}});
  if (!shapes) return shapes.error();
  out.shapes = valuesOf<float>(**shapes).data();
  Result<Norm> norm = openNorm(weights, "encoder/norm", out.width);
  if (!norm) return norm.error();
  out.norm = *norm;

  for (uint32_t i = 0; findTensor(weights, fmt::format("encoder/layer_{}/norm/gain", i)); ++i) {
    const std::string scope = fmt::format("encoder/layer_{}/", i);
    EncoderLayer layer;
    struct {
      Linear& to;
      const char* name;
      uint32_t outputs, inputs;
    } const linears[] = {{layer.query_key_value, "attention/query_key_value", 3 * out.width, out.width},
                         {layer.attention_output, "attention/output", out.width, out.width},
                         {layer.inner, "inner", out.inner_width, out.width},
                         {layer.output, "output", out.width, out.inner_width}};
    for (const auto& l : linears) {
      Result<Linear> opened = openLinear(weights, scope + l.name, l.outputs, l.inputs);
      if (!opened) return opened.error();
      l.to = *std::move(opened);
    }
    struct {
      Norm& to;
      const char* name;
    } const norms[] = {{layer.attention_norm, "attention/norm"}, {layer.norm, "norm"}};
    for (const auto& n : norms) {
      Result<Norm> opened = openNorm(weights, scope + n.name, out.width);
      if (!opened) return opened.error();
      n.to = *opened;
    }
    out.layers.push_back(std::move(layer));
  }
  if (out.layers.empty()) return Error{weights.path, "the encoder has no layers", "export the model again"};
  return out;
}

std::span<const float> encode(const Encoder& encoder, const Kernels& k, const PieceRows& rows,
                              EncoderScratch& scratch) {
  const auto count = static_cast<uint32_t>(rows.pieces.size());
  const uint32_t width = encoder.width, heads = width / kHeadWidth;
  const uint32_t block = std::min(count, kBlockRows), widest = std::max(encoder.inner_width, width);
  float* x = scratch.rows.take(size_t{count} * width);
  float* mixed = scratch.update.take(size_t{count} * width);
  float* wide = scratch.wide.take(std::max(size_t{count} * 3 * width, size_t{block} * widest));
  scratch.integers.take(size_t{block} * widest);
  scratch.scales.take(block);
  AttentionRoom* room = scratch.attention.take(1);

  addInputs(encoder, rows, x);
  k.addNorm(x, nullptr, count, width, encoder.norm.gain, encoder.norm.bias);
  for (const EncoderLayer& layer : encoder.layers) {
    for (uint32_t r = 0; r < count; r += kBlockRows)
      apply(layer.query_key_value, k, x + size_t{r} * width, std::min(kBlockRows, count - r),
            wide + size_t{r} * 3 * width, scratch);
    size_t first = 0;
    for (const uint32_t length : rows.lengths) {
      k.attention(wide + first * 3 * width, length, heads, *room, mixed + first * width);
      first += length;
    }
    for (uint32_t r = 0; r < count; r += kBlockRows) {
      const uint32_t n = std::min(kBlockRows, count - r);
      float* part = x + size_t{r} * width;
      float* update = mixed + size_t{r} * width;
      apply(layer.attention_output, k, update, n, wide, scratch);
      k.addNorm(part, wide, n, width, layer.attention_norm.gain, layer.attention_norm.bias);
      apply(layer.inner, k, part, n, wide, scratch);
      k.gelu(wide, size_t{n} * encoder.inner_width);
      apply(layer.output, k, wide, n, update, scratch);
      k.addNorm(part, update, n, width, layer.norm.gain, layer.norm.bias);
    }
  }
  return {x, size_t{count} * width};
}

}  // namespace legomena

// A small network with random weights, as the bytes of a weights file.
#pragma once

#include <zlib.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "model/reader.h"
#include "text/lists.h"

namespace legomena::sample {

inline constexpr uint32_t kWidth = 64, kInner = 128, kLayers = 2, kPairWidth = 32;
inline const std::vector<std::string> kPieces{"[PAD]", "[UNK]", "[CLS]",  "[SEP]", "the",  "army", "denied",
                                              "said",  "it",    "attack", "##ed",  "town", "."};

struct Values {
  std::string type;
  std::vector<uint32_t> shape;
  std::string bytes;
};
using Network = std::map<std::string, Values>;

template <class T>
std::string bytesOf(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

inline size_t countOf(const std::vector<uint32_t>& shape) {
  size_t n = 1;
  for (const uint32_t s : shape) n *= s;
  return n;
}

inline Network network() {
  std::mt19937 random(7);
  Network out;
  const auto floats = [&](const std::string& name, std::vector<uint32_t> shape, float middle, float spread) {
    std::uniform_real_distribution<float> values(middle - spread, middle + spread);
    std::vector<float> v(countOf(shape));
    for (float& x : v) x = values(random);
    out[name] = {"f32", shape, bytesOf(v)};
  };
  const auto coded = [&](const std::string& scope, uint32_t rows, uint32_t width) {
    std::vector<uint8_t> codes(size_t{rows} * width);
    for (uint8_t& c : codes) c = static_cast<uint8_t>(random());
    std::vector<int16_t> levels;  // closer to each other near 0
    for (int i = -128; i < 128; ++i) levels.push_back(static_cast<int16_t>(i * std::abs(i) / 8 + i));
    out[scope + "/weight"] = {"u8", {rows, width}, bytesOf(codes)};
    out[scope + "/weight/levels"] = {"i16", {256}, bytesOf(levels)};
    floats(scope + "/weight/scale", {rows}, 1e-4f, 5e-5f);
  };
  const auto wide = [&](const std::string& name, std::vector<uint32_t> shape) {
    std::vector<int16_t> v(countOf(shape));
    for (int16_t& x : v) x = static_cast<int16_t>(random());
    out[name] = {"i16", shape, bytesOf(v)};
    floats(name + "/scale", {shape.begin(), shape.end() - 1}, 6e-6f, 2e-6f);
  };
  const auto linear = [&](const std::string& scope, uint32_t outputs, uint32_t inputs) {
    coded(scope, outputs, inputs);
    floats(scope + "/bias", {outputs}, 0, 0.3f);
  };
  const auto norm = [&](const std::string& scope) {
    floats(scope + "/gain", {kWidth}, 1, 0.4f);
    floats(scope + "/bias", {kWidth}, 0, 0.4f);
  };
  const auto projection = [&](const std::string& scope, uint32_t outputs) {
    wide(scope + "/weight", {outputs, kWidth});
    floats(scope + "/bias", {outputs}, 0, 0.3f);
  };
  coded("encoder/word", static_cast<uint32_t>(kPieces.size()), kWidth);
  wide("encoder/position/weight", {kMaxPieces, kWidth});
  floats("encoder/shape/weight", {kShapes, kWidth}, 0, 0.2f);
  norm("encoder/norm");
  for (uint32_t i = 0; i < kLayers; ++i) {
    const std::string scope = "encoder/layer_" + std::to_string(i) + "/";
    linear(scope + "attention/query_key_value", 3 * kWidth, kWidth);
    linear(scope + "attention/output", kWidth, kWidth);
    linear(scope + "inner", kInner, kWidth);
    linear(scope + "output", kWidth, kInner);
    norm(scope + "attention/norm");
    norm(scope + "norm");
  }
  const std::pair<const char*, size_t> tags[] = {{"cue", 3},
                                                 {"stance", kStances.size()},
                                                 {"type", kEventTypes.size() + 1},
                                                 {"mode", kModes.size()},
                                                 {"status", kStatuses.size()},
                                                 {"kind", kKinds.size()},
                                                 {"sector", kSectors.size()}};
  for (const auto& [name, classes] : tags) projection(std::string("tag/") + name, static_cast<uint32_t>(classes));
  const std::pair<const char*, uint32_t> pairs[] = {
      {"claim", kClaimLabels.size()}, {"event", kEventLabels.size()}, {"party", 1}};
  for (const auto& [name, labels] : pairs) {
    const std::string scope = std::string("pair/") + name;
    projection(scope + "/anchor", kPairWidth);
    projection(scope + "/word", kPairWidth);
    wide(scope + "/product", {labels, kPairWidth, kPairWidth});
    floats(scope + "/of_anchor/weight", {labels, kPairWidth}, 0, 0.5f);
    floats(scope + "/of_anchor/bias", {labels}, 0, 0.5f);
    floats(scope + "/of_word/weight", {labels, kPairWidth}, 0, 0.5f);
    floats(scope + "/distance", {kDistances, labels}, 0, 0.5f);
    floats(scope + "/threshold", {labels}, 0, 0.1f);
  }
  floats("confidence/claim", {4}, 0, 0.5f);
  floats("confidence/event", {2}, 0, 0.5f);
  std::string vocabulary;
  for (const std::string& piece : kPieces) vocabulary += piece + "\n";
  out["vocabulary"] = {"u8", {static_cast<uint32_t>(vocabulary.size())}, vocabulary};
  return out;
}

// Puts the length and the checksum that the rest needs into the header.
inline void seal(std::string& file) {
  const uint64_t size = file.size();
  std::memcpy(file.data() + 16, &size, 8);
  const auto* body = reinterpret_cast<const Bytef*>(file.data()) + 32;
  const auto sum = static_cast<uint32_t>(crc32_z(0, body, size - 32));
  std::memcpy(file.data() + 12, &sum, 4);
}

inline std::string fileOf(const Network& network) {
  const auto aligned = [](size_t n) { return (n + 63) / 64 * 64; };
  size_t at = 16384;  // more than the table needs
  std::string table = "model sample\n", body;
  for (const auto& [name, values] : network) {
    std::string shape;
    for (const uint32_t s : values.shape) shape += (shape.empty() ? "" : "x") + std::to_string(s);
    table += name + " " + values.type + " " + shape + " " + std::to_string(at) + "\n";
    body += values.bytes;
    body.resize(aligned(body.size()));
    at = 16384 + body.size();
  }
  std::string file("LEGOMENA\1\0\0\0", 12);
  file.resize(32);
  const uint64_t table_bytes = table.size();
  std::memcpy(file.data() + 24, &table_bytes, 8);
  file += table;
  file.resize(16384);
  file += body;
  seal(file);
  return file;
}

inline Result<Weights> weightsOf(const std::string& file) {
  auto* copy = static_cast<std::byte*>(std::aligned_alloc(64, (file.size() + 64) / 64 * 64));
  std::memcpy(copy, file.data(), file.size());
  return readWeights({copy, [](const std::byte* p) { std::free(const_cast<std::byte*>(p)); }}, file.size(), "sample");
}

inline Model model() { return *openModel(*weightsOf(fileOf(network()))); }

}  // namespace legomena::sample

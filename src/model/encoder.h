// The encoder: word pieces -> a vector each, by transformer layers as in BERT (Devlin et al. 2019), with a vector for
// the shape of the piece's word added to its input.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "legomena/error.h"
#include "model/layers.h"

namespace legomena {

struct EncoderLayer {
  Linear query_key_value, attention_output;
  Norm attention_norm;
  Linear inner, output;
  Norm norm;
};

struct Encoder {
  uint32_t width = 0, inner_width = 0;
  CodedTable words;
  std::vector<float> positions;   // [kMaxPieces][width]
  const float* shapes = nullptr;  // [kShapes][width]
  Norm norm;
  std::vector<EncoderLayer> layers;
};

inline constexpr uint32_t kShapes = 8;  // values of Shape

Result<Encoder> openEncoder(const Weights& weights);

// Windows one behind the other, without room between them.
struct PieceRows {
  std::span<const int32_t> pieces;
  std::span<const uint8_t> shapes;    // of each piece's word
  std::span<const uint32_t> lengths;  // of each window, at most kMaxPieces
};

// What encoding works in; kept by a thread from batch to batch.
struct EncoderScratch {
  Buffer<float> rows, wide, update;
  Buffer<int16_t> integers;
  Buffer<float> scales;
  Buffer<AttentionRoom> attention;
};

// A vector per piece, [pieces][width], in `scratch` until its next use. A piece that the word table lacks is taken as
// its first.
std::span<const float> encode(const Encoder& encoder, const Kernels& kernels, const PieceRows& rows,
                              EncoderScratch& scratch);

}  // namespace legomena

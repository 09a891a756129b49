// The weights file: named tensors in one memory-mapped file that documents the network (docs/model-file.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "legomena/error.h"

namespace legomena {

enum class TensorType : uint8_t { U8, I8, I16, F32 };
inline constexpr std::array<std::string_view, 4> kTensorTypes{"u8", "i8", "i16", "f32"};
inline constexpr std::array<size_t, 4> kTensorTypeBytes{1, 1, 2, 4};

struct Tensor {
  std::string_view name;
  TensorType type = TensorType::U8;
  std::vector<uint32_t> shape;
  const std::byte* data = nullptr;  // 64-byte aligned
  size_t count = 0;                 // of values
};

struct Weights {
  std::shared_ptr<const std::byte> bytes;  // the file; tensors and names lie in it
  std::string path;
  std::string_view model;       // the network's name: "reader-2026-11"
  std::vector<Tensor> tensors;  // sorted by name
};

// Maps the file and checks all of it: its kind, version, length, checksum and table.
Result<Weights> openWeights(const std::string& path);

// The same for bytes in memory, for tests and for files that are not on disk; `path` is for messages.
Result<Weights> readWeights(std::shared_ptr<const std::byte> bytes, size_t size, const std::string& path);

const Tensor* findTensor(const Weights& weights, std::string_view name);

// The tensor with this name, type and shape, or what is wrong; a 0 in `shape` stands for any length.
Result<const Tensor*> tensorOf(const Weights& weights, std::string_view name, TensorType type,
                               std::span<const uint32_t> shape);

template <class T>
std::span<const T> valuesOf(const Tensor& tensor) {
  return {reinterpret_cast<const T*>(tensor.data), tensor.count};
}

}  // namespace legomena

#include "model/weights.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <optional>

namespace legomena {
namespace {

static_assert(std::endian::native == std::endian::little, "the file's numbers are used where they lie");

constexpr std::string_view kMagic = "LEGOMENA";
constexpr uint32_t kVersion = 1;
constexpr size_t kAlignment = 64;

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t checksum;  // CRC-32 of all bytes after the header
  uint64_t file_bytes;
  uint64_t table_bytes;
};
static_assert(sizeof(Header) == 32);

std::string_view takeUntil(std::string_view& rest, char end) {
  const size_t at = std::min(rest.find(end), rest.size());
  const std::string_view out = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return out;
}

std::optional<uint64_t> numberOf(std::string_view text) {
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "encoder/norm/gain f32 384 11735680" -> the tensor, or nothing where the line is wrong or points out of the file.
std::optional<Tensor> tensorOfLine(std::string_view line, const std::byte* file, size_t size) {
  Tensor out;
  out.name = takeUntil(line, ' ');
  const std::string_view type = takeUntil(line, ' ');
  const auto found = std::find(kTensorTypes.begin(), kTensorTypes.end(), type);
  if (out.name.empty() || found == kTensorTypes.end()) return std::nullopt;
  out.type = static_cast<TensorType>(found - kTensorTypes.begin());
  std::string_view shape = takeUntil(line, ' ');
  uint64_t bytes = kTensorTypeBytes[static_cast<size_t>(out.type)];
  while (!shape.empty()) {
    const std::optional<uint64_t> length = numberOf(takeUntil(shape, 'x'));
    if (!length || *length == 0 || *length > size || bytes > size / *length) return std::nullopt;
    out.shape.push_back(static_cast<uint32_t>(*length));
    bytes *= *length;
  }
  const std::optional<uint64_t> offset = numberOf(line);
  if (out.shape.empty() || !offset || *offset % kAlignment != 0 || *offset > size || bytes > size - *offset)
    return std::nullopt;
  out.data = file + *offset;
  out.count = bytes / kTensorTypeBytes[static_cast<size_t>(out.type)];
  return out;
}

}  // namespace

Result<Weights> readWeights(std::shared_ptr<const std::byte> bytes, size_t size, const std::string& path) {
  const Error foreign{path, "this is no model file of Legomena", "give the file that train/export.py makes"};
  Header header;
  if (size < sizeof header) return foreign;
  std::memcpy(&header, bytes.get(), sizeof header);
  if (std::string_view(header.magic, sizeof header.magic) != kMagic) return foreign;
  if (header.version != kVersion)
    return Error{path,
                 fmt::format("the model file has format {}, this program reads format {}", header.version, kVersion),
                 "export the model again"};
  if (header.file_bytes != size)
    return Error{path, fmt::format("the model file should have {} bytes and has {}", header.file_bytes, size),
                 "copy it again"};
  const auto* after = reinterpret_cast<const Bytef*>(bytes.get()) + sizeof header;
  if (header.checksum != crc32_z(crc32_z(0, nullptr, 0), after, size - sizeof header))
    return Error{path, "the model file is damaged: its checksum differs", "copy it again"};
  if (header.table_bytes > size - sizeof header) return foreign;

  std::string_view table(reinterpret_cast<const char*>(after), header.table_bytes);
  Weights out{std::move(bytes), path, {}, {}};
  if (takeUntil(table, ' ') != "model") return foreign;
  out.model = takeUntil(table, '\n');
  while (!table.empty()) {
    const std::string_view line = takeUntil(table, '\n');
    std::optional<Tensor> tensor = tensorOfLine(line, out.bytes.get(), size);
    if (!tensor)
      return Error{path, fmt::format("the model file's table is wrong at \"{}\"", line.substr(0, 80)),
                   "export the model again"};
    out.tensors.push_back(std::move(*tensor));
  }
  std::sort(out.tensors.begin(), out.tensors.end(), [](const Tensor& a, const Tensor& b) { return a.name < b.name; });
  return out;
}

Result<Weights> openWeights(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Error{path, std::strerror(errno), "name the model file"};
  struct stat about;
  const bool known = ::fstat(file, &about) == 0 && S_ISREG(about.st_mode);
  const size_t size = known ? static_cast<size_t>(about.st_size) : 0;
  void* mapped = size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  ::close(file);
  if (mapped == MAP_FAILED) return Error{path, "this is no file that can be mapped", "name the model file"};
  std::shared_ptr<const std::byte> bytes(static_cast<const std::byte*>(mapped),
                                         [size](const std::byte* p) { ::munmap(const_cast<std::byte*>(p), size); });
  return readWeights(std::move(bytes), size, path);
}

const Tensor* findTensor(const Weights& weights, std::string_view name) {
  const auto found = std::lower_bound(weights.tensors.begin(), weights.tensors.end(), name,
                                      [](const Tensor& t, std::string_view n) { return t.name < n; });
  return found != weights.tensors.end() && found->name == name ? &*found : nullptr;
}

Result<const Tensor*> tensorOf(const Weights& weights, std::string_view name, TensorType type,
                               std::span<const uint32_t> shape) {
  const Tensor* found = findTensor(weights, name);
  if (!found) return Error{weights.path, fmt::format("the model has no {}", name), "export the model again"};
  const bool fits = found->type == type && found->shape.size() == shape.size() &&
                    std::equal(shape.begin(), shape.end(), found->shape.begin(),
                               [](uint32_t want, uint32_t have) { return want == 0 || want == have; });
  if (!fits)
    return Error{
        weights.path,
        fmt::format("{} is {} {}, the network needs {} {}", name, kTensorTypes[static_cast<size_t>(found->type)],
                    fmt::join(found->shape, "x"), kTensorTypes[static_cast<size_t>(type)], fmt::join(shape, "x")),
        "export the model again"};
  return found;
}

}  // namespace legomena

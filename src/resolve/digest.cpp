#include "resolve/digest.h"

#include <fmt/format.h>
#include <nettle/sha2.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace legomena {
namespace {

struct Sha256 {
  sha256_ctx state{};

  Sha256() { sha256_init(&state); }
  void add(std::string_view bytes) {
    sha256_update(&state, bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data()));
  }
  std::string hexadecimal() {
    std::array<uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&state, digest.size(), digest.data());
    std::string out;
    for (const uint8_t byte : digest) out += fmt::format("{:02x}", byte);
    return out;
  }
};

}  // namespace

std::string digestOf(std::string_view bytes) {
  Sha256 sum;
  sum.add(bytes);
  return sum.hexadecimal();
}

Result<std::string> digestOfFolder(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.is_regular_file(error)) files.push_back(entry.path());
  if (error) return Error{folder, error.message(), "name the folder of knowledge files with --data"};
  std::sort(files.begin(), files.end());
  Sha256 sum;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{file.string(), "cannot be read", ""};
    sum.add(file.filename().string() + '\n');
    sum.add(std::string{std::istreambuf_iterator<char>(in), {}});
  }
  return sum.hexadecimal();
}

}  // namespace legomena

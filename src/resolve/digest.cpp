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

Result<std::string> digestOfFolder(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.is_regular_file(error)) files.push_back(entry.path());
  if (error) return Error{folder, error.message(), "name the folder of knowledge files with --data"};
  std::sort(files.begin(), files.end());
  sha256_ctx state;
  sha256_init(&state);
  const auto add = [&](const std::string& bytes) {
    sha256_update(&state, bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data()));
  };
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{file.string(), "cannot be read", ""};
    add(file.filename().string() + '\n');
    add({std::istreambuf_iterator<char>(in), {}});
  }
  std::array<uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&state, digest.size(), digest.data());
  std::string out;
  for (const uint8_t byte : digest) out += fmt::format("{:02x}", byte);
  return out;
}

}  // namespace legomena

#include "text/chars.h"

#include <algorithm>

namespace legomena {
namespace {

// A count per block costs a sixteenth of the text's size in memory; the rest is counted within one cache line.
constexpr uint32_t kBlock = 64;

bool begins(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

uint32_t countBegins(std::string_view bytes) {
  return static_cast<uint32_t>(std::count_if(bytes.begin(), bytes.end(), begins));
}

}  // namespace

CharIndex::CharIndex(std::string_view utf8) : text_(utf8) {
  chars_before_.reserve(utf8.size() / kBlock + 2);
  uint32_t count = 0;
  for (size_t at = 0; at < utf8.size(); at += kBlock) {
    chars_before_.push_back(count);
    count += countBegins(utf8.substr(at, kBlock));
  }
  chars_before_.push_back(count);
}

uint32_t CharIndex::toChar(uint32_t byte) const {
  if (byte >= text_.size()) return chars();
  const uint32_t block = byte / kBlock;
  return chars_before_[block] + countBegins(text_.substr(block * kBlock, byte % kBlock));
}

uint32_t CharIndex::toByte(uint32_t ch) const {
  if (ch >= chars()) return static_cast<uint32_t>(text_.size());
  const auto next = std::upper_bound(chars_before_.begin(), chars_before_.end(), ch);
  const auto block = static_cast<uint32_t>(next - chars_before_.begin() - 1);
  uint32_t to_pass = ch - chars_before_[block];
  uint32_t byte = block * kBlock;
  while (!begins(text_[byte]) || to_pass-- > 0) ++byte;
  return byte;
}

}  // namespace legomena

// Where the n-th code point of a text stands, and how many stand before a byte: the engine counts bytes, records count
// what Python's text[b:e] counts.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace legomena {

// Built in one pass over the text, which must be valid UTF-8, shorter than 4 GiB, and outlive the index.
struct CharIndex {
  explicit CharIndex(std::string_view utf8);

  // Code points in the whole text.
  uint32_t chars() const { return chars_before_.back(); }

  // Code points that begin before `byte`. A byte behind the end counts as the end. O(1).
  uint32_t toChar(uint32_t byte) const;

  // The byte at which code point `ch` begins; the text's size for `ch` at or behind the end. O(log n).
  uint32_t toByte(uint32_t ch) const;

 private:
  std::string_view text_;
  std::vector<uint32_t> chars_before_;  // code points that begin before each block of kBlock bytes, and in all
};

}  // namespace legomena

// Half-open spans, one type per unit, so that a byte is never taken for a word.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace legomena {

template <class Unit>
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  auto operator<=>(const Span&) const = default;
};

using ByteSpan = Span<struct Bytes>;  // into a document's UTF-8 text
using CharSpan = Span<struct Chars>;  // code points, what Python's text[b:e] cuts; only records hold these
using WordSpan = Span<struct Words>;  // into Document::words

inline std::string_view cut(std::string_view text, ByteSpan span) { return text.substr(span.begin, span.size()); }

}  // namespace legomena

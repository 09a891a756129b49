#include "mark/holders.h"

#include <algorithm>

#include "text/unicode.h"

namespace legomena {

Holders::Holders(std::string_view text, const std::vector<Claim>& claims) {
  for (uint32_t c = 0; c < claims.size(); ++c) {
    uint32_t size = 0;
    for (const ByteSpan piece : claims[c].content) {
      pieces_.push_back({piece, c});
      longest_ = std::max(longest_, piece.size());
      for (size_t at = piece.begin; at < piece.end; ++size) nextCodePoint(text, at);
    }
    sizes_.push_back(size);
    cues_.push_back(claims[c].cue);
  }
  std::stable_sort(pieces_.begin(), pieces_.end(),
                   [](const Piece& x, const Piece& y) { return x.span.begin < y.span.begin; });
}

uint32_t Holders::innermost(ByteSpan span, ByteSpan own_cue) const {
  uint32_t best = kNone;
  auto piece = std::upper_bound(pieces_.begin(), pieces_.end(), span.begin,
                                [](uint32_t at, const Piece& p) { return at < p.span.begin; });
  while (piece != pieces_.begin()) {
    --piece;
    if (piece->span.begin + longest_ < span.end) break;
    if (!piece->span.contains(span) || cues_[piece->claim] == own_cue) continue;
    const bool smaller = best == kNone || sizes_[piece->claim] < sizes_[best] ||
                         (sizes_[piece->claim] == sizes_[best] && piece->claim < best);
    if (smaller) best = piece->claim;
  }
  return best;
}

}  // namespace legomena

// Which claim's content holds a place of the text: whose word it is.
#pragma once

#include <string_view>
#include <vector>

#include "text/document.h"

namespace legomena {

// An index over the contents of claims. A query looks only at pieces that begin within the longest piece's reach.
class Holders {
 public:
  Holders(std::string_view text, const std::vector<Claim>& claims);

  // The claim with the smallest content (in code points; the first among equals) of which one piece holds `span`, not
  // counting claims whose cue is `own_cue`; kNone where no claim does.
  uint32_t innermost(ByteSpan span, ByteSpan own_cue = {}) const;

 private:
  struct Piece {
    ByteSpan span;
    uint32_t claim = 0;
  };
  std::vector<Piece> pieces_;    // sorted by begin
  std::vector<uint32_t> sizes_;  // of each claim's content
  std::vector<ByteSpan> cues_;
  uint32_t longest_ = 0;
};

}  // namespace legomena

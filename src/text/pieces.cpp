#include "text/pieces.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text/unicode.h"

namespace legomena {
namespace {

constexpr size_t kLongestWord = 100;  // code points; a longer word is one unknown piece (BERT's own bound)

bool isIdeograph(CodePoint c) {  // BERT sets these apart as words of their own
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
         (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

// Characters that BERT drops before anything else: controls, formats (the soft hyphen), private use, U+FFFD.
bool isDropped(CodePoint c) {
  if (c == 0 || c == 0xFFFD) return true;
  if (c == '\t' || c == '\n' || c == '\r') return false;
  return (U_GET_GC_MASK(c) & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK | U_GC_CS_MASK)) != 0;
}

// The lower-case letters without accents that a code point stands for.
void appendNormalised(CodePoint c, std::string& out, size_t& count) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
    ++count;
    return;
  }
  static const UNormalizer2* nfd = [] {
    UErrorCode status = U_ZERO_ERROR;
    return unorm2_getNFDInstance(&status);
  }();
  UChar parts[32];
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = nfd ? unorm2_getDecomposition(nfd, c, parts, 32, &status) : -1;
  if (size < 0 || U_FAILURE(status)) {
    size = 0;
    U16_APPEND_UNSAFE(parts, size, c);
  }
  for (int32_t i = 0; i < size;) {
    UChar32 part = 0;
    U16_NEXT(parts, i, size, part);
    if (u_charType(part) == U_NON_SPACING_MARK) continue;
    UChar from[2], to[8];
    int32_t n = 0;
    U16_APPEND_UNSAFE(from, n, part);
    status = U_ZERO_ERROR;
    const int32_t lower_size = u_strToLower(to, 8, from, n, "", &status);
    for (int32_t k = 0; k < lower_size && U_SUCCESS(status);) {
      UChar32 lower = 0;
      U16_NEXT(to, k, lower_size, lower);
      appendCodePoint(out, lower);
      ++count;
    }
  }
}

}  // namespace

Vocabulary::Vocabulary(std::vector<std::string_view> pieces) : pieces_(std::move(pieces)) {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const std::string_view p = pieces_[i];
    const auto id = static_cast<int32_t>(i);
    if (p.starts_with("##"))
      continues_.emplace(p.substr(2), id);
    else
      begins_.emplace(p, id);
    longest_ = std::max(longest_, p.size());
    if (p == "[CLS]") cls_ = id;
    if (p == "[SEP]") sep_ = id;
    if (p == "[UNK]") unknown_ = id;
  }
}

void Vocabulary::appendPieces(std::string_view normalised, std::vector<int32_t>& out) const {
  const size_t first = out.size();
  for (size_t begin = 0; begin < normalised.size();) {
    const auto& table = begin == 0 ? begins_ : continues_;
    size_t end = std::min(normalised.size(), begin + longest_);
    auto found = table.end();
    for (; end > begin; --end) {
      found = table.find(normalised.substr(begin, end - begin));
      if (found != table.end()) break;
    }
    if (found == table.end()) {
      out.resize(first);
      out.push_back(unknown_);
      return;
    }
    out.push_back(found->second);
    begin = end;
  }
}

Shape shapeOf(std::string_view word) {
  size_t count = 0, digits = 0;
  bool first_letter = false, first_upper = false, upper = false, lower = false, title = false;
  for (size_t at = 0; at < word.size(); ++count) {
    const CodePoint c = nextCodePoint(word, at);
    digits += isDigit(c);
    if (count == 0) first_letter = isLetter(c), first_upper = isUpper(c);
    upper |= isUpper(c);
    lower |= isLower(c);
    title |= isTitle(c);
  }
  if (count > 0 && digits == count) return Shape::Digits;
  if (!first_letter) return Shape::Mark;
  if (lower && !upper && !title) return Shape::Lower;
  if (upper && !lower && !title) return count > 1 ? Shape::Caps : Shape::Capital;
  return first_upper ? Shape::Title : Shape::Mixed;
}

void appendWords(std::string_view text, ByteSpan span, const Vocabulary& vocabulary, std::vector<Word>& words,
                 std::vector<int32_t>& pieces) {
  std::string normalised;
  size_t count = 0;  // code points of it
  ByteSpan word;
  const auto finish = [&] {
    if (count == 0) return;
    // An accent that stands apart belongs to the letter before it.
    for (size_t at = word.end; at < span.end && isAccent(nextCodePoint(text, at));)
      word.end = static_cast<uint32_t>(at);
    Word w;
    w.span = word;
    w.first_piece = static_cast<uint32_t>(pieces.size());
    w.shape = shapeOf(cut(text, word));
    // A word too long for the vocabulary is looked up as what no vocabulary holds: nothing.
    vocabulary.appendPieces(count > kLongestWord ? std::string_view("\x01") : normalised, pieces);
    if (pieces.size() > w.first_piece + kWordPieces) pieces.resize(w.first_piece + kWordPieces);
    w.piece_count = static_cast<uint8_t>(pieces.size() - w.first_piece);
    words.push_back(w);
    normalised.clear();
    count = 0;
  };
  for (size_t at = span.begin; at < span.end;) {
    const auto begin = static_cast<uint32_t>(at);
    const CodePoint c = nextCodePoint(text, at);
    if (isDropped(c)) continue;
    if (isBlank(c)) {
      finish();
      continue;
    }
    const bool ideograph = isIdeograph(c);
    if (ideograph) finish();
    const size_t before = normalised.size();
    appendNormalised(c, normalised, count);
    if (normalised.size() == before) continue;  // an accent alone
    size_t look = before;
    const bool mark = isPunctuation(nextCodePoint(normalised, look));
    if (mark && before > 0) {  // the word before ends here, the mark is one of its own
      const std::string own = normalised.substr(before);
      normalised.resize(before);
      count -= 1;
      finish();
      normalised = own;
      count = 1;
    }
    if (count == 1 || before == 0) word.begin = begin;
    word.end = static_cast<uint32_t>(at);
    if (mark || ideograph) finish();
  }
  finish();
}

}  // namespace legomena

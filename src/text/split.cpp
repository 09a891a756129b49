#include "text/split.h"

#include "text/sentences.h"
#include "text/windows.h"

namespace legomena {

Split split(std::string_view text, const Vocabulary& vocabulary) {
  Split out;
  out.sentences = splitSentences(text);
  for (Sentence& s : out.sentences) {
    s.words.begin = static_cast<uint32_t>(out.words.size());
    appendWords(text, s.span, vocabulary, out.words, out.pieces);
    s.words.end = static_cast<uint32_t>(out.words.size());
  }
  out.windows = splitWindows(out.sentences, out.words);
  return out;
}

}  // namespace legomena

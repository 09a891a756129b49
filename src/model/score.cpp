#include "model/score.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <tuple>

namespace legomena {
namespace {

// Windows are encoded together up to this many pieces: enough to fill the products' tiles, few enough that memory does
// not grow with the article.
constexpr size_t kBatchPieces = 1024;

constexpr uint32_t kNoCue = 0, kBegin = 1, kInside = 2;
constexpr uint32_t kCueClasses = 3;
constexpr auto kTypeClasses = static_cast<uint32_t>(kEventTypes.size() + 1);  // class 0 is "no trigger"

// hasMode of all types and modes.
using ModeSets = std::array<std::array<bool, kModes.size()>, kEventTypes.size()>;
const ModeSets& modeSets() {
  static const ModeSets sets = [] {
    ModeSets out{};
    for (size_t type = 0; type < out.size(); ++type)
      for (size_t mode = 0; mode < kModes.size(); ++mode)
        out[type][mode] = hasMode(static_cast<EventType>(type), static_cast<Mode>(mode));
    return out;
  }();
  return sets;
}

uint32_t best(const float* classes, size_t count) {
  return static_cast<uint32_t>(std::max_element(classes, classes + count) - classes);
}

// Probabilities of one word's classes.
float* classesOf(const Projection& head, const Model& model, const float* word, uint32_t count, Buffer<float>& room) {
  float* out = room.take(head.outputs);
  model.kernels->project(word, 1, head.inputs, head.columns.data(), head.outputs, head.bias.data(), out);
  model.kernels->softmax(out, count);
  return out;
}

// Probabilities of classes, a row per word of the window.
float* tagsOf(const Projection& head, const Model& model, uint32_t words, uint32_t count, const float* vectors,
              Buffer<float>& room) {
  float* out = room.take(size_t{words} * head.outputs);
  model.kernels->project(vectors, words, head.inputs, head.columns.data(), head.outputs, head.bias.data(), out);
  for (uint32_t w = 0; w < words; ++w) model.kernels->softmax(out + size_t{w} * head.outputs, count);
  return out;
}

// The likeliest of the modes that the type has, and its share among them.
void chooseMode(const float* modes, TriggerScore& row) {
  const auto& allowed = modeSets()[static_cast<size_t>(row.type)];
  float sum = 0;
  for (size_t mode = 0; mode < kModes.size(); ++mode) {
    if (!allowed[mode]) continue;
    sum += modes[mode];
    if (modes[mode] > modes[row.mode]) row.mode = static_cast<Mode>(mode);
  }
  row.mode_probability = modes[row.mode] / sum;
}

// Fills the scratch's batch with windows from `first` on; returns the one after the last.
size_t fillBatch(const Document& document, const Model& model, size_t first, Scratch& scratch) {
  scratch.pieces.clear();
  scratch.shapes.clear();
  scratch.lengths.clear();
  size_t next = first;
  for (; next < document.windows.size(); ++next) {
    const WordSpan words = document.windows[next].words;
    uint32_t length = 2;
    for (uint32_t w = words.begin; w < words.end; ++w) length += document.words[w].piece_count;
    assert(length <= kMaxPieces);
    if (next > first && scratch.pieces.size() + length > kBatchPieces) break;
    const auto add = [&](int32_t piece, Shape shape) {
      scratch.pieces.push_back(piece);
      scratch.shapes.push_back(static_cast<uint8_t>(shape));
    };
    add(model.cls, Shape::None);
    for (uint32_t w = words.begin; w < words.end; ++w) {
      const Word& word = document.words[w];
      for (uint32_t i = 0; i < word.piece_count; ++i) add(document.pieces[word.first_piece + i], word.shape);
    }
    add(model.sep, Shape::None);
    scratch.lengths.push_back(length);
  }
  return next;
}

// The labels, as bits, whose words name parties.
constexpr uint32_t bit(auto label) { return 1u << static_cast<uint32_t>(label); }
constexpr uint32_t kClaimPartyLabels = bit(ClaimLabel::Source) | bit(ClaimLabel::To);
constexpr uint32_t kEventPartyLabels = bit(EventLabel::Actor) | bit(EventLabel::Recipient);

// Scores one anchor, a word of the window, with all words: keeps those above the floor, and for labels that name
// parties the first words of runs above 0.
void keepPairs(const PairHead& head, const Kernels& k, uint32_t anchor, uint32_t row, uint32_t base,
               uint32_t party_labels, PairWords& words, std::vector<WordScore>& out, std::vector<uint32_t>& mentions) {
  const float* scores = scorePairs(head, k, anchor, words);
  for (uint32_t label = 0; label < head.labels; ++label, scores += words.padded)
    for (uint32_t w = 0; w < words.count; ++w) {
      if (scores[w] > kScoreFloor) out.push_back({row, base + w, static_cast<uint8_t>(label), scores[w]});
      const bool begins = scores[w] > 0 && (w == 0 || !(scores[w - 1] > 0));
      if (begins && (party_labels & bit(label)) != 0) mentions.push_back(w);
    }
}

// The first wish at or behind a word.
template <class Wish>
auto firstFrom(const std::vector<Wish>& wishes, uint32_t word) {
  return std::lower_bound(wishes.begin(), wishes.end(), word,
                          [](const Wish& wish, uint32_t at) { return wish.words.begin < at; });
}

// One window, whose words' vectors are in scratch.
void scoreWindow(const Model& model, const Window& window, const Wishes& wishes, Scratch& scratch, Scores& out) {
  const Heads& heads = model.heads;
  const Kernels& k = *model.kernels;
  const uint32_t base = window.words.begin, count = window.words.size(), own = window.own - base;
  const std::span<const float> vectors(scratch.words.data(), size_t{count} * model.encoder.width);
  const auto vector = [&](uint32_t w) { return vectors.data() + size_t{w} * model.encoder.width; };
  scratch.mentions.clear();

  const float* cues = tagsOf(heads.cue, model, count, kCueClasses, vectors.data(), scratch.tags);
  const auto cue = [&](uint32_t w) { return best(cues + size_t{w} * heads.cue.outputs, kCueClasses); };
  // None of the words is part of a cue that the model sees.
  const auto unseen = [&](WordSpan words) {
    for (uint32_t w = words.begin; w < std::min(words.end, window.words.end); ++w)
      if (cue(w - base) != kNoCue) return false;
    return true;
  };
  auto cue_wish = firstFrom(wishes.cues, window.own);
  bool read = false;
  for (uint32_t w = own; w < count; ++w) {
    const bool wanted = cue_wish != wishes.cues.end() && cue_wish->words.begin == base + w;
    const CueWish* wish = wanted ? &*cue_wish++ : nullptr;
    const uint32_t tag = cue(w);
    const bool begins = tag != kNoCue && !(tag == kInside && w > 0 && cue(w - 1) != kNoCue);
    if (!begins && !(wish && unseen(wish->words))) continue;
    CueScore row;
    row.wished = !begins;
    row.words = begins ? WordSpan{base + w, base + w + 1} : wish->words;
    if (begins)
      while (row.words.end < window.words.end && cue(row.words.end - base) == kInside) ++row.words.end;
    row.probability = cues[size_t{w} * heads.cue.outputs + (begins ? tag : kBegin)];
    const float* stances = classesOf(heads.stance, model, vector(w), kStances.size(), scratch.classes);
    const uint32_t stance = begins ? best(stances, kStances.size()) : static_cast<uint32_t>(wish->stance);
    row.stance = static_cast<Stance>(stance);
    row.stance_probability = stances[stance];
    if (!read) readPairWords(heads.claim, k, vectors, count, scratch.pairs);
    read = true;
    keepPairs(heads.claim, k, w, static_cast<uint32_t>(out.cues.size()), base, kClaimPartyLabels, scratch.pairs,
              out.claim_words, scratch.mentions);
    out.cues.push_back(row);
  }

  const float* types = tagsOf(heads.type, model, count, kTypeClasses, vectors.data(), scratch.tags);
  auto trigger_wish = firstFrom(wishes.triggers, window.own);
  read = false;
  for (uint32_t w = own; w < count; ++w) {
    const float* classes = types + size_t{w} * heads.type.outputs;
    const bool wanted = trigger_wish != wishes.triggers.end() && trigger_wish->words.begin == base + w;
    const TriggerWish* wish = wanted ? &*trigger_wish++ : nullptr;
    uint32_t type = best(classes, kTypeClasses);
    const bool seen = type != 0;
    if (!seen && wish) type = static_cast<uint32_t>(wish->type) + 1;
    if (type == 0) continue;
    TriggerScore row;
    row.wished = !seen;
    row.word = base + w;
    row.type = static_cast<EventType>(type - 1);
    row.probability = classes[type];
    const float* statuses = classesOf(heads.status, model, vector(w), kStatuses.size(), scratch.classes);
    const uint32_t status = best(statuses, kStatuses.size());
    row.status = static_cast<Status>(status);
    row.status_probability = statuses[status];
    chooseMode(classesOf(heads.mode, model, vector(w), kModes.size(), scratch.classes), row);
    if (!read) readPairWords(heads.event, k, vectors, count, scratch.pairs);
    read = true;
    keepPairs(heads.event, k, w, static_cast<uint32_t>(out.triggers.size()), base, kEventPartyLabels, scratch.pairs,
              out.event_words, scratch.mentions);
    out.triggers.push_back(row);
  }

  std::vector<uint32_t>& mentions = scratch.mentions;
  std::sort(mentions.begin(), mentions.end());
  mentions.erase(std::unique(mentions.begin(), mentions.end()), mentions.end());
  // A word that two windows take for a mention keeps what the earlier says, where it is more than context.
  std::erase_if(mentions, [&](uint32_t w) { return scratch.mentioned[base + w]; });
  if (mentions.empty()) return;
  readPairWords(heads.party, k, vectors, count, scratch.pairs);
  for (const uint32_t w : mentions) {
    MentionScore row;
    row.word = base + w;
    const float* kinds = classesOf(heads.kind, model, vector(w), kKinds.size(), scratch.classes);
    std::copy_n(kinds, kKinds.size(), row.kinds.begin());
    const float* sectors = classesOf(heads.sector, model, vector(w), kSectors.size(), scratch.classes);
    std::copy_n(sectors, kSectors.size(), row.sectors.begin());
    const float* links = scorePairs(heads.party, k, w, scratch.pairs);
    for (uint32_t other = 0; other < count; ++other)
      if (other != w && links[other] > kScoreFloor)
        out.links.push_back({static_cast<uint32_t>(out.mentions.size()), base + other, links[other]});
    out.mentions.push_back(row);
    scratch.mentioned[base + w] = true;
  }
}

// Mentions in the order of their words, since a later window may look back into its context.
void sortMentions(Scores& scores) {
  const auto count = static_cast<uint32_t>(scores.mentions.size());
  std::vector<uint32_t> order(count), place(count);
  for (uint32_t i = 0; i < count; ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](uint32_t a, uint32_t b) { return scores.mentions[a].word < scores.mentions[b].word; });
  std::vector<MentionScore> sorted(count);
  for (uint32_t i = 0; i < count; ++i) {
    sorted[i] = scores.mentions[order[i]];
    place[order[i]] = i;
  }
  scores.mentions = std::move(sorted);
  for (LinkScore& link : scores.links) link.mention = place[link.mention];
  std::sort(scores.links.begin(), scores.links.end(), [](const LinkScore& a, const LinkScore& b) {
    return std::tie(a.mention, a.word) < std::tie(b.mention, b.word);
  });
}

}  // namespace

Scores score(const Document& document, const Model& model, Scratch& scratch) {
  Scores out;
  scratch.mentioned.assign(document.words.size(), false);
  const size_t width = model.encoder.width;
  for (size_t first = 0; first < document.windows.size();) {
    const size_t next = fillBatch(document, model, first, scratch);
    const std::span<const float> vectors =
        encode(model.encoder, *model.kernels, {scratch.pieces, scratch.shapes, scratch.lengths}, scratch.encoder);
    size_t window_row = 0;
    for (size_t i = first; i < next; ++i) {
      const WordSpan words = document.windows[i].words;
      float* to = scratch.words.take(words.size() * width);
      size_t row = window_row + 1;  // behind [CLS]
      for (uint32_t w = words.begin; w < words.end; ++w, to += width) {
        std::memcpy(to, vectors.data() + row * width, width * sizeof(float));
        row += document.words[w].piece_count;
      }
      scoreWindow(model, document.windows[i], document.wishes, scratch, out);
      window_row += scratch.lengths[i - first];
    }
    first = next;
  }
  sortMentions(out);
  return out;
}

}  // namespace legomena

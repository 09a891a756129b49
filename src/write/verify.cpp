#include "write/verify.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "text/chars.h"
#include "text/lists.h"

namespace legomena {
namespace {

bool contains(RecordSpan outer, RecordSpan inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }
bool overlaps(RecordSpan a, RecordSpan b) { return a.begin < b.end && b.begin < a.end; }

bool isWordOf(std::string_view words, std::string_view word) {
  return word.find(' ') == std::string_view::npos &&
         fmt::format(" {} ", words).find(fmt::format(" {} ", word)) != std::string::npos;
}

// A piece of a claim's content. They are searched by place, since an article of book length has too many claims to ask
// each of them about each anchor.
struct Piece {
  RecordSpan span;
  size_t claim = 0;
  uint64_t content_size = 0;
};

struct Checker {
  const Record& record;
  uint32_t length;  // of the text, in characters
  std::vector<Piece> pieces;
  uint32_t longest = 0;                                          // of the pieces
  std::unordered_set<std::string_view> claims, parties, events;  // their ids
  std::vector<std::string> found;

  explicit Checker(const Record& to_check) : record(to_check), length(CharIndex(to_check.text).chars()) {
    for (size_t i = 0; i < record.claims.size(); ++i) {
      uint64_t size = 0;
      for (const RecordSpan piece : record.claims[i].content) size += piece.end - piece.begin;
      for (const RecordSpan piece : record.claims[i].content) pieces.push_back({piece, i, size});
    }
    std::erase_if(pieces, [](const Piece& piece) { return piece.span.begin >= piece.span.end; });
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.span < b.span; });
    for (const Piece& piece : pieces) longest = std::max(longest, piece.span.end - piece.span.begin);
  }

  template <class... Args>
  void say(std::string_view where, fmt::format_string<Args...> what, Args&&... args) {
    found.push_back(fmt::format("{}: {}", where, fmt::format(what, std::forward<Args>(args)...)));
  }

  void span(const std::string& where, RecordSpan span) {
    if (span.begin >= span.end || span.end > length)
      say(where, "[{},{}] is no span of a text of {} characters", span.begin, span.end, length);
  }

  // Pieces of one thing: sorted, and no character in two of them.
  void spans(const std::string& where, const std::vector<RecordSpan>& spans) {
    for (size_t i = 0; i < spans.size(); ++i) {
      span(fmt::format("{}[{}]", where, i), spans[i]);
      if (i > 0 && spans[i].begin < spans[i - 1].end)
        say(where, "[{},{}] begins before [{},{}] ends", spans[i].begin, spans[i].end, spans[i - 1].begin,
            spans[i - 1].end);
    }
  }

  // Mentions of a party: sorted, none twice; one may stand within another ("the army of the Republic" and "Republic").
  void mentions(const std::string& where, const std::vector<RecordSpan>& mentions) {
    for (size_t i = 0; i < mentions.size(); ++i) {
      span(fmt::format("{}[{}]", where, i), mentions[i]);
      if (i > 0 && mentions[i] <= mentions[i - 1])
        say(where, "[{},{}] is not behind [{},{}]", mentions[i].begin, mentions[i].end, mentions[i - 1].begin,
            mentions[i - 1].end);
    }
  }

  template <size_t N>
  void oneOf(const std::string& where, const std::array<std::string_view, N>& names, std::string_view name) {
    if (std::find(names.begin(), names.end(), name) == names.end())
      say(where, "'{}' is none of: {}", name, fmt::join(names, ", "));
  }

  template <class Row>
  void ids(char letter, const std::vector<Row>& rows, std::unordered_set<std::string_view>& by_id) {
    for (size_t i = 0; i < rows.size(); ++i) {
      if (!by_id.insert(rows[i].id).second) say(rows[i].id, "stands twice");
      if (const std::string right = fmt::format("{}{}", letter, i + 1); rows[i].id != right)
        say(rows[i].id, "stands where {} would", right);
    }
  }

  void reference(const std::string& where, const std::string& id, const std::unordered_set<std::string_view>& by_id) {
    if (!by_id.contains(id)) say(where, "there is no {}", id);
  }

  void partyList(const std::string& where, const std::vector<std::string>& ids) {
    for (size_t i = 0; i < ids.size(); ++i) {
      reference(where, ids[i], parties);
      if (std::find(ids.begin(), ids.begin() + i, ids[i]) != ids.begin() + i) say(where, "{} stands twice", ids[i]);
    }
  }

  // The claim with the smallest content of which one piece holds the whole span; of equals the first. A claim with the
  // same cue as `span` is the same place ascribed twice, which nests in neither direction.
  const RecordClaim* innermost(RecordSpan span, const RecordClaim* self) const {
    const Piece* best = nullptr;
    auto piece = std::upper_bound(pieces.begin(), pieces.end(), span.begin,
                                  [](uint32_t begin, const Piece& p) { return begin < p.span.begin; });
    while (piece != pieces.begin() && (--piece)->span.begin + uint64_t{longest} >= span.end) {
      if (!contains(piece->span, span)) continue;
      if (self != nullptr && record.claims[piece->claim].cue == self->cue) continue;
      if (best == nullptr || piece->content_size < best->content_size ||
          (piece->content_size == best->content_size && piece->claim < best->claim))
        best = &*piece;
    }
    return best == nullptr ? nullptr : &record.claims[best->claim];
  }

  void holder(const std::string& where, std::string_view what, const std::optional<std::string>& given,
              const RecordClaim* right) {
    const std::string_view given_id = given ? std::string_view(*given) : "none";
    const std::string_view right_id = right ? std::string_view(right->id) : "none";
    if (given_id != right_id)
      say(where, "is {}, but the innermost claim that holds the {} is {}", given_id, what, right_id);
  }

  void confidence(const std::string& where, const std::optional<double>& confidence) {
    if (confidence && !(*confidence >= 0 && *confidence <= 1)) say(where, "{} is no probability", *confidence);
  }

  void check(const RecordClaim& claim) {
    const std::string& id = claim.id;
    span(id + ".cue", claim.cue);
    spans(id + ".source", claim.source);
    spans(id + ".content", claim.content);
    if (claim.content.empty()) say(id + ".content", "a claim without content");
    for (const RecordSpan piece : claim.content)
      if (overlaps(piece, claim.cue)) say(id + ".content", "[{},{}] covers its own cue", piece.begin, piece.end);
    oneOf(id + ".stance", kStances, claim.stance);
    partyList(id + ".speakers", claim.speakers);
    if (claim.to) reference(id + ".to", *claim.to, parties);
    if (claim.quote) oneOf(id + ".quote", kQuotes, *claim.quote);
    holder(id + ".within", "cue", claim.within, innermost(claim.cue, &claim));
    if (claim.repeats) reference(id + ".repeats", *claim.repeats, claims);
    if (claim.denies) reference(id + ".denies", *claim.denies, claim.denies->starts_with('e') ? events : claims);
    confidence(id + ".confidence", claim.confidence);
  }

  void check(const RecordEvent& event) {
    const std::string& id = event.id;
    span(id + ".trigger", event.trigger);
    oneOf(id + ".type", kEventTypes, event.type);
    oneOf(id + ".status", kStatuses, event.status);
    if (const auto type = named<EventType>(kEventTypes, event.type)) {
      const std::string_view modes = kModesOf[static_cast<size_t>(*type)];
      if (event.mode && !isWordOf(modes, *event.mode))
        say(id + ".mode", "'{}' is no mode of {}: {}", *event.mode, event.type, modes.empty() ? "it has none" : modes);
      const Intensity& right = kIntensities[static_cast<size_t>(*type)];
      if (event.quad && *event.quad != right.quad)
        say(id + ".quad", "'{}', but {} is {}", *event.quad, event.type, right.quad);
      if (event.score && *event.score != right.score)
        say(id + ".score", "{}, but {} is {}", *event.score, event.type, right.score);
    }
    partyList(id + ".actors", event.actors);
    spans(id + ".actor_spans", event.actor_spans);
    partyList(id + ".recipients", event.recipients);
    spans(id + ".recipient_spans", event.recipient_spans);
    if (event.when) span(id + ".when", *event.when);
    if (event.where) span(id + ".where", *event.where);
    for (size_t i = 0; i < event.numbers.size(); ++i) {
      const std::string where = fmt::format("{}.numbers[{}]", id, i);
      span(where, event.numbers[i].span);
      oneOf(where, kNumberRoles, event.numbers[i].role);
      if (i > 0 && event.numbers[i].span < event.numbers[i - 1].span) say(where, "stands before the one before it");
    }
    holder(id + ".claim", "trigger", event.claim, innermost(event.trigger, nullptr));
    if (event.repeats) reference(id + ".repeats", *event.repeats, events);
    confidence(id + ".confidence", event.confidence);
  }

  void check(const RecordParty& party) {
    const std::string& id = party.id;
    if (party.name.empty()) say(id + ".name", "is empty");
    oneOf(id + ".kind", kKinds, party.kind);
    oneOf(id + ".sector", kSectors, party.sector);
    if (party.country && (party.country->size() != 3 || std::any_of(party.country->begin(), party.country->end(),
                                                                    [](char c) { return c < 'A' || c > 'Z'; })))
      say(id + ".country", "'{}' is no code of three capitals", *party.country);
    mentions(id + ".mentions", party.mentions);
  }

  void check() {
    if (record.id.empty()) say("id", "is empty");
    spans("sentences", record.sentences);
    for (size_t i = 0; i < record.sections.size(); ++i) {
      const std::string where = fmt::format("sections[{}]", i);
      oneOf(where, kSectionKinds, record.sections[i].kind);
      span(where, record.sections[i].span);
      if (i > 0 && record.sections[i].span.begin < record.sections[i - 1].span.end)
        say(where, "begins before the one before it ends");
    }
    ids('c', record.claims, claims);
    ids('e', record.events, events);
    ids('p', record.parties, parties);
    for (size_t i = 0; i < record.claims.size(); ++i) {
      check(record.claims[i]);
      if (i > 0 && record.claims[i].cue < record.claims[i - 1].cue)
        say(record.claims[i].id, "its cue stands before that of {}", record.claims[i - 1].id);
    }
    for (size_t i = 0; i < record.events.size(); ++i) {
      check(record.events[i]);
      if (i > 0 && record.events[i].trigger < record.events[i - 1].trigger)
        say(record.events[i].id, "its trigger stands before that of {}", record.events[i - 1].id);
    }
    const RecordParty* before = nullptr;  // the last party that is mentioned in words
    for (const RecordParty& party : record.parties) {
      check(party);
      if (party.mentions.empty()) continue;
      if (before != nullptr && party.mentions.front() < before->mentions.front())
        say(party.id, "is mentioned before {}", before->id);
      before = &party;
    }
  }
};

}  // namespace

std::vector<std::string> violations(const Record& record) {
  Checker checker(record);
  checker.check();
  return std::move(checker.found);
}

}  // namespace legomena

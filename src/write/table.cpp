#include "write/table.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/lists.h"
#include "text/unicode.h"
#include "write/cutter.h"

namespace legomena {
namespace {

constexpr uint32_t kLeastWidth = 80;
constexpr uint32_t kGap = 2;       // columns between cells
constexpr size_t kCellLines = 3;   // a cell is cut behind its third line,
constexpr size_t kWordsLines = 2;  // the words, which could go on for long, behind their second
constexpr std::string_view kDash = "–";

// --- widths --------------------------------------------------------------------------------------------------------

uint32_t widthOf(CodePoint c) {
  if (c < 0x300) return 1;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  const int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

uint32_t widthOf(std::string_view text) {
  uint32_t width = 0;
  for (size_t at = 0; at < text.size();) width += widthOf(nextCodePoint(text, at));
  return width;
}

// On one line, without what would steer the terminal: controls, and marks that turn the direction of writing.
std::string clean(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = nextCodePoint(text, at);
    const int8_t type = u_charType(c);
    const bool joiner = c == 0x200C || c == 0x200D;
    if (type == U_CONTROL_CHAR)
      out += ' ';
    else if (type != U_FORMAT_CHAR || joiner)
      appendCodePoint(out, c);
  }
  return collapsedBlanks(out);
}

// The longest beginning of `text` that is no wider than `width`, in bytes.
size_t fitting(std::string_view text, uint32_t width) {
  size_t end = 0;
  for (size_t at = 0; at < text.size(); end = at) {
    const uint32_t more = widthOf(nextCodePoint(text, at));
    if (more > width) break;
    width -= more;
  }
  return end;
}

// Where a line that may hold text[0, end) is best broken: before a blank, if there is none behind a hyphen, else at its
// end.
size_t breakBefore(std::string_view text, size_t end) {
  if (const size_t blank = text.rfind(' ', end); blank != std::string_view::npos && blank > 0) return blank;
  const size_t hyphen = text.substr(0, end).rfind('-');
  return hyphen != std::string_view::npos ? hyphen + 1 : end;
}

// The lines of a cell; words that are too long for it are broken within; the last line that is allowed ends in "…" if
// something is left.
std::vector<std::string> wrapped(std::string_view text, uint32_t width, size_t most_lines) {
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() < most_lines) {
    size_t end = fitting(text, width);
    const bool last = lines.size() + 1 == most_lines;
    if (end < text.size() && last) {
      end = fitting(text, width - 1);
      lines.push_back(std::string(text.substr(0, end)) + "…");
      break;
    }
    if (end < text.size()) end = breakBefore(text, end);
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    if (text.starts_with(' ')) text.remove_prefix(1);
  }
  return lines;
}

// --- cells ---------------------------------------------------------------------------------------------------------

// ANSI colours by what a cell says.
enum class Paint { None, Bold, Dim, Red, Yellow, Green, Cyan };
constexpr std::array<std::string_view, 7> kPaints{"",         "\x1b[1m",  "\x1b[2m", "\x1b[31m",
                                                  "\x1b[33m", "\x1b[32m", "\x1b[36m"};

struct Cell {
  std::string text;
  std::string tail = {};  // follows the text and is kept even where that is cut
  Paint paint = Paint::None;
  std::string lead = {};  // stands before the text; further lines are indented by as much

  std::vector<std::string> lines(uint32_t width, size_t most) const {
    const uint32_t indent = std::min(widthOf(lead), width / 2);
    auto out = textLines(width - indent, most);
    for (size_t i = 0; indent > 0 && i < out.size(); ++i) out[i].insert(0, i == 0 ? lead : std::string(indent, ' '));
    return out;
  }

  uint32_t natural() const { return widthOf(lead) + widthOf(text) + (tail.empty() ? 0 : 1 + widthOf(tail)); }

 private:
  std::vector<std::string> textLines(uint32_t width, size_t most) const {
    if (tail.empty()) return wrapped(text, width, most);
    auto out = wrapped(text + " " + tail, width, most + 1);
    if (out.size() <= most) return out;
    out = wrapped(text, width, most - 1);
    out.push_back(wrapped(tail, width, 1).front());
    return out;
  }
};

// A column's heading and how wide it may grow; what is left of the terminal's width goes to the last column.
struct Column {
  std::string_view heading;
  uint32_t most;
};

// What a row that is about no known party shows.
std::string orDash(std::string text) { return text.empty() ? std::string(kDash) : std::move(text); }

struct Teller {
  const Record& record;
  Cutter text;
  std::unordered_map<std::string_view, const RecordParty*> parties;
  std::unordered_map<std::string_view, const RecordClaim*> claims;

  explicit Teller(const Record& of) : record(of), text(of.text) {
    for (const RecordParty& party : record.parties) parties.emplace(party.id, &party);
    for (const RecordClaim& claim : record.claims) claims.emplace(claim.id, &claim);
  }

  std::string name(const std::string& id) const {
    const auto party = parties.find(id);
    return party == parties.end() ? clean(id) : clean(party->second->name);
  }

  // The parties' names; where none is known, the words that stand for them.
  std::string names(const std::vector<std::string>& ids, const std::vector<RecordSpan>& words) const {
    std::string out;
    for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + name(id);
    if (out.empty() && !words.empty()) out = "“" + clean(text.cut(words, " … ")) + "”";
    return out;
  }

  // Whose word an event is: the speaker of its claim, with the stance where it is more than stating.
  Cell word(const RecordEvent& event) const {
    if (!event.claim) return {"the article", {}, Paint::Dim};
    const auto found = claims.find(*event.claim);
    if (found == claims.end()) return {clean(*event.claim)};
    const RecordClaim& claim = *found->second;
    Cell cell{names(claim.speakers, claim.source)};
    if (cell.text.empty()) cell.text = "unnamed";
    if (claim.stance != nameOf(kStances, Stance::State)) cell.tail = fmt::format("({})", clean(claim.stance));
    return cell;
  }

  // How deep a claim stands within others. Bounded, since a record may be wrong and turn in a circle.
  uint32_t depth(const RecordClaim& claim) const {
    constexpr uint32_t kDeepest = 4;
    uint32_t depth = 0;
    for (const RecordClaim* at = &claim; at->within && depth < kDeepest; ++depth) {
      const auto outer = claims.find(*at->within);
      if (outer == claims.end()) break;
      at = outer->second;
    }
    return depth;
  }

  // The trigger in brackets with what stands around it in its paragraph, about `width` columns.
  std::string context(RecordSpan trigger, uint32_t width) const {
    // A paragraph may be as long as the text: no more of it is looked at than could be shown.
    const uint32_t reach = 4 * width;
    std::string_view left = text.cut({trigger.begin > reach ? trigger.begin - reach : 0, trigger.begin});
    if (const size_t line = left.rfind('\n'); line != std::string_view::npos) left.remove_prefix(line + 1);
    std::string_view right = text.cut({trigger.end, trigger.end + reach});
    right = right.substr(0, right.find('\n'));
    std::string before = clean(left);
    const std::string after = clean(right), word = clean(text.cut(trigger));
    const uint32_t room = width - std::min(width, widthOf(word) + 2);
    const uint32_t after_width = std::min(widthOf(after), room - std::min(room, std::min(widthOf(before), room / 2)));
    if (const uint32_t most = room - after_width; widthOf(before) > most) {
      // From the right, whole words only.
      size_t from = before.size();
      for (uint32_t used = 1; from > 0;) {
        size_t at = from;
        used += widthOf(previousCodePoint(before, at));
        if (used > most) break;
        from = at;
      }
      const size_t blank = from == 0 ? std::string::npos : before.find(' ', from - 1);
      before = "…" + before.substr(blank == std::string::npos ? from : blank + 1);
    }
    return fmt::format("{}[{}]{}", before, word, after);
  }
};

// --- the grid ------------------------------------------------------------------------------------------------------

struct Grid {
  std::vector<Column> columns;
  std::vector<uint32_t> widths;
  const TableOptions& options;
  std::string out;

  std::string painted(std::string_view text, Paint paint) const {
    if (!options.colour || paint == Paint::None || text.empty()) return std::string(text);
    return fmt::format("{}{}\x1b[0m", kPaints[static_cast<size_t>(paint)], text);
  }

  // Gives each column what it needs, takes from the widest until the words in the last one have their share, gives that
  // the rest.
  void fit(const std::vector<std::vector<Cell>>& rows, uint32_t width, double words_share) {
    const size_t last = columns.size() - 1;
    widths.assign(columns.size(), 0);
    for (size_t i = 0; i < last; ++i) {
      widths[i] = widthOf(columns[i].heading);
      for (const auto& row : rows) widths[i] = std::max(widths[i], std::min(columns[i].most, row[i].natural()));
    }
    const uint32_t room = width - kGap * static_cast<uint32_t>(last);
    const auto share = static_cast<uint32_t>(room * words_share);
    const auto used = [&] {
      uint32_t sum = 0;
      for (size_t i = 0; i < last; ++i) sum += widths[i];
      return sum;
    };
    while (used() + share > room) --*std::max_element(widths.begin(), widths.end() - 1);
    widths[last] = room - used();
  }

  void line(const std::vector<std::string>& cells, const std::vector<Paint>& paints) {
    std::string line;
    uint32_t owed = 0;  // blanks that are written when something follows
    for (size_t i = 0; i < cells.size(); ++i) {
      if (!cells[i].empty()) line += std::string(owed, ' ') + painted(cells[i], paints[i]), owed = 0;
      owed += widths[i] - widthOf(cells[i]) + kGap;
    }
    out += line + "\n";
  }

  void heading() {
    std::vector<Cell> cells;
    for (const Column& column : columns) cells.push_back({std::string(column.heading), {}, Paint::Bold});
    row(cells);
  }

  void row(const std::vector<Cell>& row) {
    std::vector<std::vector<std::string>> cells;
    std::vector<Paint> paints;
    size_t lines = 1;
    for (size_t i = 0; i < row.size(); ++i) {
      cells.push_back(row[i].lines(widths[i], i + 1 < row.size() ? kCellLines : kWordsLines));
      paints.push_back(row[i].paint);
      lines = std::max(lines, cells.back().size());
    }
    for (size_t n = 0; n < lines; ++n) {
      std::vector<std::string> at;
      for (const auto& cell : cells) at.push_back(n < cell.size() ? cell[n] : "");
      line(at, paints);
    }
  }
};

Paint paintOf(const RecordEvent& event) {
  const auto type = named<EventType>(kEventTypes, event.type);
  if (!type) return Paint::None;
  const std::string_view quad = kIntensities[static_cast<size_t>(*type)].quad;
  if (quad == "material conflict") return Paint::Red;
  if (quad == "verbal conflict") return Paint::Yellow;
  return quad == "material cooperation" ? Paint::Green : Paint::Cyan;
}

std::string counted(size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

std::string recordTable(const Record& record, const TableOptions& options) {
  const uint32_t width = std::max(options.width, kLeastWidth);
  const Teller tell(record);

  Grid events{{{"WHO", 24}, {"TO WHOM", 24}, {"WHAT", 21}, {"STATUS", 12}, {"BY WHOSE WORD", 24}, {"THE WORDS", 0}},
              {},
              options,
              {}};
  std::vector<std::vector<Cell>> event_rows;
  for (const RecordEvent& event : record.events)
    event_rows.push_back(
        {{orDash(tell.names(event.actors, event.actor_spans))},
         {orDash(tell.names(event.recipients, event.recipient_spans))},
         {clean(event.mode ? event.type + " " + *event.mode : event.type), {}, paintOf(event)},
         {clean(event.status), {}, event.status == nameOf(kStatuses, Status::Actual) ? Paint::None : Paint::Dim},
         tell.word(event),
         {}});
  events.fit(event_rows, width, 0.375);
  // The words are cut to their column, so they come when it is known; what a line's end may waste is left unused.
  for (size_t i = 0; i < event_rows.size(); ++i)
    event_rows[i].back().text = tell.context(record.events[i].trigger, events.widths.back() * kWordsLines - 12);

  Grid claims{{{"WHO", 32}, {"STANCE", 8}, {"TO", 20}, {"THE WORDS", 0}}, {}, options, {}};
  std::vector<std::vector<Cell>> claim_rows;
  for (const RecordClaim& claim : record.claims) {
    const uint32_t depth = tell.depth(claim);
    const std::string lead = depth > 0 ? std::string(2 * (depth - 1), ' ') + "└ " : "";
    claim_rows.push_back(
        {{orDash(tell.names(claim.speakers, claim.source)), {}, Paint::None, lead},
         {clean(claim.stance), {}, claim.stance == nameOf(kStances, Stance::Deny) ? Paint::Red : Paint::None},
         {claim.to ? tell.name(*claim.to) : std::string(kDash)},
         {fmt::format("[{}] {}", clean(tell.text.cut(claim.cue)), clean(tell.text.cut(claim.content, " … ")))}});
  }
  claims.fit(claim_rows, width, 0.5);

  std::string out;
  const std::string title =
      clean(record.title && !record.title->empty() ? *record.title : record.text.substr(0, record.text.find('\n')));
  for (const std::string& line : wrapped(title, width, 2)) out += events.painted(line, Paint::Bold) + "\n";
  std::string about;
  for (const auto& part : {record.outlet, record.published, std::optional(record.id)})
    if (part && !part->empty()) about += clean(*part) + " · ";
  about +=
      fmt::format("{} · {} · {}", counted(record.events.size(), "event", "events"),
                  counted(record.claims.size(), "claim", "claims"), counted(record.parties.size(), "party", "parties"));
  for (const std::string& line : wrapped(about, width, 2)) out += events.painted(line, Paint::Dim) + "\n";

  for (auto [grid, rows] : {std::pair{&events, &event_rows}, std::pair{&claims, &claim_rows}}) {
    if (rows->empty()) continue;
    grid->out += "\n";
    grid->heading();
    for (const auto& row : *rows) grid->row(row);
    out += grid->out;
  }
  return out;
}

}  // namespace legomena

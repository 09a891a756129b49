// What the words of a mention say by themselves: a name, a pronoun, or a noun phrase with its kind, country and sector.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/knowledge.h"
#include "resolve/tokens.h"
#include "text/lists.h"
#include "text/span.h"

namespace legomena {

enum class Form : uint8_t {
  Empty,    // no word in it
  Pronoun,  // he, they, we, who
  Pair,     // both sides, the two countries, each other
  Known,    // a party of the knowledge files
  Name,     // a proper name
  Noun      // a noun phrase that names no one: "a spokesman for the ministry"
};

// Who a pronoun can mean. Speaker: I, we; Hearer: you.
enum class Person : uint8_t { None, Man, Woman, Thing, Many, Speaker, Speakers, Hearer, Relative };

struct Mention {
  Form form = Form::Empty;
  Person pronoun = Person::None;    // of a pronoun
  Person possessor = Person::None;  // "his spokesman", "our troops"
  std::string name;                 // without articles, titles and possessive endings
  std::vector<std::string> words;   // its words in lower case
  std::string head;                 // of a noun phrase: the noun that types it; of a name: the role before it
  Kind kind = Kind::Other;
  bool kind_known = false;  // by knowledge, not by guess
  std::string country;
  Sector sector = Sector::Unk;
  bool sector_known = false;
  bool definite = false;    // "the ministry", "this group"
  bool indefinite = false;  // "a ministry"
  bool plural = false;
  bool named_body = false;  // a noun phrase in capitals: "Defence Ministry"
  bool home = false;        // without a country of its own it belongs to the one at home in the article
  bool document = false;    // "the report", "a statement": its issuer speaks
  Gender gender = Gender::Unknown;
  std::string why;
};

// The words of `span`. Its meaning in the article is for parties.h to find.
Mention describe(std::string_view text, ByteSpan span, const Knowledge& knowledge);

// "A and B", "A, B and C": the spans of the parties that one span names; the span itself where it names one.
std::vector<ByteSpan> partsOf(std::string_view text, ByteSpan span, const Knowledge& knowledge);

// Words that begin no name and belong to none: articles, prepositions, conjunctions, common openings of sentences.
bool isFunctionWord(std::string_view lower);

}  // namespace legomena

// The stage "parties": who is who. Every span of a claim's source and addressee and of an event's actors and recipients
// is a mention; mentions of one party are joined across the article, and each party gets its fullest name, kind,
// country and sector, by what the article says, by the knowledge files, and by the model where neither decides.
#pragma once

#include <vector>

#include "resolve/knowledge.h"
#include "text/document.h"

namespace legomena {

struct Parties {
  std::vector<Party> parties;        // those that fill a role, by their first mention
  std::vector<ClaimParties> claims;  // one per claim
  std::vector<EventParties> events;  // one per event
};

// Reads text, sentences, words, the scores of mentions and links (if any), claims and events. Mentions whose party is
// not found ("he" without anyone before) stand for no party. Linear in the length of the article.
Parties resolve(const Document& document, const Knowledge& knowledge);

}  // namespace legomena

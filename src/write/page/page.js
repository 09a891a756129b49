"use strict";
// The page has three layers, top to bottom below: what a record says (prepare), the article with its marks (drawText),
// and the panel (drawPanel). The address is the only state that outlives a click: #article, #article/claims,
// #article/c3. All text is set as text; nothing here parses markup, so an article may hold any characters.

// --- words for the codes ---
// Without a prototype: a record may hold any word as a code, "constructor" too.

const SAYS = {
  __proto__: null,
  state: "says",
  deny: "denies",
  accuse: "accuses",
  warn: "warns",
  demand: "demands",
  promise: "promises",
  judge: "thinks",
  admit: "admits",
  ask: "asks"
};
const STANCE_MEANS = {
  __proto__: null,
  state: "states it",
  deny: "denies it: what follows is what is denied",
  accuse: "accuses: names a party and a deed",
  warn: "warns or threatens",
  demand: "demands or asks for it",
  promise: "promises or agrees to it",
  judge: "holds it: a belief, a hope, a fear or an opinion",
  admit: "admits or confirms it",
  ask: "asks it"
};
const STATUS_MEANS = {
  __proto__: null,
  actual: "told as having happened or happening",
  negated: "told as not having happened",
  possible: "told as possible or suspected",
  future: "told as still to come",
  wanted: "asked for, demanded or wished",
  hypothetical: "only supposed: if, in order to, an attempt"
};
const TYPE_MEANS = {
  __proto__: null,
  AGREE: "agrees, offers or commits itself",
  CONSULT: "meets, visits or negotiates",
  SUPPORT: "backs, praises or recognises",
  CONCEDE: "yields in words",
  COOPERATE: "exchanges: trade, arms, prisoners, intelligence",
  AID: "gives aid",
  RETREAT: "yields in deed",
  REQUEST: "asks or demands",
  ACCUSE: "criticises, accuses or investigates",
  REJECT: "refuses",
  THREATEN: "threatens",
  PROTEST: "protests",
  SANCTION: "reduces relations or punishes",
  MOBILIZE: "deploys or shows force",
  COERCE: "coerces without battle",
  ASSAULT: "attacks"
};
const SECTORS = {
  __proto__: null,
  GOV: "government",
  LEG: "legislature",
  JUD: "courts",
  MIL: "military",
  COP: "police",
  SPY: "intelligence service",
  PTY: "political party",
  OPP: "opposition",
  REB: "rebels",
  CRM: "organised crime",
  BUS: "business",
  MED: "media",
  EDU: "education",
  REL: "religion",
  LAB: "labour",
  NGO: "non-governmental organisation",
  IGO: "international organisation",
  CIV: "civilians",
  REF: "refugees",
  SET: "settlers",
  UNK: "sector unknown"
};
const KINDS = {
  __proto__: null,
  ngo: "non-governmental organisation",
  igo: "international organisation",
  force: "armed force",
  party: "political party"
};
const LISTS = ["claims", "events", "parties"];

// --- small tools ---

const byId = (id) => document.getElementById(id);

// An element with its attributes ("--x" sets a property of its style) and children: elements or strings.
function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("--"))
      made.style.setProperty(key, value);
    else
      made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const hueOf = (stance) => (stance in SAYS ? `var(--${stance})` : "var(--ink)");
const typeHue = (type) => (type in TYPE_MEANS ? `var(--${type})` : "var(--ink)");

// --- what a record says ---

// Spans count code points, strings of this language count UTF-16 units: every span is turned once, here.
function unitsOf(text) {
  const starts = [0];
  let at = 0;
  for (const character of text) starts.push((at += character.length));
  return (place) => starts[Math.min(place, starts.length - 1)];
}

function prepare(record, key, countries) {
  const unit = unitsOf(record.text);
  const span = ([begin, end]) => ({begin: unit(begin), end: unit(end)});
  const spans = (list) => list.map(span);
  const article = {key, record, text: record.text, countries, items: new Map(), marks: []};
  article.sections = (record.sections ?? []).map((section) => ({kind: section.kind, ...span(section.span)}));
  article.parties = record.parties.map((party) => ({...party, what: "party", mentions: spans(party.mentions)}));
  article.claims = record.claims.map((claim) => ({
                                       ...claim,
                                       what: "claim",
                                       anchor: span(claim.cue),
                                       source: spans(claim.source),
                                       content: spans(claim.content)
                                     }));
  article.events =
      record.events.map((event) => ({
                          ...event,
                          what: "event",
                          anchor: span(event.trigger),
                          actor_spans: spans(event.actor_spans),
                          recipient_spans: spans(event.recipient_spans),
                          when: event.when && span(event.when),
                          where: event.where && span(event.where),
                          numbers: event.numbers.map((number) => ({role: number.role, ...span(number.span)}))
                        }));
  for (const item of [...article.parties, ...article.claims, ...article.events]) article.items.set(item.id, item);

  const mark = (item, part, list, label = part) => {
    for (const {begin, end} of list)
      if (begin < end) article.marks.push({item, part, label, begin, end});
  };
  for (const claim of article.claims) {
    claim.chain = chainOf(article, claim.within);
    mark(claim, "content", claim.content);
    mark(claim, "source", claim.source);
    mark(claim, "cue", [claim.anchor]);
  }
  for (const event of article.events) {
    event.chain = chainOf(article, event.claim);
    mark(event, "actor", event.actor_spans);
    mark(event, "recipient", event.recipient_spans);
    if (event.when) mark(event, "when", [event.when]);
    if (event.where) mark(event, "where", [event.where]);
    for (const number of event.numbers) mark(event, "number", [number], number.role);
    mark(event, "trigger", [event.anchor], event.type);
  }
  for (const party of article.parties) mark(party, "mention", party.mentions);
  article.walk = [...article.claims, ...article.events].sort(
      (a, b) => a.anchor.begin - b.anchor.begin || a.anchor.end - b.anchor.end);
  return article;
}

// The claims around something, outermost first. A record that goes in a circle ends at the first repetition.
function chainOf(article, id) {
  const chain = [];
  while (id !== null && id !== undefined && !chain.includes(id)) {
    chain.unshift(id);
    id = article.record.claims.find((claim) => claim.id === id)?.within;
  }
  return chain;
}

// Plain text has no title besides its headline.
function titleOf(article) {
  const headline = article.sections.find((section) => section.kind === "headline");
  return article.record.title ?? (headline ? cut(article, headline) : article.key);
}

const cut = (article, {begin, end}) => article.text.slice(begin, end).replace(/\s+/g, " ");
const cutAll = (article, list) => list.map((piece) => cut(article, piece)).join(" … ");

// Some words on both sides of a place: [before, the words, after], within the paragraph.
function around(article, {begin, end}, reach = 70) {
  let from = article.text.lastIndexOf("\n", begin - 1) + 1;
  let to = article.text.indexOf("\n", end);
  if (to < 0) to = article.text.length;
  const early = begin - reach > from;
  const late = end + reach < to;
  if (early) from = article.text.indexOf(" ", begin - reach) + 1 || begin;
  if (late) to = article.text.lastIndexOf(" ", end + reach);
  from = Math.min(from, begin);
  to = Math.max(to, end);
  return [
    (early ? "… " : "") + article.text.slice(from, begin), article.text.slice(begin, end),
    article.text.slice(end, to) + (late ? " …" : "")
  ];
}

// --- the article ---

// Paragraphs: what blank lines part, and what a section that begins on a new line begins. Where lines are longer than
// anyone wraps them by hand, each line is a paragraph.
function blocksOf(article) {
  const {text, sections} = article;
  const starts = new Set([0]);
  const wrapped = text.split("\n").every((line) => line.length <= 120);
  for (const gap of text.matchAll(wrapped ? /\n[^\S\n]*\n\s*/g : /\n\s*/g)) starts.add(gap.index + gap[0].length);
  for (const section of sections)
    if (section.begin > 0 && text[section.begin - 1] === "\n") starts.add(section.begin);
  const order = [...starts].sort((a, b) => a - b);
  const blocks = [];
  order.forEach((begin, i) => {
    const whole = text.slice(begin, order[i + 1] ?? text.length);
    const end = begin + whole.trimEnd().length;
    if (begin < end) blocks.push({begin, end, kind: kindOf(article, begin, end, blocks.length === 0)});
  });
  return blocks;
}

// A dateline or byline before the body leaves its paragraph a body; without sections the title tells the headline.
function kindOf(article, begin, end, first) {
  const inside = article.sections.filter((section) => section.begin < end && begin < section.end);
  if (inside.length === 0)
    return first && article.text.slice(begin, end).trim() === (article.record.title ?? "").trim() ? "headline" : "body";
  return inside.find((section) => ["headline", "deck", "caption", "body"].includes(section.kind))?.kind ??
      inside[0].kind;
}

// The text cut at every border of a mark, section or paragraph: runs of characters that lie under the same marks.
function segmentsOf(article, block) {
  const clip = (mark) => ({mark, begin: Math.max(mark.begin, block.begin), end: Math.min(mark.end, block.end)});
  const within = article.marks.filter((mark) => mark.begin < block.end && block.begin < mark.end).map(clip);
  const borders = new Set([block.begin, block.end]);
  for (const {begin, end} of within) borders.add(begin).add(end);
  for (const section of article.sections)
    for (const place of [section.begin, section.end])
      if (block.begin < place && place < block.end) borders.add(place);
  const order = [...borders].sort((a, b) => a - b);
  within.sort((a, b) => a.begin - b.begin);
  const segments = [];
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < order.length; ++i) {
    open = open.filter((one) => one.end > order[i]);
    while (next < within.length && within[next].begin <= order[i]) open.push(within[next++]);
    segments.push({begin: order[i], end: order[i + 1], marks: open.map((one) => one.mark)});
  }
  return segments;
}

// Which of the things under a click is meant first: the act, the saying, whose saying, then the inner claim before the
// outer.
const PREFER = ["trigger", "cue", "source", "content", "number", "when", "where", "actor", "recipient", "mention"];
const prefer = (a, b) =>
    PREFER.indexOf(a.part) - PREFER.indexOf(b.part) || (b.item.chain?.length ?? 0) - (a.item.chain?.length ?? 0);

function drawSegment(article, block, segment) {
  const marks = [...segment.marks].sort(prefer);
  const section = article.sections.find((one) => one.begin <= segment.begin && segment.begin < one.end);
  const inner =
      section && section.kind !== block.kind && ["dateline", "credit", "byline", "note"].includes(section.kind);
  const classes = [marks.length ? "seg" : "plain", inner && `in-${section.kind}`];
  const element = make("span");
  const holders = marks.filter((mark) => mark.part === "content").map((mark) => mark.item).reverse();
  if (holders.length) {
    classes.push("held");
    element.style.setProperty("--held", hueOf(holders.at(-1).stance));
    element.style.backgroundImage =
        holders.map((claim) => `linear-gradient(${hueOf(claim.stance)}, ${hueOf(claim.stance)})`).join(",");
    element.style.backgroundSize = holders.map(() => "100% 1.5px").join(",");
    element.style.backgroundPosition =
        holders.map((_, i) => `0 calc(100% - ${3 * (holders.length - 1 - i)}px)`).join(",");
    element.style.paddingBottom = `${3 * holders.length}px`;
  }
  const cue = marks.find((mark) => mark.part === "cue");
  const trigger = marks.find((mark) => mark.part === "trigger");
  if (cue) element.style.setProperty("--hue", hueOf(cue.item.stance));
  if (trigger) element.style.setProperty("--type", typeHue(trigger.item.type));
  for (const part of ["cue", "source", "trigger"])
    if (marks.some((mark) => mark.part === part)) classes.push(part);
  if (trigger && !cue) classes.push("shown");
  const anchors =
      marks.filter((mark) => (mark.part === "cue" || mark.part === "trigger") && mark.begin === segment.begin);
  if (anchors.length) {
    element.setAttribute("role", "button");
    element.tabIndex = 0;
    element.setAttribute(
        "aria-label",
        `${article.text.slice(segment.begin, segment.end)}: ${
            anchors.map((mark) => summary(article, mark.item)).join("; ")}`);
  }
  element.className = classes.filter(Boolean).join(" ");
  element.append(article.text.slice(segment.begin, segment.end));
  return element;
}

function drawTag(event) {
  return make(
      "span", {class: "tag", "aria-hidden": "true", "--type": typeHue(event.type)}, event.type,
      event.mode ? [" ", make("i", {}, event.mode)] : null,
      event.status === "actual" ? null : make("span", {class: "unsure"}, ` · ${event.status}`));
}

function drawText(article) {
  const {record} = article;
  const root = byId("text");
  const from = [record.outlet, record.published && dateWords(record.published)].filter(Boolean).join(", ");
  const link = record.url && /^https?:\/\//i.test(record.url) ?
      make("a", {href: record.url, rel: "noreferrer noopener"}, "original") :
      null;
  const blocks = blocksOf(article);
  article.drawn = [];  // each segment with its element and marks: what highlighting goes through
  article.tags = new Map();
  root.replaceChildren(from || link ? make("p", {class: "from"}, from, from && link ? " · " : null, link) : "");
  if (record.title && !blocks.some((block) => block.kind === "headline"))
    root.append(make("h1", {class: "headline"}, record.title));
  for (const block of blocks) {
    const element = make(block.kind === "headline" ? "h1" : "p", {class: block.kind});
    for (const segment of segmentsOf(article, block)) {
      const drawn = drawSegment(article, block, segment);
      if (segment.marks.length) {
        segment.element = drawn;
        article.drawn.push(segment);
        wire(article, segment);
      }
      element.append(drawn);
      for (const mark of segment.marks)
        if (mark.part === "trigger" && mark.end === segment.end) {
          const tag = drawTag(mark.item);
          tag.addEventListener("click", (event) => {
            event.stopPropagation();
            go(article, mark.item.id);
          });
          article.tags.set(mark.item.id, tag);
          drawn.append(tag);
        }
    }
    root.append(element);
  }
  if (!blocks.length) root.append(make("p", {class: "nothing"}, "This article has no text."));
}

// A click takes the innermost thing; clicking again goes outwards, so that everything under a word can be reached.
function wire(article, {element, marks}) {
  const under = () => [...new Set(
      marks.filter((mark) => mark.part !== "mention" && shows(mark.item)).sort(prefer).map((mark) => mark.item.id))];
  const pick = () => {
    const ids = under();
    if (ids.length) go(article, ids[(ids.indexOf(view.id) + 1) % ids.length]);
  };
  element.addEventListener("click", () => {
    if (String(getSelection()) === "") pick();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pick();
  });
  element.addEventListener("pointerenter", () => look(article, under()[0]));
  element.addEventListener("pointerleave", () => look(article, null));
}

// --- highlighting ---

const pickHue = (item) =>
    (item.what === "claim"     ? hueOf(item.stance) :
         item.what === "event" ? typeHue(item.type) :
                                 "var(--focus)");

function look(article, id) {
  const item = article.items.get(id);
  if (item) byId("text").style.setProperty("--look", pickHue(item));
  for (const {element, marks} of article.drawn)
    element.classList.toggle("look", marks.some((mark) => mark.item === item));
}

function highlight(article, item) {
  const root = byId("text");
  root.querySelectorAll(".label").forEach((label) => label.remove());
  root.classList.toggle("selecting", Boolean(item) && item.what !== "party");
  if (item) root.style.setProperty("--pick", pickHue(item));
  for (const [id, tag] of article.tags) tag.classList.toggle("part", id === item?.id);
  for (const segment of article.drawn) {
    const mine = segment.marks.filter((mark) => mark.item === item);
    const {classList} = segment.element;
    classList.toggle("part", mine.some((mark) => mark.part !== "mention"));
    classList.toggle("main", mine.some((mark) => mark.part === "cue" || mark.part === "trigger"));
    classList.toggle("role", mine.some((mark) => !["content", "cue", "trigger", "mention"].includes(mark.part)));
    classList.toggle("mention", mine.some((mark) => mark.part === "mention"));
    const labels = mine.filter((mark) => !["mention", "trigger"].includes(mark.part) && mark.begin === segment.begin)
                       .map((mark) => mark.label);
    if (labels.length)
      segment.element.append(make("span", {class: "label", "aria-hidden": "true"}, [...new Set(labels)].join(", ")));
  }
  spread([...root.querySelectorAll(".label")]);
}

// Labels of short words next to each other would lie on one another: each is moved behind the one before it.
function spread(labels) {
  const boxes = labels.map((label) => ({label, box: label.getBoundingClientRect()}));
  boxes.sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
  let line = {top: -Infinity, right: 0};
  for (const {label, box} of boxes) {
    if (Math.abs(box.top - line.top) > 8) line = {top: box.top, right: -Infinity};
    const push = Math.max(0, line.right + 3 - box.left);
    if (push) label.style.marginLeft = `${push}px`;
    line.right = box.right + push;
  }
}

// --- saying it in words ---

const unnamed = (words) => make("span", {class: "unnamed"}, words);

function dateWords(day) {
  const date = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(date.getTime()) ?
      date.toLocaleDateString("en-GB", {day: "numeric", month: "long", year: "numeric", timeZone: "UTC"}) :
      day;
}

const nameOf = (article, id) => article.items.get(id)?.name ?? `${id} (missing)`;
const list = (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`);

// Who it is: the parties, else the words of the article, else that none is named.
function who(article, ids, words, none) {
  if (ids.length) return list(ids.map((id) => nameOf(article, id)));
  return words.length ? `“${cutAll(article, words)}”` : none;
}
// "says", or "say" of several.
function says({stance, speakers}) {
  const one = SAYS[stance] ?? stance;
  if (speakers.length < 2) return one;
  return {state: "say", judge: "think"}[stance] ?? stance;
}
const speakerOf = (article, claim) => who(article, claim.speakers, claim.source, "someone");
const actorOf = (article, event) => who(article, event.actors, event.actor_spans, "");
const recipientOf = (article, event) => who(article, event.recipients, event.recipient_spans, "");

function summary(article, item) {
  if (item.what === "claim") return `${speakerOf(article, item)} ${says(item)}`;
  if (item.what === "party") return item.name;
  const to = recipientOf(article, item);
  return [
    item.type, item.mode, item.status === "actual" ? "" : item.status, `by ${actorOf(article, item) || "someone"}`,
    to && `to ${to}`
  ].filter(Boolean)
      .join(" ");
}

function codes(article, party) {
  const country = party.country && (article.countries[party.country] ?? party.country);
  const kind = KINDS[party.kind] ?? party.kind;
  const sector = SECTORS[party.sector] ?? party.sector;
  return [...new Set([kind, country, party.kind === "state" ? null : sector].filter(Boolean))].join(", ");
}

const address = (article, rest) => `#${encodeURIComponent(article.key)}${rest ? `/${encodeURIComponent(rest)}` : ""}`;

function linkTo(article, id, ...children) {
  const link = make("a", {href: address(article, id)}, ...children);
  link.addEventListener("pointerenter", () => look(article, id));
  link.addEventListener("pointerleave", () => look(article, null));
  link.addEventListener("focus", () => look(article, id));
  link.addEventListener("blur", () => look(article, null));
  return link;
}

function partyLine(article, id) {
  const party = article.items.get(id);
  if (!party) return make("div", {}, unnamed(`${id} is missing from the record`));
  const link = linkTo(article, id, party.name);
  link.className = "party";
  return make("div", {}, link, " ", make("span", {class: "codes"}, codes(article, party)));
}

function parties(article, ids, words, none) {
  const lines = ids.map((id) => partyLine(article, id));
  if (words.length) lines.push(make("div", {}, make("q", {}, `“${cutAll(article, words)}”`)));
  return lines.length ? lines : [make("span", {class: "none"}, none)];
}

// By whose word something stands in the article, in one line.
function whoseWord(article, chain) {
  if (!chain.length) return "the article’s own words";
  return chain
      .map((id) => {
        const claim = article.items.get(id);
        return claim ? `${speakerOf(article, claim)} ${says(claim)}` : `${id} (missing)`;
      })
      .join(" › ");
}

function stanceWord(claim) { return make("span", {class: "stance", "--hue": hueOf(claim.stance)}, says(claim)); }
function typeWords(event) {
  return [
    make("span", {class: "type", "--type": typeHue(event.type)}, event.type),
    event.mode ? make("span", {class: "mode", "--type": typeHue(event.type)}, event.mode) : null,
    event.status === "actual" ? null : make("span", {class: "status"}, event.status)
  ];
}

// --- rows of lists ---

function claimRow(article, claim, depth = 0, ownPage = false) {
  const outer = article.items.get(claim.within);
  const named = claim.speakers.length || claim.source.length;
  return make(
      "li", depth ? {class: "in", "--depth": depth - 1, "--outer": hueOf(outer?.stance)} : {},
      linkTo(
          article, claim.id,
          make(
              "span", {class: "top"},
              ownPage ? null : make("span", {class: "who"}, named ? speakerOf(article, claim) : unnamed("someone")),
              stanceWord(claim), claim.to ? make("span", {class: "whose"}, `to ${nameOf(article, claim.to)}`) : null),
          make("span", {class: "words"}, cutAll(article, claim.content))));
}

function eventRow(article, event) {
  const [before, word, after] = around(article, event.anchor);
  const actor = actorOf(article, event);
  const to = recipientOf(article, event);
  return make(
      "li", {},
      linkTo(
          article, event.id,
          make(
              "span", {class: "top"}, typeWords(event),
              make("span", {class: "who"}, actor || unnamed("no actor found")),
              to ? [make("span", {class: "arrow", "aria-label": "to"}, "→"), make("span", {class: "who"}, to)] : null),
          make("span", {class: "words"}, before, make("b", {}, word), after),
          make("span", {class: "whose"}, whoseWord(article, event.chain))));
}

function partyRow(article, party) {
  const says = article.claims.filter((claim) => claim.speakers.includes(party.id)).length;
  const acts = article.events.filter((event) => event.actors.includes(party.id)).length;
  const meets = article.events.filter((event) => event.recipients.includes(party.id)).length;
  const counts = [
    says && `${says} ${says === 1 ? "claim" : "claims"}`, acts && `acts in ${acts}`, meets && `is acted on in ${meets}`
  ].filter(Boolean);
  return make(
      "li", {},
      linkTo(
          article, party.id,
          make(
              "span", {class: "top"}, make("span", {class: "who"}, party.name),
              make("span", {class: "codes"}, codes(article, party))),
          make("span", {class: "whose"}, counts.join(" · ") || "only mentioned")));
}

const rows = (items, draw) => make("ul", {class: "rows"}, items.map(draw));
function part(title, items, draw) {
  return items.length ? [make("h3", {}, `${title} (${items.length})`), rows(items, draw)] : [];
}

// --- cards: one claim, event or party ---

function term(name, ...values) { return [make("dt", {}, name), make("dd", {}, ...values)]; }
const confidence = (item) =>
    (typeof item.confidence === "number" ? term("Confidence", item.confidence.toFixed(2)) : []);
function refersTo(article, name, id) {
  const item = article.items.get(id);
  return id ? term(name, item ? linkTo(article, id, `${id}: ${summary(article, item)}`) : `${id} (missing)`) : [];
}

// Who says that who says: each claim holds the next.
function drawChain(article, ids, here) {
  const lines = ids.map((id) => {
    const claim = article.items.get(id);
    return {
      hue: hueOf(claim?.stance),
      body: claim ? linkTo(article, id, speakerOf(article, claim), " ", stanceWord(claim)) : `${id} (missing)`
    };
  });
  if (here) lines.push(here);
  let inner = null;
  for (const line of lines.reverse())
    inner = make("ul", {class: "chain"}, make("li", {"--hue": line.hue}, line.body, inner));
  return inner;
}

function claimCard(article, claim) {
  const inside = article.claims.filter((other) => other.within === claim.id);
  const events = article.events.filter((event) => event.chain.includes(claim.id));
  return [
    make(
        "h2", {}, speakerOf(article, claim), " ", stanceWord(claim),
        claim.to ? `, to ${nameOf(article, claim.to)}` : ""),
    make("p", {class: "said", "--hue": hueOf(claim.stance)}, cutAll(article, claim.content)),
    make(
        "dl", {}, term("Speaker", parties(article, claim.speakers, claim.source, "none found")),
        term("Cue", make("q", {}, `“${cut(article, claim.anchor)}”`)),
        term(
            "Stance", make("span", {class: "stance", "--hue": hueOf(claim.stance)}, claim.stance),
            ` – ${STANCE_MEANS[claim.stance] ?? ""}`),
        claim.to ? term("Told to", partyLine(article, claim.to)) : [],
        claim.quote ? term(
                          "Words",
                          {direct: "quoted", indirect: "reported, not quoted", mixed: "partly quoted"}[claim.quote] ??
                              claim.quote) :
                      [],
        refersTo(article, "Denies", claim.denies), refersTo(article, "Repeats", claim.repeats), confidence(claim)),
    claim.chain.length ?
        [
          make("h3", {}, "Who says that who says"), drawChain(article, claim.chain, {
            hue: hueOf(claim.stance),
            body: make("span", {class: "here"}, speakerOf(article, claim), " ", stanceWord(claim))
          })
        ] :
        [],
    part("Claims inside", inside, (other) => claimRow(article, other)),
    part("Events inside", events, (event) => eventRow(article, event)),
  ];
}

function eventCard(article, event) {
  const actor = actorOf(article, event);
  const to = recipientOf(article, event);
  const number = (one) =>
      make("div", {}, make("q", {}, `“${cut(article, one)}”`), ` ${one.role === "other" ? "" : one.role}`);
  return [
    make(
        "h2", {}, actor || unnamed("No actor found"),
        to ? [make("span", {class: "arrow", "aria-label": " to "}, " → "), to] : ""),
    make(
        "dl", {},
        term(
            "What", typeWords({...event, status: "actual"}).flatMap((one) => [one, " "]),
            `– ${TYPE_MEANS[event.type] ?? ""}`),
        term("Trigger", make("q", {}, `“${cut(article, event.anchor)}”`)),
        term("Status", `${event.status} – ${STATUS_MEANS[event.status] ?? ""}`),
        term("Actor", parties(article, event.actors, event.actor_spans, "none found")),
        term("Recipient", parties(article, event.recipients, event.recipient_spans, "none found")),
        event.when ? term("When", make("q", {}, `“${cut(article, event.when)}”`)) : [],
        event.where ? term("Where", make("q", {}, `“${cut(article, event.where)}”`)) : [],
        event.numbers.length ? term("Numbers", event.numbers.map(number)) : [],
        event.quad ?
            term(
                "Class", event.quad,
                typeof event.score === "number" ? `, intensity ${String(event.score).replace("-", "−")}` : "") :
                                                  [],
        event.cameo ? term("CAMEO", event.cameo) : [], refersTo(article, "Repeats", event.repeats), confidence(event)),
    make("h3", {}, "By whose word"),
    event.chain.length ? drawChain(article, event.chain, {
      hue: typeHue(event.type),
      body: make("span", {class: "here"}, typeWords(event).flatMap((one) => [one, " "]))
    }) :
                         make("p", {}, "The article tells it in its own words."),
  ];
}

// The words by which the article names a party; "He" and "he" are one.
function namesOf(article, party) {
  const names = new Map();
  for (const mention of party.mentions) {
    const words = cut(article, mention);
    if (!names.has(words.toLowerCase())) names.set(words.toLowerCase(), words);
  }
  return [...names.values()];
}

function partyCard(article, party) {
  const acts = article.events.filter((event) => event.actors.includes(party.id));
  const accused = (event) => event.chain.some((id) => article.items.get(id)?.stance === "accuse");
  const draw = (event) => eventRow(article, event);
  return [
    make("h2", {}, party.name),
    make(
        "dl", {}, term("Kind", KINDS[party.kind] ?? party.kind),
        term(
            "Country",
            party.country ? article.countries[party.country] ?? party.country :
                            make("span", {class: "none"}, "none or unknown")),
        term("Sector", SECTORS[party.sector] ?? party.sector),
        term("Named as", namesOf(article, party).join(" · ") || make("span", {class: "none"}, "no words found")),
        party.wikidata ? term("Wikidata", party.wikidata) : [], party.why ? term("Codes by", party.why) : []),
    part(
        "Says", article.claims.filter((claim) => claim.speakers.includes(party.id)),
        (claim) => claimRow(article, claim, 0, claim.speakers.length === 1)),
    part("Is told", article.claims.filter((claim) => claim.to === party.id), (claim) => claimRow(article, claim)),
    part("Does", acts.filter((event) => !accused(event)), draw),
    part("Is accused of", acts.filter(accused), draw),
    part("Is done to it", article.events.filter((event) => event.recipients.includes(party.id)), draw),
  ];
}

// --- the panel ---

function depthOf(article, claim) { return claim.chain.filter((id) => article.items.has(id)).length; }

function legend(article) {
  const counts = new Map();
  for (const {stance} of article.claims) counts.set(stance, (counts.get(stance) ?? 0) + 1);
  const button = (stance) => {
    const made = make(
        "button", {type: "button", "--hue": hueOf(stance), "aria-pressed": String(view.stance === stance)},
        SAYS[stance] ?? stance, " ", make("b", {}, counts.get(stance)));
    made.addEventListener("click", () => {
      view.stance = view.stance === stance ? null : stance;
      drawPanel(article);
    });
    return make("li", {}, made);
  };
  return make(
      "ul", {class: "legend", "aria-label": "Show one stance only"},
      [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a)).map(button));
}

function drawList(article, name) {
  if (!article[name].length) return make("p", {class: "nothing"}, `No ${name} in this article.`);
  if (name === "events") return rows(article.events, (event) => eventRow(article, event));
  if (name === "parties") return rows(article.parties, (party) => partyRow(article, party));
  const claims = article.claims.filter((claim) => !view.stance || claim.stance === view.stance);
  return [
    legend(article),
    rows(
        view.stance ? claims : nested(article, claims),
        (claim) => claimRow(article, claim, view.stance ? 0 : depthOf(article, claim)))
  ];
}

// Claims in text order, each followed by those it holds.
function nested(article, claims) {
  const after = (id) => claims.filter((claim) => (article.items.has(claim.within) ? claim.within : null) === id)
                            .flatMap((claim) => [claim, ...after(claim.id)]);
  const order = after(null);
  return order.length === claims.length ? order : claims;
}

function drawPanel(article) {
  const panel = byId("panel");
  const item = article.items.get(view.id);
  const current = item ? {claim: "claims", event: "events", party: "parties"}[item.what] : view.list ?? "claims";
  const tab = (name) => make(
      "a", {
        href: address(article, view.list === name && !item ? "" : name),
        "aria-current": name === current ? "true" : null
      },
      name[0].toUpperCase() + name.slice(1), make("b", {}, article[name].length));
  const inside = item ?
      make(
          "div", {class: "inside card"}, steps(article, item, current),
          {claim: claimCard, event: eventCard, party: partyCard}[item.what](article, item).flat(Infinity)) :
      make(
          "div", {class: "inside"}, drawList(article, current),
          make(
              "p", {class: "keys"}, make("kbd", {}, "j"), " ", make("kbd", {}, "k"), " next, previous · ",
              make("kbd", {}, "c"), " only claims · ", make("kbd", {}, "e"), " only events · ", make("kbd", {}, "Esc"),
              " back"));
  panel.classList.toggle("shut", !item && !view.list);
  panel.replaceChildren(make("nav", {class: "tabs", "aria-label": "Lists"}, LISTS.map(tab)), inside);
  panel.scrollTop = 0;
}

function steps(article, item, current) {
  const back = make("a", {href: address(article, current)}, `‹ all ${current}`);
  if (item.what === "party") return make("div", {class: "steps"}, back);
  const walk = walkable(article);
  const at = walk.indexOf(item);
  const to = (step, sign, name) =>
      (walk[at + step] && at >= 0 ? make("a", {href: address(article, walk[at + step].id), "aria-label": name}, sign) :
                                    null);
  return make(
      "div", {class: "steps"}, back, make("span", {}, to(-1, "↑", "previous"), " ", to(1, "↓", "next"), ` ${item.id}`));
}

// --- the address, keys and the bar ---

// What is looked at: an article, one item or one list of it; which marks are shown; which stance the list of claims is
// cut to.
const view = {
  article: null,
  id: null,
  list: null,
  only: null,
  stance: null
};
const shows = (item) => !view.only || `${item.what}s` === view.only;
const walkable = (article) => article.walk.filter(shows);

function go(article, rest) { location.hash = address(article, rest); }

function step(direction) {
  const {article} = view;
  const walk = walkable(article);
  if (!walk.length) return;
  const at = walk.indexOf(article.items.get(view.id));
  const next = at < 0 ? (direction > 0 ? 0 : walk.length - 1) : Math.min(walk.length - 1, Math.max(0, at + direction));
  history.replaceState(null, "", address(article, walk[next].id));
  route();
}

function setOnly(what) {
  view.only = view.only === what ? null : what;
  document.body.classList.toggle("no-claims", view.only === "events");
  document.body.classList.toggle("no-events", view.only === "claims");
  for (const name of ["claims", "events"])
    byId(`only-${name}`).setAttribute("aria-pressed", String(view.only === name));
  if (view.only && !view.id) view.list = view.only;
  if (view.article) drawPanel(view.article);
}

const decode = (words) => {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
};

function route() {
  const [key, rest] = location.hash.slice(1).split("/").map(decode);
  const article = articles.find((one) => one.key === key) ?? view.article ?? articles[0];
  if (!article) return;
  const id = article.items.has(rest) ? rest : null;
  if (article !== view.article) {
    view.article = article;
    view.stance = null;
    drawText(article);
    drawArticles();
    if (!id) scrollTo(0, 0);
  }
  view.id = id;
  view.list = LISTS.includes(rest) ? rest : null;
  const item = article.items.get(id);
  drawPanel(article);
  highlight(article, item);
  document.title = [item && summary(article, item), titleOf(article), "Legomena"].filter(Boolean).join(" · ");
  if (!item) return;
  byId("spoken").textContent = `${item.id}: ${summary(article, item)}`;
  const first = article.drawn.find(
      (segment) =>
          segment.marks.some((mark) => mark.item === item && ["cue", "trigger", "mention"].includes(mark.part)));
  first?.element.scrollIntoView({block: innerWidth > 900 ? "center" : "start"});
}

function drawArticles() {
  if (articles.length < 2) return;
  byId("articles")
      .replaceChildren(...articles.map(
          (article) => make(
              "a", {
                href: address(article),
                title: titleOf(article),
                "aria-current": article === view.article ? "page" : null
              },
              titleOf(article))));
  byId("articles").querySelector("[aria-current]")?.scrollIntoView({block: "nearest", inline: "nearest"});
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !view.article) return;
  if (event.key === "j")
    step(1);
  else if (event.key === "k")
    step(-1);
  else if (event.key === "c")
    setOnly("claims");
  else if (event.key === "e")
    setOnly("events");
  else if (event.key === "Escape")
    go(view.article,
       view.id ? {claim: "claims", event: "events", party: "parties"}[view.article.items.get(view.id).what] : "");
}

// On paper there is nothing to select: both lists follow the article.
function printLedger() {
  const {article} = view;
  if (!article) return;
  byId("text").append(make(
      "section", {class: "ledger"}, make("h2", {}, "Claims"),
      rows(nested(article, article.claims), (claim) => claimRow(article, claim, depthOf(article, claim))),
      make("h2", {}, "Events"), rows(article.events, (event) => eventRow(article, event))));
}

const data = JSON.parse(byId("data").textContent);
const countries = {
  __proto__: null,
  ...data.countries
};
// Two articles may bear the same id; an address may not.
const keys = new Map();
const articles = data.records.map((record) => {
  const times = (keys.get(record.id) ?? 0) + 1;
  keys.set(record.id, times);
  return prepare(record, times === 1 ? record.id : `${record.id}~${times}`, countries);
});

for (const name of ["claims", "events"]) byId(`only-${name}`).addEventListener("click", () => setOnly(name));
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("panel").focus();
});
addEventListener("keydown", key);
addEventListener("hashchange", route);
addEventListener("beforeprint", printLedger);
addEventListener("afterprint", () => document.querySelectorAll(".ledger").forEach((ledger) => ledger.remove()));
if (articles.length)
  route();
else
  byId("text").append(make("p", {class: "nothing"}, "No articles."));

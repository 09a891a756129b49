# Joins page.html, page.css and page.js to one page and writes it as C++, cut in two where the records go in.
# The page's policy allows its style and script by their hashes, so both are put in to the letter.

# Base64 of a SHA-256, as a Content-Security-Policy wants it.
function(policy_hash text out)
  string(SHA256 hex "${text}")
  set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  set(result "")
  foreach(at RANGE 0 60 6)  # six hexadecimal digits are four characters; the last four digits stand alone
    string(SUBSTRING "${hex}" ${at} 6 digits)
    string(LENGTH "${digits}" length)
    set(shifts 18 12 6 0)
    if(length EQUAL 4)
      string(APPEND digits "00")
      set(shifts 18 12 6)
    endif()
    foreach(shift ${shifts})
      math(EXPR index "(0x${digits} >> ${shift}) & 63")
      string(SUBSTRING "${alphabet}" ${index} 1 letter)
      string(APPEND result "${letter}")
    endforeach()
  endforeach()
  set(${out} "sha256-${result}=" PARENT_SCOPE)
endfunction()

function(join_page output)
  set(folder ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  foreach(part html css js)
    file(READ ${folder}/page.${part} ${part})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/page.${part})
  endforeach()
  policy_hash("${css}" css_hash)
  policy_hash("${js}" js_hash)
  foreach(part css_hash js_hash css js)
    string(REPLACE "{{${part}}}" "${${part}}" html "${html}")
  endforeach()
  string(FIND "${html}" "{{data}}" cut)
  string(SUBSTRING "${html}" 0 ${cut} head)
  math(EXPR cut "${cut} + 8")
  string(SUBSTRING "${html}" ${cut} -1 tail)
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT [=[
#include <string_view>

namespace legomena {

extern const std::string_view kPageHead;
extern const std::string_view kPageTail;
const std::string_view kPageHead = R"LEGOMENA(@head@)LEGOMENA";
const std::string_view kPageTail = R"LEGOMENA(@tail@)LEGOMENA";

}  // namespace legomena
]=])
endfunction()

#include "shared/base/unicode.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace photocluster {
namespace {

// The rows of the tables, each table sorted by its first columns.
struct Mapping {
  char32_t from;
  std::uint16_t start, length;  // within kPool
};
struct CombiningClass {
  char32_t first, last;
  std::uint8_t value;
};
struct Composition {
  char32_t first, second, composed;
};

#include "shared/base/unicode_tables.gen.inc"
static_assert(std::string_view(kTablesVersion) == kUnicodeVersion);

// A decoded text is a sequence of code points, and of kRawByte + b for each byte b that is not part of valid UTF-8.
// No table knows those, so they pass through everything unchanged.
constexpr char32_t kRawByte = 0x110000;

bool IsAscii(std::string_view text) {
  unsigned char bits = 0;
  for (const char c : text) bits |= static_cast<unsigned char>(c);  // without a branch: compilers make SIMD of it
  return bits < 0x80;
}

// How many bytes a character has by its first one; 0 for a byte that begins none.
std::size_t LengthByLead(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;  // a continuation byte, or a longer form of an ASCII character
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

// Takes one element from the front of `text`. REQUIRES: !text.empty()
char32_t TakeFirst(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = LengthByLead(lead);
  bool is_valid = length > 0 && length <= text.size();
  char32_t code = length < 2 ? lead : lead & (0x7Fu >> length);
  for (std::size_t i = 1; is_valid && i < length; ++i) {
    is_valid = (byte(i) & 0xC0) == 0x80;
    code = (code << 6) | (byte(i) & 0x3F);
  }
  const bool is_overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool is_surrogate = 0xD800 <= code && code <= 0xDFFF;
  if (!is_valid || is_overlong || is_surrogate || code > 0x10FFFF) {
    text.remove_prefix(1);
    return kRawByte + lead;
  }
  text.remove_prefix(length);
  return code;
}

std::u32string Decoded(std::string_view text) {
  std::u32string codes;
  codes.reserve(text.size());
  while (!text.empty()) codes += TakeFirst(text);
  return codes;
}

std::string Encoded(const std::u32string& codes) {
  std::string text;
  text.reserve(codes.size() * 2);
  for (const char32_t code : codes) {
    const auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) {
      text += static_cast<char>(code);
    } else if (code < 0x800) {
      text += static_cast<char>(0xC0 | (code >> 6));
      tail(0);
    } else if (code < 0x10000) {
      text += static_cast<char>(0xE0 | (code >> 12));
      tail(6), tail(0);
    } else if (code < kRawByte) {
      text += static_cast<char>(0xF0 | (code >> 18));
      tail(12), tail(6), tail(0);
    } else {
      text += static_cast<char>(code - kRawByte);
    }
  }
  return text;
}

const Mapping* Find(const Mapping* begin, const Mapping* end, char32_t code) {
  const Mapping* found = std::lower_bound(begin, end, code, [](const Mapping& m, char32_t c) { return m.from < c; });
  return found != end && found->from == code ? found : nullptr;
}

void AppendTo(std::u32string& codes, const Mapping& mapping) { codes.append(kPool + mapping.start, mapping.length); }

std::uint8_t ClassOf(char32_t code) {
  const auto* found = std::lower_bound(std::begin(kCombiningClasses), std::end(kCombiningClasses), code,
                                       [](const CombiningClass& c, char32_t wanted) { return c.last < wanted; });
  return found != std::end(kCombiningClasses) && found->first <= code ? found->value : std::uint8_t{0};
}

// Hangul syllables are composed by arithmetic (The Unicode Standard, section 3.12): a leading consonant, a vowel and
// at most one trailing consonant.
constexpr char32_t kSyllableBase = 0xAC00, kLeadBase = 0x1100, kVowelBase = 0x1161, kTrailBase = 0x11A7;
constexpr char32_t kLeads = 19, kVowels = 21, kTrails = 28, kSyllables = kLeads * kVowels * kTrails;

bool IsSyllable(char32_t code) { return kSyllableBase <= code && code < kSyllableBase + kSyllables; }

enum class Equivalence { kCanonical, kCompatibility };

void AppendDecomposed(std::u32string& codes, char32_t code, Equivalence equivalence) {
  if (IsSyllable(code)) {
    const char32_t index = code - kSyllableBase;
    codes += kLeadBase + index / (kVowels * kTrails);
    codes += kVowelBase + index / kTrails % kVowels;
    if (index % kTrails != 0) codes += kTrailBase + index % kTrails;
    return;
  }
  const Mapping* mapping = nullptr;
  if (equivalence == Equivalence::kCompatibility) {
    mapping = Find(std::begin(kCompatibilityMappings), std::end(kCompatibilityMappings), code);
  }
  if (mapping == nullptr) mapping = Find(std::begin(kCanonicalMappings), std::end(kCanonicalMappings), code);
  if (mapping != nullptr) {
    AppendTo(codes, *mapping);
  } else {
    codes += code;
  }
}

// NFD or NFKD: each code point decomposed in full, then each run of combining marks put in the order of their classes.
std::u32string Decomposed(const std::u32string& codes, Equivalence equivalence) {
  std::u32string result;
  result.reserve(codes.size() * 2);
  for (const char32_t code : codes) AppendDecomposed(result, code, equivalence);
  const auto is_starter = [](char32_t code) { return ClassOf(code) == 0; };
  for (auto mark = result.begin(); mark != result.end();) {
    mark = std::find_if_not(mark, result.end(), is_starter);
    const auto next_starter = std::find_if(mark, result.end(), is_starter);
    std::stable_sort(mark, next_starter, [](char32_t a, char32_t b) { return ClassOf(a) < ClassOf(b); });
    mark = next_starter;
  }
  return result;
}

// What two code points compose to; 0 when they do not.
char32_t ComposedPair(char32_t first, char32_t second) {
  if (kLeadBase <= first && first < kLeadBase + kLeads && kVowelBase <= second && second < kVowelBase + kVowels) {
    return kSyllableBase + ((first - kLeadBase) * kVowels + (second - kVowelBase)) * kTrails;
  }
  if (IsSyllable(first) && (first - kSyllableBase) % kTrails == 0 && kTrailBase < second &&
      second < kTrailBase + kTrails) {
    return first + (second - kTrailBase);
  }
  const auto* found = std::lower_bound(std::begin(kCompositions), std::end(kCompositions), second,
                                       [first](const Composition& c, char32_t wanted) {
                                         return c.first != first ? c.first < first : c.second < wanted;
                                       });
  const bool is_found = found != std::end(kCompositions) && found->first == first && found->second == second;
  return is_found ? found->composed : 0;
}

// NFC of what Decomposed() gave: a mark joins the last starter unless a mark between them blocks it.
std::u32string Composed(const std::u32string& codes) {
  std::u32string result;
  result.reserve(codes.size());
  std::size_t starter = std::u32string::npos;
  std::uint8_t last_class = 0;  // of the element before, when it did not join; 0 right after the starter
  for (const char32_t code : codes) {
    const std::uint8_t code_class = ClassOf(code);
    if (starter != std::u32string::npos) {
      const bool is_adjacent = starter + 1 == result.size();
      const char32_t composed = is_adjacent || last_class < code_class ? ComposedPair(result[starter], code) : 0;
      if (composed != 0) {
        result[starter] = composed;
        continue;
      }
    }
    if (code_class == 0) starter = result.size();
    last_class = code_class;
    result += code;
  }
  return result;
}

std::u32string Folded(const std::u32string& codes) {
  std::u32string result;
  result.reserve(codes.size());
  for (const char32_t code : codes) {
    if (const Mapping* mapping = Find(std::begin(kFoldings), std::end(kFoldings), code)) {
      AppendTo(result, *mapping);
    } else {
      result += code;
    }
  }
  return result;
}

std::string AsciiFolded(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

}  // namespace

bool IsValidUtf8(std::string_view text) {
  if (IsAscii(text)) return true;
  while (!text.empty()) {
    if (TakeFirst(text) >= kRawByte) return false;
  }
  return true;
}

std::string Nfc(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  return Encoded(Composed(Decomposed(Decoded(text), Equivalence::kCanonical)));
}

std::string Nfkc(std::string_view text) {
  if (IsAscii(text)) return std::string(text);
  return Encoded(Composed(Decomposed(Decoded(text), Equivalence::kCompatibility)));
}

std::string CaseFold(std::string_view text) {
  if (IsAscii(text)) return AsciiFolded(text);
  return Encoded(Folded(Decoded(text)));
}

std::string FoldName(std::string_view text) {
  if (IsAscii(text)) return AsciiFolded(text);
  // Decomposed first because U+0345, a combining mark, is folded to a letter: marks have to be in order before it.
  const std::u32string decomposed = Decomposed(Decoded(text), Equivalence::kCanonical);
  return Encoded(Composed(Decomposed(Folded(decomposed), Equivalence::kCanonical)));
}

}  // namespace photocluster

#include "shared/base/unicode.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <vector>

namespace photocluster {
namespace {

std::string Utf8(std::uint32_t code) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  const auto tail = [&](int shift) { return byte(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | (code >> 6)), tail(0)};
  if (code < 0x10000) return {byte(0xE0 | (code >> 12)), tail(6), tail(0)};
  return {byte(0xF0 | (code >> 18)), tail(12), tail(6), tail(0)};
}

bool IsSurrogate(std::uint32_t code) { return 0xD800 <= code && code <= 0xDFFF; }

TEST(Utf8, EveryCodePointButSurrogatesIsValid) {
  for (std::uint32_t code = 0; code < 0x110000; ++code) ASSERT_EQ(IsValidUtf8(Utf8(code)), !IsSurrogate(code)) << code;
}

TEST(Utf8, MalformedBytesAreNot) {
  for (const std::string text :
       {"\x80", "a\xBF", "\xC3", "\xC3(", "\xE2\x82", "\xE2(\xA1", "\xF0\x9F\x98", "\xC0\xAF", "\xC1\xBF",
        "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF"}) {
    EXPECT_FALSE(IsValidUtf8(text)) << testing::PrintToString(text);
  }
}

struct Changed {
  std::string before, after;
};

TEST(Nfc, ComposesLettersAndTheirMarks) {
  for (const Changed& c : {Changed{"и\u0306", "й"},
                           {"е\u0308", "ё"},
                           {"e\u0301", "é"},
                           {"\u212B", "Å"},
                           {"D\u0307\u0323", "Ḍ\u0307"},
                           {"\u1112\u1161\u11AB", "한"},
                           {"\u0958", "\u0915\u093C"}}) {
    EXPECT_EQ(Nfc(c.before), c.after);
    EXPECT_EQ(Nfc(c.after), c.after);
  }
}

TEST(Nfc, KeepsDifferencesOfForm) { EXPECT_EQ(Nfc("ﬁ Ａ ² ½"), "ﬁ Ａ ² ½"); }

TEST(Nfkc, DropsDifferencesOfForm) {
  EXPECT_EQ(Nfkc("ﬁ Ａ ² ½"), "fi A 2 1\u20442");
  EXPECT_EQ(Nfkc("ｶﾞ"), "ガ");
  EXPECT_EQ(Nfkc("\uFDFA"), "صلى الله عليه وسلم");
}

TEST(CaseFold, IsFullButNotTurkish) {
  for (const Changed& c : {Changed{"IMG_0007.JPG", "img_0007.jpg"},
                           {"СНЕГ Ёж", "снег ёж"},
                           {"Straße", "strasse"},
                           {"ẞ", "ss"},
                           {"ΌΣΟΣ", "όσοσ"},
                           {"ς", "σ"},
                           {"İ", "i\u0307"},
                           {"I", "i"},
                           {"\U00010400", "\U00010428"},
                           {"ꭰ", "Ꭰ"},
                           {"ﬀ", "ff"}}) {
    EXPECT_EQ(CaseFold(c.before), c.after);
  }
}

TEST(CaseFold, DoesNotNormalise) { EXPECT_EQ(CaseFold("И\u0306"), "и\u0306"); }

TEST(FoldName, SameNamesWithoutCaseAndInNfcAreEqual) {
  EXPECT_EQ(FoldName("IMG_Й.JPG"), "img_й.jpg");
  EXPECT_EQ(FoldName("img_И\u0306.jpg"), "img_й.jpg");
  EXPECT_EQ(FoldName("\u03B1\u0345\u0301"), FoldName("\u0391\u0301\u0399"));
  EXPECT_NE(FoldName("е.jpg"), FoldName("e.jpg"));  // Cyrillic, Latin: two names on every disk
  EXPECT_NE(FoldName("Ａ.jpg"), FoldName("A.jpg"));
}

// Above the planes 0 to 2 Unicode changes no character.
TEST(FoldName, FoldingAgainChangesNothing) {
  for (std::uint32_t code = 0; code < 0x30000; ++code) {
    if (IsSurrogate(code)) continue;
    for (const std::string mark : {"", "\u0345\u0301"}) {
      const std::string folded = FoldName(Utf8(code) + mark);
      ASSERT_EQ(FoldName(folded), folded) << code;
    }
  }
}

TEST(Unicode, BytesThatAreNotUtf8StayAndTheTextAroundThemIsTreated) {
  EXPECT_EQ(Nfc("\xFF"
                "e\u0301\xC3"),
            "\xFF"
            "é\xC3");
  EXPECT_EQ(Nfkc("ﬁ\xE2\x82"), "fi\xE2\x82");
  EXPECT_EQ(CaseFold("\xFFÀ\xED\xA0\x80Z"), "\xFFà\xED\xA0\x80z");
  EXPECT_EQ(FoldName("\x80И\u0306"), "\x80й");
}

TEST(Unicode, LongRunsOfMarksAreOrdered) {
  std::string marks, ordered;
  for (int i = 0; i < 5'000; ++i) marks += "\u0301\u0316";  // classes 230 and 220
  for (int i = 0; i < 5'000; ++i) ordered += "\u0316";
  for (int i = 1; i < 5'000; ++i) ordered += "\u0301";
  EXPECT_EQ(Nfc("a" + marks), "á" + ordered);
}

// ---- Unicode's own conformance test, where the package unicode-data is installed.

constexpr char kConformanceTest[] = "/usr/share/unicode/NormalizationTest.txt.bz2";

// The unpacked text; empty when it is not at hand. std::system also works in node.
std::string ConformanceTest() {
  if (!std::ifstream(kConformanceTest).good()) return "";
  const std::string unpacked =
      testing::TempDir() + "/normalization_test_" + std::to_string(std::random_device()()) + ".txt";
  const std::string command = std::string("bzip2 -dc ") + kConformanceTest + " > " + unpacked;
  if (std::system(command.c_str()) != 0) return "";
  std::ostringstream text;
  text << std::ifstream(unpacked, std::ios::binary).rdbuf();
  std::remove(unpacked.c_str());
  return text.str();
}

std::string TextOf(const std::string& hexadecimal_codes) {
  std::istringstream codes(hexadecimal_codes);
  std::string text;
  for (unsigned long code = 0; codes >> std::hex >> code;) text += Utf8(static_cast<std::uint32_t>(code));
  return text;
}

TEST(Normalization, PassesTheConformanceTestOfUnicode) {
  const std::string text = ConformanceTest();
  if (text.empty()) GTEST_SKIP() << kConformanceTest << " of the package unicode-data, or bzip2, is not here";
  if (text.find(std::string("NormalizationTest-") + kUnicodeVersion) == std::string::npos) {
    GTEST_SKIP() << kConformanceTest << " is not of Unicode " << kUnicodeVersion;
  }
  std::istringstream lines(text);
  std::set<std::string> listed;  // characters of part 1: all others are in every form already
  bool in_part_1 = false;
  int tested = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("@")) in_part_1 = line.starts_with("@Part1");
    if (line.empty() || line[0] == '#' || line[0] == '@') continue;
    std::istringstream fields(line);
    std::vector<std::string> column(5);
    for (std::string& c : column) {
      std::getline(fields, c, ';');
      c = TextOf(c);
    }
    for (std::size_t i = 0; i < 5; ++i) {
      ASSERT_EQ(Nfc(column[i]), column[i < 3 ? 1 : 3]) << line;
      ASSERT_EQ(Nfkc(column[i]), column[3]) << line;
    }
    if (in_part_1) listed.insert(column[0]);
    ++tested;
  }
  EXPECT_GT(tested, 18'000);
  for (std::uint32_t code = 0; code < 0x110000; ++code) {
    const std::string character = Utf8(code);
    if (IsSurrogate(code) || listed.count(character) != 0) continue;
    ASSERT_EQ(Nfc(character), character) << code;
    ASSERT_EQ(Nfkc(character), character) << code;
  }
}

}  // namespace
}  // namespace photocluster

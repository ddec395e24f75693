#include "shared/clustering/cluster_name.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace photocluster {
namespace {

std::string Repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST(CheckClusterName, TakesNamesInUse) {
  for (const std::string name : {"1_Выявлено", "2_Устранено", "Снег", "Мусор", "Требуется УО", "Норм", "Roof (2)",
                                 "a.b", "雪", "❄️", "~", "console", "COM", "com10", "nullable.x"}) {
    const Result<std::string> checked = CheckClusterName(name);
    ASSERT_TRUE(checked.ok()) << name << ": " << checked.error().detail;
    EXPECT_EQ(checked.value(), name);
  }
}

TEST(CheckClusterName, TrimsAndComposes) {
  EXPECT_EQ(CheckClusterName(" \t\u00A0Снег\u3000\n").value(), "Снег");
  EXPECT_EQ(CheckClusterName("Бои\u0306").value(), "Бой");
  EXPECT_EQ(CheckClusterName("a  b").value(), "a  b");
}

TEST(NameFaultOf, NamesTheRuleAndWhatItIsAbout) {
  EXPECT_FALSE(NameFaultOf(" Снег "));
  const auto rule = [](std::string_view name) { return NameFaultOf(name).value().rule; };
  EXPECT_EQ(rule("\xFF"), NameRule::kNotUtf8);
  EXPECT_EQ(rule(" "), NameRule::kEmpty);
  EXPECT_EQ(rule(".."), NameRule::kDotFolder);
  EXPECT_EQ(rule(".a"), NameRule::kHidden);
  EXPECT_EQ(rule("a/b"), NameRule::kSeveralFolders);
  EXPECT_EQ(rule("a\nb"), NameRule::kControlCharacter);
  EXPECT_EQ(rule("a."), NameRule::kDotAtEnd);
  EXPECT_EQ(rule(kDeletedCluster), NameRule::kReserved);
  EXPECT_EQ(NameFaultOf(" con.jpg ").value().name, "con.jpg");
  EXPECT_EQ(NameFaultOf("what?").value().name, "?");
  EXPECT_EQ(NameFaultOf(Repeated("ы", 101)).value().bytes, 202u);
}

struct Refused {
  std::string name, part_of_sentence;
};

const std::vector<Refused> kRefused = {
    {"", "empty"},
    {" \u2003\r\n", "empty"},
    {".", "folder of every folder"},
    {"..", "folder of every folder"},
    {".hidden", "start with a dot"},
    {"...", "start with a dot"},
    {"a/b", "/ or \\"},
    {"/a", "/ or \\"},
    {"../a", "start with a dot"},
    {"a\\b", "/ or \\"},
    {"C:\\a", "/ or \\"},
    {"a:b", "Windows forbids :"},
    {"<a", "Windows forbids <"},
    {"a>", "Windows forbids >"},
    {"a\"b", "Windows forbids \""},
    {"a|b", "Windows forbids |"},
    {"a?", "Windows forbids ?"},
    {"*", "Windows forbids *"},
    {"a\nb", "control"},
    {"a\x7F", "control"},
    {"a\u0080z", "control"},
    {std::string("a\0b", 3), "control"},
    {"a.", "end with a dot"},
    {"a. ", "end with a dot"},
    {"CON", "device"},
    {"con.jpg", "device"},
    {"prn", "device"},
    {"Aux", "device"},
    {"nul .a.b", "device"},
    {"COM1", "device"},
    {"lpt9.x", "device"},
    {"com²", "device"},
    {"a\xFF", "UTF-8"},
    {"__deleted__", "reserved"},
    {"__DELETED__", "reserved"},
    {"__d\u0435l\u0435t\u0435d__", "reserved"},
};

TEST(CheckClusterName, RefusesWhatIsNoFolderEverywhereAndSaysWhy) {
  for (const Refused& c : kRefused) {
    const Result<std::string> checked = CheckClusterName(c.name);
    ASSERT_FALSE(checked.ok()) << testing::PrintToString(c.name);
    EXPECT_EQ(checked.error().code, ErrorCode::kBadName);
    EXPECT_NE(checked.error().detail.find(c.part_of_sentence), std::string::npos)
        << testing::PrintToString(c.name) << ": " << checked.error().detail;
  }
}

TEST(CheckClusterName, MeasuresTheNameInNfc) {
  EXPECT_TRUE(CheckClusterName(Repeated("я", 100)).ok());
  EXPECT_FALSE(CheckClusterName(Repeated("я", 100) + "a").ok());
  EXPECT_TRUE(CheckClusterName(Repeated("и\u0306", 100)).ok());  // 400 bytes as typed, 200 composed
}

TEST(ClusterKey, IsTheSameWhateverTheCaseFormOrKeyboard) {
  EXPECT_EQ(ClusterKey("Снег"), ClusterKey("СНЕГ"));
  EXPECT_EQ(ClusterKey("Снег"), ClusterKey("Cнeг"));    // Latin C, e
  EXPECT_EQ(ClusterKey("КОМОТ"), ClusterKey("komot"));  // к о м о т look like k o m o t
  EXPECT_EQ(ClusterKey("Ёж"), ClusterKey("Е\u0308ж"));
  EXPECT_EQ(ClusterKey("ёлка"), ClusterKey("елка"));
  EXPECT_EQ(ClusterKey("Ａ²"), ClusterKey("a2"));
  EXPECT_EQ(ClusterKey("Straße"), ClusterKey("STRASSE"));
}

TEST(ClusterKey, MapsTheThirteenLookAlikesOfTheOriginalProgramOnly) {
  EXPECT_EQ(ClusterKey("авекмнорстхуё"), "abekmhopctxye");
  EXPECT_EQ(ClusterKey("бгджзийлпфцчшщъыьэюя"), "бгджзийлпфцчшщъыьэюя");
  EXPECT_EQ(ClusterKey("і"), "і");  // Ukrainian
}

TEST(ClusterKey, DifferentNamesStayDifferent) {
  EXPECT_NE(ClusterKey("Снег"), ClusterKey("Снег2"));
  EXPECT_NE(ClusterKey("a b"), ClusterKey("ab"));
  EXPECT_NE(ClusterKey("и"), ClusterKey("й"));
}

}  // namespace
}  // namespace photocluster

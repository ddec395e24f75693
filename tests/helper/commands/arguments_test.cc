#include "native-helper/commands/arguments.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

std::string Objection(const CLI::Validator& check, std::string text) { return check(text); }

TEST(Arguments, WholeNumberNamesItsRange) {
  EXPECT_EQ(Objection(WholeNumber(1, 9), "1"), "");
  EXPECT_EQ(Objection(WholeNumber(1, 9), "9"), "");
  EXPECT_EQ(Objection(WholeNumber(0), "18446744073709551615"), "");
  for (const std::string wrong : {"0", "10", "-1", "+1", "1.5", "1 ", "", "x", "0x1", "99999999999999999999999"}) {
    EXPECT_EQ(Objection(WholeNumber(1, 9), wrong), "must be a whole number from 1 to 9, not " + wrong);
  }
  EXPECT_EQ(Objection(WholeNumber(1), "0"), "must be a whole number from 1 on, not 0");
}

TEST(Arguments, FractionIsFromZeroToOne) {
  for (const char* right : {"0", "1", "0.5", "1e-3", ".5"}) EXPECT_EQ(Objection(Fraction(), right), "") << right;
  for (const std::string wrong : {"-0.1", "1.01", "nan", "inf", "high", "", "0,5", "0.5x"}) {
    EXPECT_EQ(Objection(Fraction(), wrong), "must be a number from 0 to 1, not " + wrong);
  }
}

// The sentences themselves: command_line_test.cc.
TEST(Arguments, SentenceNamesTheCommandWhoseHelpHelps) {
  CLI::App app("", "photocluster");
  app.require_subcommand(1);
  std::string root;
  AddRootArgument(*app.add_subcommand("status", ""), root);
  try {
    app.parse("status");
    FAIL() << "parsed";
  } catch (const CLI::ParseError& error) {
    EXPECT_EQ(UsageSentence(app, error), "ROOT is required; `photocluster status --help` says what there is");
  }
}

}  // namespace
}  // namespace photocluster

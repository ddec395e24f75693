#include "native-helper/server/root_service.h"

#include <filesystem>

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class RootServiceTest : public test::RootServiceFixture {
 protected:
  static std::string Assigned(const HelperMessage& message) {
    const auto* event = std::get_if<Event>(&message);
    return event && !event->records.empty() ? event->records.back().src : "";
  }
};

TEST_F(RootServiceTest, NewPageIsToldWhereItIsAndToFetchASnapshot) {
  const HelperMessage first = Page(New())->Message(0);
  const Welcome& welcome = std::get<Welcome>(first);
  EXPECT_EQ(welcome.protocol, kProtocolVersion);
  EXPECT_EQ(welcome.run, service_->run());
  EXPECT_TRUE(welcome.snapshot);
  EXPECT_EQ(welcome.path, folder_.path());
  EXPECT_EQ(welcome.root, std::filesystem::path(folder_.path()).filename());
}

TEST_F(RootServiceTest, EveryPageIsToldWhatACommandDid) {
  const auto one = Page(New());
  const auto two = Page(New());
  EXPECT_FALSE(Do(Assign{{"a.jpg"}, "Roof", ""}).error);
  EXPECT_EQ(Assigned(one->Message(1)), "a.jpg");
  EXPECT_EQ(one->Texts(2)[1], two->Texts(2)[1]);
}

TEST_F(RootServiceTest, ReturningPageGetsWhatItLacksWhereverItLeft) {
  const auto all = Page(Returning(0));
  for (const char* place : {"a.jpg", "b.jpg", "c.jpg"}) ASSERT_FALSE(Do(Assign{{place}, "Roof", ""}).error);
  const std::vector<std::string> texts = all->Texts(4);
  for (std::uint64_t event = 0; event <= 3; ++event) {
    const auto page = Page(Returning(event));
    const HelperMessage first = page->Message(0);
    EXPECT_FALSE(std::get<Welcome>(first).snapshot);
    EXPECT_EQ(std::get<Welcome>(first).event, 3U);
    const std::vector<std::string> missed = page->Texts(1 + 3 - event);
    ASSERT_EQ(missed.size(), 4 - event);
    EXPECT_TRUE(std::equal(missed.begin() + 1, missed.end(), texts.begin() + 1 + static_cast<std::ptrdiff_t>(event)));
  }
}

TEST_F(RootServiceTest, EventsOfAnotherRunCountForNothing) {
  ASSERT_FALSE(Do(Skip{{"a.jpg"}}).error);
  Hello hello = Returning(1);
  hello.run = "another";
  const HelperMessage first = Page(hello)->Message(0);
  EXPECT_TRUE(std::get<Welcome>(first).snapshot);
}

TEST_F(RootServiceTest, PageOfAnotherProtocolIsToldOursAndHungUpOn) {
  Hello hello = New();
  hello.protocol = 2;
  const auto page = Page(hello);
  EXPECT_TRUE(page->WaitClosed());
  const HelperMessage first = page->Message(0);
  EXPECT_EQ(std::get<Welcome>(first).protocol, kProtocolVersion);
  ASSERT_FALSE(Do(Skip{{"a.jpg"}}).error);
  EXPECT_EQ(page->size(), 1U);
}

TEST_F(RootServiceTest, PageThatLeftIsToldNothingMore) {
  const auto page = Page(New());
  On([&] { service_->RemovePage(page.get()); });
  ASSERT_FALSE(Do(Skip{{"a.jpg"}}).error);
  EXPECT_EQ(page->size(), 1U);
}

TEST_F(RootServiceTest, LongRunsComeInSeveralEvents) {
  for (int i = 0; i < 1200; ++i) folder_.Write("many/" + std::to_string(i) + ".jpg", std::to_string(i));
  Open();
  const auto page = Page(New());
  const Outcome outcome = Do(Adopt{"many", "Many"});
  ASSERT_FALSE(outcome.error) << outcome.error->detail;
  std::size_t records = 0;
  for (std::size_t i = 1; records < outcome.records.size(); ++i) {
    const HelperMessage message = page->Message(i);
    const std::size_t count = std::get<Event>(message).records.size();
    EXPECT_LE(count, 1000U);
    records += count;
  }
  EXPECT_EQ(records, 1202U);
}

TEST_F(RootServiceTest, RootIsSettledAMomentAfterTheLastCommand) {
  ASSERT_FALSE(Do(Assign{{"a.jpg"}, "Roof", ""}).error);
  while (On([&] { return service_->root().session().settled(); }) == 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_TRUE(folder_.Has(".clustering/state.json"));
}

TEST_F(RootServiceTest, RootThatVanishesAnswersWithOneErrorAndWorksAgainWhenItIsBack) {
  ASSERT_FALSE(Do(Skip{{"b.jpg"}}).error);
  const std::string away = folder_.path() + "-away";
  std::filesystem::rename(folder_.path(), away);
  const Outcome refused = Do(Skip{{"a.jpg"}});
  ASSERT_TRUE(refused.error);
  EXPECT_EQ(refused.error->code, ErrorCode::kNotFound);
  EXPECT_NE(refused.error->detail.find("is not there any more"), std::string::npos);
  std::filesystem::rename(away, folder_.path());
  EXPECT_FALSE(Do(Skip{{"a.jpg"}}).error);
}

TEST_F(RootServiceTest, AnEmptyFolderInItsPlaceIsNotBegun) {
  ASSERT_FALSE(Do(Skip{{"b.jpg"}}).error);
  const std::string away = folder_.path() + "-away";
  std::filesystem::rename(folder_.path(), away);
  std::filesystem::create_directory(folder_.path());
  EXPECT_EQ(Do(Skip{{"a.jpg"}}).error->code, ErrorCode::kNotFound);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
  std::filesystem::remove(folder_.path());
  std::filesystem::rename(away, folder_.path());
  EXPECT_FALSE(Do(Skip{{"a.jpg"}}).error);
}

TEST_F(RootServiceTest, APhotoThatIsGoneMakesPagesBeginAgain) {
  const auto page = Page(New());
  std::filesystem::remove(folder_.path() + "/a.jpg");
  EXPECT_EQ(Do(Assign{{"a.jpg"}, "Roof", ""}).error->code, ErrorCode::kUnknownPhoto);
  EXPECT_TRUE(std::get<Event>(page->Message(1)).reset);
}

TEST_F(RootServiceTest, AnotherFolderAtItsPathIsOpenedAnewAndPagesBeginAgain) {
  const std::string away = folder_.path() + "-away";
  std::filesystem::rename(folder_.path(), away);
  std::filesystem::copy(away, folder_.path(), std::filesystem::copy_options::recursive);
  const auto page = Page(New());
  const Outcome outcome = Do(Skip{{"a.jpg"}});
  EXPECT_FALSE(outcome.error) << outcome.error->detail;
  const HelperMessage first = page->Message(1);
  EXPECT_TRUE(std::get<Event>(first).reset);
  EXPECT_TRUE(folder_.Content(".clustering/actions.jsonl").find("\"skip\"") != std::string::npos);
  std::filesystem::remove_all(away);
}

TEST_F(RootServiceTest, ADisagreementIsToldUntilItIsAnswered) {
  ASSERT_FALSE(Do(Assign{{"a.jpg"}, "Roof", ""}).error);
  On([&] { service_->Settle(); });
  const std::string log = ".clustering/actions.jsonl";
  const std::string away = folder_.path() + "-away";
  std::filesystem::copy(folder_.path(), away, std::filesystem::copy_options::recursive);  // a backup
  ASSERT_FALSE(Do(Assign{{"b.jpg"}, "Roof", ""}).error);
  std::filesystem::copy_file(folder_ / log, away + "/" + log, std::filesystem::copy_options::overwrite_existing);
  std::filesystem::rename(folder_.path(), folder_.path() + "-old");
  std::filesystem::rename(away, folder_.path());

  const auto page = Page(New());
  EXPECT_EQ(Do(Skip{{"c.jpg"}}).error->code, ErrorCode::kDisagrees);
  const HelperMessage back = page->Message(1);
  const Event& event = std::get<Event>(back);
  EXPECT_TRUE(event.reset);
  ASSERT_EQ(event.told.size(), 1U);
  EXPECT_EQ(event.told[0].code, NoticeCode::kDisagrees);
  ASSERT_FALSE(Do(KeepFolder{}).error);
  const HelperMessage kept = page->Message(2);
  EXPECT_TRUE(std::get<Event>(kept).reset);
  EXPECT_TRUE(std::get<Event>(kept).told.empty());
  std::filesystem::remove_all(folder_.path() + "-old");
}

TEST_F(RootServiceTest, WhatAnotherProgramDoesIsTakenOverWhenItRests) {
  const auto look = [this] { On([&] { service_->LookAround(); }); };
  const auto is_asked = [this](const char* place) {
    return On([&] {
      const State& state = service_->root().session().state();
      const PhotoId id = state.Find(place);
      return id.has_value() && state.photo(id).undecided();
    });
  };
  look();  // the watch begins
  const auto page = Page(New());
  folder_.Write("new/d.jpg", "a photo that comes while the folder is shown");
  std::filesystem::remove(folder_ / "c.jpg");
  look();
  EXPECT_FALSE(is_asked("new/d.jpg")) << "not while it goes on";
  look();
  EXPECT_TRUE(is_asked("new/d.jpg"));
  EXPECT_FALSE(is_asked("c.jpg"));
  const HelperMessage told = page->Message(1);
  EXPECT_TRUE(std::get<Event>(told).reset);

  // Nothing of what the program does itself is a change.
  ASSERT_FALSE(Do(Assign{{"a.jpg", "new/d.jpg"}, "Roof", ""}).error);
  ASSERT_FALSE(Do(Trash{{"b.jpg"}}).error);
  ASSERT_FALSE(Do(Undo{}).error);
  On([&] { service_->Settle(); });
  const std::uint64_t newest = On([&] { return service_->events().newest(); });
  for (int i = 0; i < 3; ++i) look();
  EXPECT_EQ(On([&] { return service_->events().newest(); }), newest);
}

TEST_F(RootServiceTest, APhotoThatIsMovedByHandIsFoundAgainWhileTheFolderIsShown) {
  On([&] { service_->LookAround(); });
  ASSERT_FALSE(Do(Assign{{"a.jpg"}, "Roof", ""}).error);
  std::filesystem::create_directories(folder_ / "elsewhere");
  std::filesystem::rename(folder_ / "Roof/a.jpg", folder_ / "elsewhere/a.jpg");
  for (int i = 0; i < 2; ++i) On([&] { service_->LookAround(); });
  EXPECT_EQ(On([&] { return service_->root().session().state().totals().missing; }), 0u);
  EXPECT_NE(folder_.Content(".clustering/actions.jsonl").find("elsewhere/a.jpg"), std::string::npos);
  ASSERT_FALSE(Do(Undo{}).error);
}

}  // namespace
}  // namespace photocluster

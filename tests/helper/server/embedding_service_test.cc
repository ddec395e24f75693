#include "native-helper/server/embedding_service.h"

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class EmbeddingServiceTest : public test::RootServiceFixture {
 protected:
  static constexpr int kPhotos = 40;

  void SetUp() override {
    NEEDS_ONNXRUNTIME();
    test::StartImaging();
    for (int i = 0; i < kPhotos; ++i) folder_.Write("p" + std::to_string(10 + i) + ".jpg", test::WavesJpeg(i));
    Open();
    embedding_ = std::make_unique<EmbeddingService>(*service_);
    service_->Post([this] { service_->SetListener([this] { embedding_->NoticeChange(); }); });
  }
  void TearDown() override {
    if (!service_) return;
    service_->Post([this] { embedding_->Quit(); });
    service_->Stop();
  }
  void Begin(const char* model = "good.onnx") {
    auto opened = test::OpenModel(test::TinyModel(model));
    ASSERT_NE(opened, nullptr);
    On([&] { embedding_->Begin(std::move(opened)); });
  }
  // Reads what pages are told from message `at` on until `wanted` says yes.
  template <class F>
  EmbeddingProgress Until(test::FakePage& page, F wanted) {
    while (true) {
      const HelperMessage message = page.Message(at_++);
      const auto* event = std::get_if<Event>(&message);
      if (event && event->vectors) vectors_ = event->vectors->count;
      if (event) seen_ += event->observations.size();
      if (event && event->embedding && wanted(*event->embedding)) return *event->embedding;
    }
  }

  std::unique_ptr<EmbeddingService> embedding_;
  std::size_t at_ = 1;
  std::uint64_t vectors_ = 0;
  std::size_t seen_ = 0;
};

TEST_F(EmbeddingServiceTest, PagesAreToldOfEveryPhotoAndVectorAndOfTheEnd) {
  const auto page = Page(New());
  Begin();
  const EmbeddingProgress end = Until(*page, [](const EmbeddingProgress& now) { return now.finished; });
  EXPECT_EQ(end.done, static_cast<std::uint64_t>(kPhotos));
  EXPECT_EQ(end.total, static_cast<std::uint64_t>(kPhotos));
  EXPECT_EQ(vectors_, static_cast<std::uint64_t>(kPhotos));
  EXPECT_EQ(seen_, static_cast<std::size_t>(kPhotos));
  EXPECT_EQ(On([&] { return service_->root().session().embedded_count(); }), static_cast<std::size_t>(kPhotos));
}

TEST_F(EmbeddingServiceTest, PausedRunGoesOnWhereItWas) {
  const auto page = Page(New());
  Begin();
  On([&] { EXPECT_TRUE(embedding_->SetPaused(true).ok()); });
  const EmbeddingProgress paused = Until(*page, [](const EmbeddingProgress& now) { return now.paused; });
  EXPECT_FALSE(paused.finished);
  On([&] { EXPECT_TRUE(embedding_->SetPaused(false).ok()); });
  const EmbeddingProgress end = Until(*page, [](const EmbeddingProgress& now) { return now.finished; });
  EXPECT_EQ(end.done, end.total);
  EXPECT_EQ(On([&] { return service_->root().session().embedded_count(); }), static_cast<std::size_t>(kPhotos));
}

TEST_F(EmbeddingServiceTest, PhotosThatAreMovedMeanwhileGetTheirVectorsToo) {
  const auto page = Page(New());
  Begin();
  for (int i = kPhotos - 1; i >= 0; --i) {
    EXPECT_FALSE(Do(Assign{{"p" + std::to_string(10 + i) + ".jpg"}, "Waves", ""}).error);
  }
  Until(*page, [](const EmbeddingProgress& now) { return now.finished; });
  const std::size_t in_centroid = On([&] {
    const State& state = service_->root().session().state();
    return static_cast<std::size_t>(state.clusters().centroid(state.FindCluster("Waves")).count);
  });
  EXPECT_EQ(in_centroid, static_cast<std::size_t>(kPhotos));
}

TEST_F(EmbeddingServiceTest, OtherModelChosenByAPersonEndsIt) {
  const auto page = Page(New());
  Begin();
  Settings settings;
  settings.model = "other-0123456789ab";
  ASSERT_FALSE(Do(settings).error);
  const EmbeddingProgress end = Until(*page, [](const EmbeddingProgress& now) { return now.error || now.finished; });
  EXPECT_TRUE(end.finished || end.error->code == ErrorCode::kCancelled);
  EXPECT_EQ(On([&] { return service_->root().session().state().settings().model(); }), "other-0123456789ab");
}

TEST_F(EmbeddingServiceTest, ModelThatCannotBeUsedIsToldToPages) {
  const auto page = Page(New());
  On([&] { embedding_->Refuse({ErrorCode::kBadModel, "it is no model"}); });
  const EmbeddingProgress end = Until(*page, [](const EmbeddingProgress& now) { return now.error.has_value(); });
  EXPECT_EQ(end.error->detail, "it is no model");
  EXPECT_FALSE(On([&] { return embedding_->SetPaused(true).ok(); }));
}

TEST_F(EmbeddingServiceTest, WhatWasDoneBeforeQuittingIsKept) {
  const auto page = Page(New());
  Begin();
  Until(*page, [](const EmbeddingProgress& now) { return now.done > 0; });
  const std::size_t done = On([&] {
    embedding_->Quit();
    return service_->root().session().embedded_count();
  });
  EXPECT_GT(done, 0U);
  service_->Stop();
  embedding_.reset();
  Open();
  embedding_ = std::make_unique<EmbeddingService>(*service_);
  EXPECT_GE(On([&] { return service_->root().session().state().vectors().row_count(); }), done);
}

}  // namespace
}  // namespace photocluster

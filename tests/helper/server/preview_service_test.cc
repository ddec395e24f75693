#include "native-helper/server/preview_service.h"

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class PreviewServiceTest : public test::RootServiceFixture {
 protected:
  void SetUp() override {
    test::StartImaging();
    folder_.Write("waves.jpg", test::WavesJpeg(1, 600, 400));
    RootServiceFixture::SetUp();
    previews_ = std::make_unique<PreviewService>(*service_, pool_, PreviewCache(private_ / "previews"));
  }
  void TearDown() override {
    pool_.Stop();
    service_->Stop();
  }
  HttpResponse Ask(const std::string& target, HttpHeaders headers = {}) {
    const HttpRequest request = test::Get("/api/v1/previews/" + target, std::move(headers));
    std::promise<HttpResponse> response;
    previews_->Answer(request, *ParseTarget(request.target),
                      [&](HttpResponse given) { response.set_value(std::move(given)); });
    return response.get_future().get();
  }
  std::string FingerprintOf(const std::string& place) { return FingerprintOfContent(folder_.Content(place)).ToText(); }

  TaskPool pool_{2};
  std::unique_ptr<PreviewService> previews_;
};

TEST_F(PreviewServiceTest, PhotoOfUnknownFingerprintIsShownAndToldOf) {
  const auto page = Page(New());
  const HttpResponse response = Ask("-/256?place=waves.jpg");
  ASSERT_EQ(response.status, 200U) << response.body;
  EXPECT_EQ(test::HeaderOf(response, "Content-Type"), "image/jpeg");
  EXPECT_EQ(test::HeaderOf(response, "Cache-Control"), "no-cache");
  const std::string tag = test::HeaderOf(response, "ETag");
  EXPECT_EQ(tag, "\"" + FingerprintOf("waves.jpg") + "\"");
  const HelperMessage told = page->Message(1);
  EXPECT_EQ(std::get<Event>(told).observations.at(0).fingerprint.ToText(), FingerprintOf("waves.jpg"));
  EXPECT_EQ(Ask("-/512?place=waves.jpg", {{"If-None-Match", tag}}).status, 304U);
}

TEST_F(PreviewServiceTest, PhotoOfItsFingerprintStaysInTheBrowserForGood) {
  const std::string address = FingerprintOf("waves.jpg") + "/2048?place=waves.jpg";
  const HttpResponse made = Ask(address);
  EXPECT_EQ(test::HeaderOf(made, "Cache-Control"), "private, max-age=31536000, immutable");
  std::filesystem::remove(folder_ / "waves.jpg");
  EXPECT_EQ(Ask(address).body, made.body) << "from the cache";
}

TEST_F(PreviewServiceTest, WrongFingerprintShowsWhatIsThereAndDoesNotLast) {
  const HttpResponse response = Ask(std::string(32, 'a') + "/256?place=waves.jpg");
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(test::HeaderOf(response, "Cache-Control"), "no-cache");
}

TEST_F(PreviewServiceTest, WhatCannotBeDecodedIsNotShownFromThenOn) {
  const auto page = Page(New());
  const HttpResponse response = Ask("-/256?place=a.jpg");
  EXPECT_EQ(response.status, 422U);
  EXPECT_EQ(response.body, R"({"code":"unsupported","detail":"not an image format that can be read here"})");
  const HelperMessage told = page->Message(1);
  EXPECT_EQ(std::get<Event>(told).observations.at(0).not_shown, "not an image format that can be read here");
  EXPECT_EQ(On([&] { return service_->root().session().state().totals().not_shown; }), 1U);
}

TEST_F(PreviewServiceTest, OnlyPhotosOfTheRootAreRead) {
  folder_.Write("notes.txt", "none of the photos");
  for (const char* place : {"none.jpg", "notes.txt", "../waves.jpg", "%2Fetc%2Fpasswd", ".clustering/lock", ""}) {
    EXPECT_EQ(Ask("-/256?place=" + std::string(place)).status, 404U) << place;
  }
}

TEST_F(PreviewServiceTest, PhotoThatIsGoneOrALinkNowIsNotThere) {
  std::filesystem::remove(folder_ / "a.jpg");
  EXPECT_EQ(Ask("-/256?place=a.jpg").status, 404U);
  std::filesystem::remove(folder_ / "b.jpg");
  folder_.Link("b.jpg", "waves.jpg");
  EXPECT_EQ(Ask("-/256?place=b.jpg").status, 404U);
}

TEST_F(PreviewServiceTest, WrongAddressesAreRefused) {
  for (const char* target : {"-/300?place=waves.jpg", "-/256", "-?place=waves.jpg", "xyz/256?place=waves.jpg",
                             "-/256/x?place=waves.jpg", "-/0256?place=waves.jpg"}) {
    EXPECT_EQ(Ask(target).status, 400U) << target;
  }
}

TEST_F(PreviewServiceTest, ManyWhoAskForOnePhotoAreAllAnswered) {
  std::vector<std::promise<HttpResponse>> responses(20);
  for (auto& response : responses) {
    const HttpRequest request = test::Get("/api/v1/previews/-/512?place=waves.jpg");
    previews_->Answer(request, *ParseTarget(request.target),
                      [&response](HttpResponse given) { response.set_value(std::move(given)); });
  }
  for (auto& response : responses) EXPECT_EQ(response.get_future().get().status, 200U);
}

}  // namespace
}  // namespace photocluster

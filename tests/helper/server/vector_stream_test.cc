#include "native-helper/server/vector_stream.h"

#include "shared/vectors/vector_file.h"
#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

constexpr char kModel[] = "model-0123456789ab";
constexpr std::size_t kDimension = 16;

class VectorStreamTest : public test::RootServiceFixture {
 protected:
  void SetUp() override {
    RootServiceFixture::SetUp();
    Settings settings;
    settings.model = kModel;
    ASSERT_FALSE(Do(settings).error);
    On([&] { ASSERT_TRUE(service_->root().UseModel(kModel, kDimension).ok()); });
  }
  static Fingerprint Photo(std::uint64_t number) { return {1, number}; }
  void AddVectors(std::uint64_t begin, std::uint64_t end) {
    On([&] {
      for (std::uint64_t i = begin; i < end; ++i) {
        Vector vector(kDimension);
        vector[i % kDimension] = 32767;
        service_->root().session().AddVector(Photo(i), vector);
      }
    });
  }
  HttpResponse Ask(const std::string& model, std::uint64_t from) {
    return On([&] { return VectorStream(*service_, model, from); });
  }
  // All of a response's body; "broken" when it does not end well.
  static std::string Body(const HttpResponse& response) {
    std::string body = response.body;
    while (true) {
      std::promise<HttpResponse::Piece> promised;
      response.more([&](HttpResponse::Piece piece) { promised.set_value(std::move(piece)); });
      const HttpResponse::Piece piece = promised.get_future().get();
      if (!piece) return "broken";
      if (piece->empty()) return body;
      body += *piece;
    }
  }
};

TEST_F(VectorStreamTest, AllVectorsComeInTheirOrderAsAVectorFile) {
  AddVectors(0, 600);
  const HttpResponse response = Ask(kModel, 0);
  EXPECT_EQ(test::HeaderOf(response, "X-Vector-Count"), "600");
  Matrix matrix;
  const auto content = ReadVectorFile(Body(response), matrix);
  ASSERT_TRUE(content.ok()) << content.error().detail;
  EXPECT_EQ(content.value().head.model, kModel);
  ASSERT_EQ(matrix.row_count(), 600U);
  for (std::uint32_t i = 0; i < 600; ++i) EXPECT_EQ(matrix.fingerprint(RowId(i)), Photo(i));
}

TEST_F(VectorStreamTest, OnlyThoseThatAPageLacksCome) {
  AddVectors(0, 300);
  Matrix matrix;
  ASSERT_TRUE(ReadVectorFile(Body(Ask(kModel, 298)), matrix).ok());
  ASSERT_EQ(matrix.row_count(), 2U);
  EXPECT_EQ(matrix.fingerprint(RowId(0)), Photo(298));
  EXPECT_EQ(test::HeaderOf(Ask(kModel, 1000), "X-Vector-Count"), "0");
}

TEST_F(VectorStreamTest, PhotosWithoutAVectorComeBehindTheOthersAndOnce) {
  AddVectors(0, 3);
  const Fingerprint photo = On([&] {
    Observation seen{
        .place = "a.jpg", .size = 1, .mtime_ms = 1, .fingerprint = {5, 5}, .taken_ms = {}, .not_shown = ""};
    service_->root().session().Observe(seen);
    service_->root().session().AddNoVector(seen.fingerprint, "all black");
    return seen.fingerprint;
  });
  Matrix matrix;
  const auto all = ReadVectorFile(Body(Ask(kModel, 0)), matrix);
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all.value().without, (std::vector<NoVector>{{photo, "all black"}}));
  Matrix none;
  EXPECT_TRUE(ReadVectorFile(Body(Ask(kModel, 3)), none).value().without.empty());
}

TEST_F(VectorStreamTest, VectorsThatComeMeanwhileAreNotPartOfIt) {
  AddVectors(0, 300);
  const HttpResponse response = Ask(kModel, 0);
  AddVectors(300, 400);
  Matrix matrix;
  ASSERT_TRUE(ReadVectorFile(Body(response), matrix).ok());
  EXPECT_EQ(matrix.row_count(), 300U);
}

TEST_F(VectorStreamTest, ModelChosenMeanwhileBreaksItOff) {
  AddVectors(0, 300);
  const HttpResponse response = Ask(kModel, 0);
  Settings settings;
  settings.model = "other-0123456789ab";
  ASSERT_FALSE(Do(settings).error);
  EXPECT_EQ(Body(response), "broken");
}

TEST_F(VectorStreamTest, AnotherModelHasNone) {
  EXPECT_EQ(Ask("other", 0).status, 404U);
  EXPECT_EQ(Ask("", 0).status, 404U);
}

}  // namespace
}  // namespace photocluster

#include "native-helper/embedding/embedder.h"

#include <atomic>
#include <chrono>
#include <map>
#include <thread>
#include <utility>

#include "tests/helper/embedding/embedding_fixtures.h"

namespace photocluster {
namespace {

using namespace test;

// Photos in memory. Tells what was asked for.
class PhotosInMemory : public PhotoReader {
 public:
  Result<Identity> Identify(const std::string& place) override {
    identified.push_back(place);
    const auto found = contents.find(place);
    if (found == contents.end()) return Error{ErrorCode::kNotFound, place + " is gone"};
    return Identity{found->second.size(), FingerprintOfContent(found->second)};
  }
  Result<std::string> Read(const std::string& place, std::uint64_t max_bytes) override {
    read.push_back(place);
    ++read_count;
    const auto found = contents.find(place);
    if (found == contents.end()) return Error{ErrorCode::kNotFound, place + " is gone"};
    EXPECT_EQ(max_bytes, kMaxPhotoBytes);
    return found->second;
  }

  std::map<std::string, std::string> contents;
  std::vector<std::string> identified;
  std::vector<std::string> read;
  std::atomic<std::size_t> read_count = 0;  // of `read`, while photos are being embedded
};

class Embedder : public testing::Test {
 protected:
  void SetUp() override {
    NEEDS_ONNXRUNTIME();
    StartImaging();
    model_ = OpenModel(TinyModel("good.onnx"));
    ASSERT_NE(model_, nullptr);
  }

  // `count` photos, in an order that is not that of their names.
  void AddPhotos(int count) {
    for (int i = 0; i < count; ++i) {
      const std::string place = "photo" + std::to_string(i * 7 % count) + ".jpg";
      photos_.contents[place] = WavesJpeg(i, 40 + i % 90, 35 + i * 3 % 80);
      places_.push_back(place);
    }
  }

  Result<void> Embed(int workers, std::unordered_set<Fingerprint, FingerprintHash> stored = {},
                     std::stop_token stop = {}) {
    outcomes_.clear();
    const EmbedJob job{places_, std::move(stored), workers};
    return EmbedPhotos(*model_, photos_, job, stop, [this](EmbedOutcome outcome) -> Result<void> {
      outcomes_.push_back(std::move(outcome));
      return on_delivery_ ? on_delivery_() : Result<void>();
    });
  }

  static const Vector* VectorOf(const EmbedOutcome& outcome) { return std::get_if<Vector>(&outcome.result); }
  static const Error* ErrorOf(const EmbedOutcome& outcome) { return std::get_if<Error>(&outcome.result); }
  std::vector<Vector> Vectors() const {
    std::vector<Vector> vectors;
    for (const EmbedOutcome& outcome : outcomes_) vectors.push_back(VectorOf(outcome) ? *VectorOf(outcome) : Vector());
    return vectors;
  }
  std::vector<std::string> DeliveredPlaces() const {
    std::vector<std::string> places;
    for (const EmbedOutcome& outcome : outcomes_) places.push_back(outcome.place);
    return places;
  }

  std::unique_ptr<EmbeddingModel> model_;
  PhotosInMemory photos_;
  std::vector<std::string> places_;
  std::vector<EmbedOutcome> outcomes_;
  std::function<Result<void>()> on_delivery_;
};

TEST_F(Embedder, OutcomesComeInOrderWithWhatWasRead) {
  AddPhotos(60);
  ASSERT_TRUE(Embed(3).ok());
  EXPECT_EQ(DeliveredPlaces(), places_);
  EXPECT_EQ(photos_.read, places_);
  EXPECT_TRUE(photos_.identified.empty());
  for (const EmbedOutcome& outcome : outcomes_) {
    const std::string& content = photos_.contents[outcome.place];
    EXPECT_EQ(outcome.length, content.size());
    EXPECT_EQ(outcome.fingerprint, FingerprintOfContent(content));
    ASSERT_NE(VectorOf(outcome), nullptr) << outcome.place;
    EXPECT_TRUE(IsUnitVector(*VectorOf(outcome), model_->dimension()));
  }
}

TEST_F(Embedder, VectorIsWhatTheStepsGiveOneByOne) {
  AddPhotos(1);
  ASSERT_TRUE(Embed(1).ok());
  const auto decoded = DecodePhoto(photos_.contents[places_[0]], 32);
  ASSERT_TRUE(decoded.ok());
  std::vector<float> tensor(model_->preprocess().tensor_size());
  ASSERT_TRUE(Preprocess(decoded.value().image, Orientation::kUpright, model_->preprocess(), tensor).ok());
  EXPECT_EQ(Vectors()[0], Quantise(model_->Run(tensor).value()).value());
}

TEST_F(Embedder, SameBitsWithAnyNumberOfWorkers) {
  AddPhotos(40);
  ASSERT_TRUE(Embed(1).ok());
  const std::vector<Vector> expected = Vectors();
  for (const int workers : {2, 5, 8, 0}) {
    ASSERT_TRUE(Embed(workers).ok());
    EXPECT_EQ(Vectors(), expected) << workers;
  }
}

TEST_F(Embedder, NoPhotosIsDoneAtOnce) {
  EXPECT_TRUE(Embed(4).ok());
  EXPECT_TRUE(outcomes_.empty());
}

TEST_F(Embedder, PhotoThatCannotBeReadOrDecodedIsAnOutcomeAndEndsNothing) {
  AddPhotos(12);
  photos_.contents.erase(places_[3]);
  photos_.contents[places_[5]] = "not a photo";
  photos_.contents[places_[7]] = "";
  photos_.contents[places_[9]] = photos_.contents[places_[9]].substr(0, 20);
  ASSERT_TRUE(Embed(3).ok());
  ASSERT_EQ(DeliveredPlaces(), places_);
  ASSERT_NE(ErrorOf(outcomes_[3]), nullptr);
  EXPECT_EQ(*ErrorOf(outcomes_[3]), (Error{ErrorCode::kNotFound, places_[3] + " is gone"}));
  EXPECT_FALSE(outcomes_[3].fingerprint.known());
  for (const std::size_t i : std::initializer_list<std::size_t>{5, 7, 9}) {
    ASSERT_NE(ErrorOf(outcomes_[i]), nullptr) << i;
    EXPECT_FALSE(ErrorOf(outcomes_[i])->detail.empty());
    EXPECT_EQ(outcomes_[i].fingerprint, FingerprintOfContent(photos_.contents[places_[i]]));
  }
  EXPECT_NE(VectorOf(outcomes_[11]), nullptr);
}

TEST_F(Embedder, StoredPhotosAreRecognisedWithoutBeingRead) {
  AddPhotos(20);
  std::unordered_set<Fingerprint, FingerprintHash> stored;
  for (int i = 0; i < 20; i += 2)
    stored.insert(FingerprintOfContent(photos_.contents[places_[static_cast<std::size_t>(i)]]));
  photos_.contents.erase(places_[5]);
  ASSERT_TRUE(Embed(2, stored).ok());
  ASSERT_EQ(DeliveredPlaces(), places_);
  EXPECT_EQ(photos_.identified, places_);
  EXPECT_EQ(photos_.read.size(), 9u);
  for (std::size_t i = 0; i < 20; ++i) {
    if (i == 5) {
      EXPECT_NE(ErrorOf(outcomes_[i]), nullptr);
      continue;
    }
    EXPECT_EQ(std::holds_alternative<AlreadyStored>(outcomes_[i].result), i % 2 == 0) << i;
    EXPECT_EQ(outcomes_[i].fingerprint, FingerprintOfContent(photos_.contents[places_[i]]));
    EXPECT_EQ(outcomes_[i].length, photos_.contents[places_[i]].size());
  }
}

TEST_F(Embedder, StopEndsSoonAndWhatWasDeliveredIsAPrefix) {
  AddPhotos(400);
  for (const std::size_t stop_after : std::initializer_list<std::size_t>{1, 7, 100}) {
    std::stop_source stop;
    on_delivery_ = [&]() -> Result<void> {
      if (outcomes_.size() == stop_after) stop.request_stop();
      return {};
    };
    photos_.read.clear();
    const auto ended = Embed(3, {}, stop.get_token());
    ASSERT_FALSE(ended.ok());
    EXPECT_EQ(ended.error().code, ErrorCode::kCancelled);
    EXPECT_EQ(DeliveredPlaces(),
              std::vector(places_.begin(), places_.begin() + static_cast<std::ptrdiff_t>(stop_after)));
    EXPECT_LE(photos_.read.size(), stop_after + 2 * 3 + 8 + 1);
  }
}

TEST_F(Embedder, StopBeforeTheStartDeliversNothing) {
  AddPhotos(5);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(Embed(2, {}, stop.get_token()).error().code, ErrorCode::kCancelled);
  EXPECT_TRUE(outcomes_.empty());
}

TEST_F(Embedder, ErrorOfTheDeliveryEndsTheRun) {
  AddPhotos(100);
  on_delivery_ = [this]() -> Result<void> {
    if (outcomes_.size() == 4) return Error{ErrorCode::kNoSpace, "the disk is full"};
    return {};
  };
  EXPECT_EQ(Embed(2).error(), (Error{ErrorCode::kNoSpace, "the disk is full"}));
  EXPECT_EQ(outcomes_.size(), 4u);
}

TEST_F(Embedder, SlowDeliveryHoldsReadingBack) {
  AddPhotos(100);
  constexpr std::size_t kWorkers = 2;
  constexpr std::size_t kMostUnderWay = 2 * kWorkers + 8;
  bool first = true;
  on_delivery_ = [&]() -> Result<void> {
    if (!std::exchange(first, false)) return {};
    const std::size_t limit = outcomes_.size() + kMostUnderWay;
    for (int i = 0; i < 10'000 && photos_.read_count < limit; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // time to read more, if it would
    EXPECT_EQ(photos_.read_count, limit);
    return {};
  };
  ASSERT_TRUE(Embed(kWorkers).ok());
  EXPECT_EQ(outcomes_.size(), 100u);
}

TEST_F(Embedder, RealPhotosGiveTheSameBitsWithAnyNumberOfWorkers) {
  NEEDS_TEST_DATA();
  model_ = OpenModel(TestData("models/mobilenetv2_cliplike512_fp32.onnx"));
  ASSERT_NE(model_, nullptr);
  for (int i = 0; i < 12; ++i) {
    places_.push_back("photos/unsplash125/images/image_" + std::to_string(i) + ".jpg");
    photos_.contents[places_.back()] = ReadFile(TestData(places_.back()));
  }
  ASSERT_TRUE(Embed(1).ok());
  const std::vector<Vector> expected = Vectors();
  EXPECT_TRUE(IsUnitVector(expected[11], 512));
  for (const int workers : {2, 5}) {
    ASSERT_TRUE(Embed(workers).ok());
    EXPECT_EQ(Vectors(), expected) << workers;
  }
}

}  // namespace
}  // namespace photocluster

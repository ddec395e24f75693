#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "native-helper/commands/command_line.h"
#include "tests/helper/host/temporary_folder.h"

namespace photocluster::test {

// Runs commands in this process, on a folder of its own.
class CommandsTest : public testing::Test {
 protected:
  static constexpr const char* kModel = "angles-0123456789ab";

  // The content of a photo is told by its name.
  void AddPhotos(const std::vector<std::string>& places) {
    for (const std::string& place : places) folder_.Write(place, "the content of " + place);
  }

  // `photocluster ARGUMENTS`; what it printed is in out_ and err_.
  int Run(const std::vector<std::string>& arguments, const std::string& input = "") {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    Console console{in, out, err};
    const auto status = static_cast<int>(RunCommandLine(arguments, console));
    out_ = out.str();
    err_ = err.str();
    return status;
  }
  int Do(const std::string& commands) { return Run({"do", path()}, commands); }

  // Gives photos vectors of a made-up model: directions in a plane, so that the score of two is the cosine between.
  void Embed(const std::map<std::string, double>& degrees) {
    auto opened = Root::Open(path(), {.access = Access::kWrite});
    ASSERT_TRUE(opened.ok()) << opened.error().detail;
    Root& root = *opened.value();
    if (root.session().state().settings().model().empty()) {
      Settings settings;
      settings.model = kModel;
      ASSERT_FALSE(root.Do(settings).error);
    }
    ASSERT_TRUE(root.UseModel(kModel, 16).ok());
    for (const auto& [place, angle] : degrees) {
      const KnownFile file{place, 0, 0, {}};
      const auto probed = root.photos().Probe({&file, 1});
      ASSERT_TRUE(probed.ok() && probed.value().size() == 1) << place;
      const ProbedFile& found = probed.value()[0];
      Vector vector(16);
      vector[0] = static_cast<std::int16_t>(std::lround(32767 * std::cos(angle * M_PI / 180)));
      vector[1] = static_cast<std::int16_t>(std::lround(32767 * std::sin(angle * M_PI / 180)));
      const VectorEntry entry{found.fingerprint, vector, {}};
      ASSERT_TRUE(root.StoreVectors({&entry, 1}).ok());
      Observation seen;
      seen.place = place;
      seen.size = found.size;
      seen.mtime_ms = found.mtime_ms;
      seen.fingerprint = found.fingerprint;
      root.session().Observe(seen);
      root.session().AddVector(found.fingerprint, vector);
    }
    ASSERT_FALSE(root.Settle().error);
  }

  std::string Log() const { return folder_.Content(".clustering/actions.jsonl"); }
  const std::string& path() const { return folder_.path(); }

  TemporaryFolder folder_;
  std::string out_;
  std::string err_;
};

}  // namespace photocluster::test

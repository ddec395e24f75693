#pragma once
#include <rapidjson/document.h>

#include <string>

#include "native-helper/server/net.h"

namespace photocluster::test {

// The real answers of the original program, tests data in ../shared/data/original/transcripts: requests in order, each
// with its answer, {ROOT} for the root.
class Transcript {
 public:
  // `name`: "manual-only"
  Transcript(const std::string& name, std::string root);

  std::size_t size() const { return steps_.Size(); }
  // A request to be sent; without a method when step `i` is something done to the files between two requests, which
  // was done by this call.
  HttpRequest Request(std::size_t i) const;
  // What is wrong with an answer to it; "" when it is the original's: the same status and values, scores within 0.0002,
  // the text of a 422 free.
  std::string Difference(std::size_t i, const HttpResponse& answer) const;
  // Paths, sorted, without those that have a folder or name with a dot at the beginning; the trash relative to its
  // folder behind "trash: ".
  std::vector<std::string> TreeAfter() const;
  static std::vector<std::string> TreeOf(const std::string& root, const std::string& trash);

 private:
  std::string Filled(const std::string& text) const;

  std::string root_;
  rapidjson::Document document_;
  const rapidjson::Value& steps_;
};

}  // namespace photocluster::test

#include "tests/helper/server/original_replay.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "native-helper/server/target.h"
#include "tests/support/test_data.h"

namespace photocluster::test {
namespace {

namespace fs = std::filesystem;
using rapidjson::Value;

constexpr double kMostDifference = 0.0002;

std::string Text(const Value& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

std::string Compare(const std::string& where, const Value& is, const Value& wanted) {
  const std::string unequal = where + " is " + Text(is) + ", wanted is " + Text(wanted);
  if (wanted.IsNumber()) {
    const bool near = is.IsNumber() && std::abs(is.GetDouble() - wanted.GetDouble()) <= kMostDifference;
    return near ? "" : unequal;
  }
  if (is.GetType() != wanted.GetType()) return unequal;
  if (wanted.IsArray()) {
    if (is.Size() != wanted.Size()) return unequal;
    for (rapidjson::SizeType i = 0; i < wanted.Size(); ++i) {
      const std::string difference = Compare(where + "[" + std::to_string(i) + "]", is[i], wanted[i]);
      if (!difference.empty()) return difference;
    }
    return "";
  }
  if (!wanted.IsObject()) return is == wanted ? "" : unequal;
  if (is.MemberCount() != wanted.MemberCount()) return unequal;
  for (const auto& [name, value] : wanted.GetObject()) {
    if (!is.HasMember(name)) return unequal;
    const std::string difference = Compare(where + "." + name.GetString(), is[name], value);
    if (!difference.empty()) return difference;
  }
  return "";
}

// {"detail":[{"loc":["query","root"],"msg":…,"type":…}]}: what it is about, not the words.
std::string CompareUnfit(const Value& is, const Value& wanted) {
  if (!is.IsObject() || !is.HasMember("detail") || !is["detail"].IsArray()) return "no list of details: " + Text(is);
  for (const char* field : {"msg", "type"}) {
    if (!is["detail"][0].HasMember(field)) return std::string("no ") + field + ": " + Text(is);
  }
  return Compare("loc", is["detail"][0]["loc"], wanted["detail"][0]["loc"]);
}

}  // namespace

Transcript::Transcript(const std::string& name, std::string root)
    : root_(std::move(root)),
      document_([&] {
        rapidjson::Document parsed;
        parsed.Parse(ReadFile(TestData("original/transcripts/" + name + ".json")).c_str());
        return parsed;
      }()),
      steps_(document_["steps"]) {}

std::string Transcript::Filled(const std::string& text) const {
  std::string filled = text;
  constexpr std::string_view kRoot = "{ROOT}";
  for (std::size_t at = filled.find(kRoot); at != filled.npos; at = filled.find(kRoot, at)) {
    filled.replace(at, kRoot.size(), root_);
  }
  return filled;
}

HttpRequest Transcript::Request(std::size_t i) const {
  const Value& step = steps_[static_cast<rapidjson::SizeType>(i)];
  if (!step.HasMember("request")) {
    const fs::path to = Filled(step["outside"]["to"].GetString());
    fs::create_directories(to.parent_path());
    fs::copy_file(Filled(step["outside"]["copy"].GetString()), to);
    return {};
  }
  const Value& asked = step["request"];
  HttpRequest request{asked["method"].GetString(), asked["path"].GetString(), {}, ""};
  if (asked.HasMember("query")) {
    char before = '?';
    for (const auto& [name, value] : asked["query"].GetObject()) {
      request.target += before + PercentEncoded(name.GetString()) + "=" + PercentEncoded(Filled(value.GetString()));
      before = '&';
    }
  }
  if (asked.HasMember("body")) {
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = Filled(Text(asked["body"]));
  }
  return request;
}

std::string Transcript::Difference(std::size_t i, const HttpResponse& answer) const {
  const Value& step = steps_[static_cast<rapidjson::SizeType>(i)];
  const unsigned status = step["status"].GetUint();
  if (answer.status != status) {
    return "status " + std::to_string(answer.status) + " instead of " + std::to_string(status) + ": " + answer.body;
  }
  rapidjson::Document wanted;
  wanted.Parse(Filled(Text(step["response"])).c_str());
  if (wanted.HasMember("bytes")) {
    const std::string type(FindHeader(answer.headers, "Content-Type").value_or(""));
    if (type != wanted["content_type"].GetString()) return "type " + type;
    return answer.body.size() == wanted["bytes"].GetUint64() ? "" : "another length";
  }
  rapidjson::Document is;
  is.Parse(answer.body.c_str());
  if (is.HasParseError()) return "no JSON: " + answer.body;
  return status == 422 ? CompareUnfit(is, wanted) : Compare("answer", is, wanted);
}

std::vector<std::string> Transcript::TreeAfter() const {
  constexpr std::string_view kTrash = ".manual_cluster/trash/";
  std::vector<std::string> tree;
  for (const Value& entry : document_["tree_after"].GetArray()) {
    const std::string path = entry.GetString();
    if (path.starts_with(kTrash)) tree.push_back("trash: " + path.substr(kTrash.size()));
    if (!path.starts_with('.')) tree.push_back(path);
  }
  std::sort(tree.begin(), tree.end());
  return tree;
}

std::vector<std::string> Transcript::TreeOf(const std::string& root, const std::string& trash) {
  std::vector<std::string> tree;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = fs::relative(entry.path(), root).string();
    if (path.starts_with(trash + "/")) tree.push_back("trash: " + path.substr(trash.size() + 1));
    if (!path.starts_with('.')) tree.push_back(path);
  }
  std::sort(tree.begin(), tree.end());
  return tree;
}

}  // namespace photocluster::test

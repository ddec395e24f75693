#include "shared/session/text_store.h"

#include <algorithm>
#include <cstring>

namespace photocluster {
namespace {

constexpr std::size_t kBlock = 64 * 1024;
constexpr std::size_t kMostOfLength = 10;  // bytes of the longest length

}  // namespace

std::string_view StoredText::view() const {
  const char* at = at_;
  std::size_t size = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    size |= static_cast<std::size_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return {at, size};
  }
}

StoredText TextStore::Keep(std::string_view text) {
  if (text.empty()) return StoredText();
  if (left_ < text.size() + kMostOfLength) {
    left_ = std::max(kBlock, text.size() + kMostOfLength);
    blocks_.push_back(std::make_unique<char[]>(left_));
    free_ = blocks_.back().get();
  }
  const StoredText kept(free_);
  char* at = free_;
  std::size_t size = text.size();
  for (; size >= 0x80; size >>= 7) *at++ = static_cast<char>((size & 0x7F) | 0x80);
  *at++ = static_cast<char>(size);
  std::memcpy(at, text.data(), text.size());
  at += text.size();
  left_ -= static_cast<std::size_t>(at - free_);
  free_ = at;
  return kept;
}

StoredText TextStore::KeepOnce(std::string_view text) {
  if (last_once_ == text) return last_once_;  // folders come in runs
  const auto at = once_.find(text);
  if (at != once_.end()) {
    std::size_t length_bytes = 1;
    for (std::size_t size = text.size(); size >= 0x80; size >>= 7) ++length_bytes;
    return last_once_ = StoredText(at->data() - length_bytes);
  }
  last_once_ = Keep(text);
  if (!text.empty()) once_.insert(last_once_.view());
  return last_once_;
}

}  // namespace photocluster

#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace photocluster {

// A text in a TextStore, in the 8 bytes of a pointer; "" by default. Valid as long as that TextStore.
class StoredText {
 public:
  constexpr StoredText() = default;

  std::string_view view() const;
  std::string str() const { return std::string(view()); }
  operator std::string_view() const { return view(); }
  operator std::string() const { return str(); }
  bool empty() const { return *at_ == '\0'; }
  std::size_t size() const { return view().size(); }

  friend bool operator==(const StoredText& a, const StoredText& b) { return a.at_ == b.at_ || a.view() == b.view(); }
  friend bool operator==(const StoredText& a, std::string_view b) { return a.view() == b; }
  friend std::string operator+(std::string a, const StoredText& b) { return a.append(b.view()); }
  friend std::string operator+(const StoredText& a, std::string_view b) { return a.str().append(b); }
  friend std::strong_ordering operator<=>(const StoredText& a, const StoredText& b) { return a <=> b.view(); }
  friend std::strong_ordering operator<=>(const StoredText& a, std::string_view b) { return a.view().compare(b) <=> 0; }

 private:
  friend class TextStore;
  explicit StoredText(const char* at) : at_(at) {}

  const char* at_ =
      "";  // the length, 7 bits a byte, the lowest first and the highest bit where more follow; then the text
};

// TextStore that are kept for as long as this is, one behind the other: a path costs its characters and a byte, and no
// allocation of its own. Nothing is ever given back, so it is for what history has to remember anyway.
class TextStore {
 public:
  StoredText Keep(std::string_view text);
  // The same for one that is kept many times, a folder: its characters stand here once.
  StoredText KeepOnce(std::string_view text);

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;  // in the last block
  std::size_t left_ = 0;
  std::set<std::string_view> once_;
  StoredText last_once_;
};

}  // namespace photocluster

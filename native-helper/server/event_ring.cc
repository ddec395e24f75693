#include "native-helper/server/event_ring.h"

#include <utility>

#include "shared/base/archive_json.h"

namespace photocluster {

EventRing::Text EventRing::Add(Event event) {
  event.event = ++newest_;
  const auto text = std::make_shared<const std::string>(ToJson(HelperMessage(std::move(event))));
  bytes_ += text->size();
  texts_.push_back(text);
  while (texts_.size() > kMostEvents || bytes_ > kMostBytes) {
    bytes_ -= texts_.front()->size();
    texts_.pop_front();
  }
  return text;
}

std::optional<std::vector<EventRing::Text>> EventRing::After(std::uint64_t event) const {
  if (event > newest_ || newest_ - event > texts_.size()) return std::nullopt;
  const auto count = static_cast<std::ptrdiff_t>(newest_ - event);
  return std::vector<Text>(texts_.end() - count, texts_.end());
}

}  // namespace photocluster

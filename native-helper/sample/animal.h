#pragma once
#include "native-helper/sample/noise.h"

namespace photocluster {

// A beast seen from the side, as a shape of ellipses and bones; in its own units: it stands on y = 0, its back is near
// y = 1, it looks to the right.
class Animal {
 public:
  explicit Animal(Draw& draw);
  // Below 0 inside, about the distance to the edge outside.
  float Away(float x, float y) const;
  float eye_x() const { return head_x_ + 0.04F * size_; }
  float eye_y() const { return head_y_ + 0.02F * size_; }

 private:
  enum class Beast { kDeer, kBoar };
  Beast beast_;
  bool has_antlers_;
  float stride_, head_x_, head_y_, size_;
};

}  // namespace photocluster

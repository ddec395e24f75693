#pragma once

namespace photocluster {

// How likely the best class of a ridge head is the right one, 0.2..1, by its margin: the best score less the second
// or 0, whichever is more. Measured on photos not yet confirmed while sets were being sorted: objects, flowers, two
// models, 4 to 48 samples a class; the curves of all of them lie within 0.05 of each other, because scores of a ridge
// head are scaled by its targets, not by the set.
double ChanceRight(double margin);

}  // namespace photocluster

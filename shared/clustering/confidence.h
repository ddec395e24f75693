#pragma once

namespace photocluster {

// How likely the best class of a ridge head is the right one, 0.2..1, by its margin: the best score less the second
// or 0, whichever is more. A first guess that depends on no set, because a ridge head's scores are scaled by its
// targets; PageBuilder::Learn corrects it by what becomes of the pages.
double ChanceRight(double margin);

}  // namespace photocluster

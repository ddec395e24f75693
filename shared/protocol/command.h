#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/protocol/record.h"

namespace photocluster {

// A Command is what a person wants. As JSON it is an object with one key, e.g.
//   {"assign":{"places":["a.jpg","b.jpg"],"cluster":"Roof"}}
// A Command is carried out whole or refused whole; places are the photos' places now.

// To a cluster, which comes into being if there is none of that name.
struct Assign {
  static constexpr const char* kName = "assign";
  static constexpr const char* kTypeName = "Assign";
  std::vector<std::string> places;
  std::string cluster;
  std::string note;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(places)), Required(NVP(cluster)), OmitEmpty(NVP(note)));
  }
};

struct Create {
  static constexpr const char* kName = "create";
  static constexpr const char* kTypeName = "Create";
  std::string cluster;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(cluster)));
  }
};

// Another name for a cluster; its photos' folders follow. A name that another cluster has is refused: that is a merge.
struct RenameCluster {
  static constexpr const char* kName = "rename";
  static constexpr const char* kTypeName = "RenameCluster";
  std::string cluster;
  std::string name;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(cluster)), Required(NVP(name)));
  }
};

// The photos of `cluster` become members of `into`, each as it was one before; `cluster` ends.
struct MergeClusters {
  static constexpr const char* kName = "merge";
  static constexpr const char* kTypeName = "MergeClusters";
  std::string cluster;
  std::string into;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(cluster)), Required(NVP(into)));
  }
};

// The cluster ends; its photos go home and into the queue. No photo is deleted. An adopted photo stays in its folder.
struct DeleteCluster {
  static constexpr const char* kName = "delete";
  static constexpr const char* kTypeName = "DeleteCluster";
  std::string cluster;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(cluster)));
  }
};

// Photos of one cluster become a new one, each a member as it was before.
struct SplitCluster {
  static constexpr const char* kName = "split";
  static constexpr const char* kTypeName = "SplitCluster";
  std::vector<std::string> places;
  std::string cluster;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(places)), Required(NVP(cluster)));
  }
};

// A page as it was shown: all of `places` to `cluster`. `page` is the number of the newest record when it was shown.
// Refused whole (kPlanChanged) when one of the photos is not in the queue any more, was decided since, or shows another
// picture by now, or when the cluster was renamed or ended since. The records carry the number of their step as `page`.
struct Confirm {
  static constexpr const char* kName = "confirm";
  static constexpr const char* kTypeName = "Confirm";
  std::vector<std::string> places;
  std::string cluster;
  Seq page = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(places)), Required(NVP(cluster)), Required(NVP(page)));
  }
};

// A person's words about a photo; none take them away.
struct WriteNote {
  static constexpr const char* kName = "note";
  static constexpr const char* kTypeName = "WriteNote";
  std::string place;
  std::string text;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(place)), Required(NVP(text)));
  }
};

// Further clusters of photos: names only, no file moves, and nothing is counted into the cluster's members or centroid.
// A name that no cluster has makes one. A photo's own cluster is refused.
struct AddAlso {
  static constexpr const char* kName = "also";
  static constexpr const char* kTypeName = "AddAlso";
  std::vector<std::string> places;
  std::string cluster;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(places)), Required(NVP(cluster)));
  }
};
struct RemoveAlso {
  static constexpr const char* kName = "not_also";
  static constexpr const char* kTypeName = "RemoveAlso";
  std::vector<std::string> places;
  std::string cluster;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(places)), Required(NVP(cluster)));
  }
};

// How a cluster is shown; only what is given changes, "" and 0 take it back to the default.
struct ClusterSettings {
  static constexpr const char* kName = "cluster";
  static constexpr const char* kTypeName = "ClusterSettings";
  std::string cluster;
  std::optional<std::string> key;         // 1-9 or a letter, or the key's code: "Digit1", "KeyR"
  std::optional<std::string> colour;      // "#56B4E9"
  std::optional<std::uint32_t> position;  // clusters with one come first, in its order

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(cluster)), NVP(key), NVP(colour), NVP(position));
  }
};

struct Trash {
  static constexpr const char* kName = "trash";
  static constexpr const char* kTypeName = "Trash";
  std::vector<std::string> places;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(places)));
  }
};

// Out of the trash, back to where and what the photos were; places are those in the trash.
struct Restore {
  static constexpr const char* kName = "restore";
  static constexpr const char* kTypeName = "Restore";
  std::vector<std::string> places;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(places)));
  }
};

// Photos in the trash are removed for good, with their companions: nothing brings them back, undo neither. Photos that
// the original program put into its own trash stay.
struct EmptyTrash {
  static constexpr const char* kName = "empty_trash";
  static constexpr const char* kTypeName = "EmptyTrash";
  std::vector<std::string> places;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(places)));
  }
};

// To the end of the queue.
struct Skip {
  static constexpr const char* kName = "skip";
  static constexpr const char* kTypeName = "Skip";
  std::vector<std::string> places;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(places)));
  }
};

// To the head of the queue; of several the last one named is the first there.
struct First {
  static constexpr const char* kName = "first";
  static constexpr const char* kTypeName = "First";
  std::vector<std::string> places;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(places)));
  }
};

// The queue in the order of hash(seed, place); without a seed one is derived from root and time.
struct Shuffle {
  static constexpr const char* kName = "shuffle";
  static constexpr const char* kTypeName = "Shuffle";
  std::optional<std::uint64_t> seed;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(seed));
  }
};

// One photo of an auto-move plan and the cluster it was shown to go to.
struct PlannedPair {
  static constexpr const char* kTypeName = "PlannedPair";
  std::string place;
  std::string cluster;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(place)), Required(NVP(cluster)));
  }
  bool operator==(const PlannedPair&) const = default;
};

// Exactly the pairs that were shown: one that no longer holds refuses the whole (kPlanChanged).
struct AutoMove {
  static constexpr const char* kName = "auto_move";
  static constexpr const char* kTypeName = "AutoMove";
  double threshold = 0;
  std::uint32_t min_samples = 0;
  std::vector<PlannedPair> pairs;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(threshold)), Required(NVP(min_samples)), Required(NVP(pairs)));
  }
};

// Takes back the newest `count` steps (default 1); or the run, page or other step that any of its records names, whole
// or only what it decided about the photos at `places` now; or one record; or everything from record `since` on, step
// by step, so that redo gives them back one by one. What was decided again since stays and is named.
struct Undo {
  static constexpr const char* kName = "undo";
  static constexpr const char* kTypeName = "Undo";
  std::optional<Seq> run;
  std::optional<Seq> record;
  std::optional<std::uint32_t> count;
  std::optional<Seq> since;
  std::vector<std::string> places;  // with `run` only

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(run), NVP(record), NVP(count), NVP(since), OmitEmpty(NVP(places)));
  }
};

struct Redo {
  static constexpr const char* kName = "redo";
  static constexpr const char* kTypeName = "Redo";
  std::optional<std::uint32_t> count;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(count));
  }
};

// The photos that lie directly in `folder` become members of the cluster of the folder's name, or of `cluster`.
struct Adopt {
  static constexpr const char* kName = "adopt";
  static constexpr const char* kTypeName = "Adopt";
  std::string folder;
  std::optional<std::string> cluster;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(folder)), NVP(cluster));
  }
};

// Where a cluster's folder lies, seen from a photo's home.
enum class Layout {
  kBeside,     // home/<cluster>/, as the original program
  kRoot,       // <cluster>/ at the root
  kRootAbove,  // <cluster>/<home>/ at the root
};
constexpr EnumNames<Layout, 3> EnumNamesOf(Layout) {
  return {{{Layout::kBeside, "beside"}, {Layout::kRoot, "root"}, {Layout::kRootAbove, "root_above"}}};
}
constexpr const char* TypeNameOf(Layout) { return "Layout"; }

enum class QueueOrder { kPath, kTaken };
constexpr EnumNames<QueueOrder, 2> EnumNamesOf(QueueOrder) {
  return {{{QueueOrder::kPath, "path"}, {QueueOrder::kTaken, "taken"}}};
}
constexpr const char* TypeNameOf(QueueOrder) { return "QueueOrder"; }

// What a decision does to the files.
enum class FileMode {
  kMove,   // they go along at once
  kAtEnd,  // they stay until the decisions are carried out: MoveWaiting
  kNone,   // they stay
  kCopy,   // they stay, and copies of them go
};
constexpr EnumNames<FileMode, 4> EnumNamesOf(FileMode) {
  return {
      {{FileMode::kMove, "move"}, {FileMode::kAtEnd, "at_end"}, {FileMode::kNone, "none"}, {FileMode::kCopy, "copy"}}};
}
constexpr const char* TypeNameOf(FileMode) { return "FileMode"; }

// Settings of the root; only those given are changed. All are records of one step.
struct Settings {
  static constexpr const char* kName = "settings";
  static constexpr const char* kTypeName = "Settings";
  std::optional<Layout> layout;
  std::optional<std::string> model;  // a model's id
  std::optional<bool> manual_only;   // no suggestions, no auto-move
  std::optional<double> threshold;   // 0..1
  std::optional<std::uint32_t> min_samples;
  std::optional<QueueOrder> order;
  std::optional<std::vector<std::string>> left_alone;  // folders whose photos are not asked; replaces the list
  std::optional<FileMode> file_mode;                   // of later decisions

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(layout), NVP(model), NVP(manual_only), NVP(threshold), NVP(min_samples), NVP(order), NVP(left_alone),
            NVP(file_mode));
  }
};

// One photo that the layout puts elsewhere than where it lies.
struct RelayoutMove {
  static constexpr const char* kTypeName = "RelayoutMove";
  std::string place;
  std::string to;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(place)), Required(NVP(to)));
  }
  bool operator==(const RelayoutMove&) const = default;
};

// Moves what was sorted before the layout was chosen: exactly the moves that were shown. When one of them would not
// happen any more or another one would, the whole is refused (kPlanChanged).
struct Relayout {
  static constexpr const char* kName = "relayout";
  static constexpr const char* kTypeName = "Relayout";
  std::vector<RelayoutMove> moves;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(moves)));
  }
};

// The two answers to "the log knows decisions that this folder does not show": move the photos to where the log
// says they belong, or take them where they lie.
struct CarryOut {
  static constexpr const char* kName = "carry_out";
  static constexpr const char* kTypeName = "CarryOut";
  template <class Archive>
  void serialize(Archive&) {}
};
struct KeepFolder {
  static constexpr const char* kName = "keep_folder";
  static constexpr const char* kTypeName = "KeepFolder";
  template <class Archive>
  void serialize(Archive&) {}
};

// A photo whose file has not gone along with what was decided, and where it would go.
struct FileGoal {
  static constexpr const char* kTypeName = "FileGoal";
  std::string place;
  std::string goal;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(place)), Required(NVP(goal)));
  }
  bool operator==(const FileGoal&) const = default;
};

// The decisions about these photos are carried out: their files go where they were shown to go. One that would not go
// there any more refuses the whole (kPlanChanged).
struct MoveWaiting {
  static constexpr const char* kName = "move_waiting";
  static constexpr const char* kTypeName = "MoveWaiting";
  std::vector<FileGoal> files;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(files)));
  }
};

using Command = std::variant<Assign, Create, Trash, Restore, Skip, Shuffle, AutoMove, Undo, Redo, Adopt, Settings,
                             CarryOut, KeepFolder, RenameCluster, MergeClusters, DeleteCluster, SplitCluster, Confirm,
                             WriteNote, AddAlso, RemoveAlso, ClusterSettings, Relayout, MoveWaiting, First, EmptyTrash>;

}  // namespace photocluster

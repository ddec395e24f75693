#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/base/fingerprint.h"

namespace photocluster {

// The number of a record: from 1, without gaps, given by the Session. 0 stands for "before the first".
// A run, a page and any other step of several records is named by the seq of its first record.
using Seq = std::uint64_t;

// What was decided, or, from moved_to to changed, what was found out about a decision or a file.
enum class Op : std::uint8_t {
  kRoot,    // the first record: value = random id of this root
  kCreate,  // a cluster comes into being
  kAssign,  // by a person
  kAuto,    // by an auto-move run
  kAdopt,   // a photo found in a folder that is already sorted: becomes a member where it lies
  kTrash,
  kRestore,  // out of the trash, to what it was before
  kSkip,     // to the end of the queue
  kShuffle,  // value = seed of the order
  kSet,      // a setting of the root: key, value (no value = back to the default)
  kUndo,     // `of` is taken back
  kRedo,     // the decision `of`, once taken back, holds again
  kMovedTo,  // the name chosen by `of` was taken: the file went to dst
  kFailed,   // the file move of `of` failed: note says why
  kStopped,  // the records of the same run from `of` on were not carried out
  kLost,     // the photo of `of` is nowhere
  kFound,    // a photo that was missing or moved by hand lies at dst
  kChanged,  // the file was edited in place: photo = its new fingerprint
  // Decisions again, appended so that the numbers of the others in caches stay.
  kRename,      // the cluster `value` is called `cluster` from here on
  kMerge,       // the cluster `value` ends, its photos go to `cluster`
  kDelete,      // the cluster `value` ends, its photos go home
  kRegroup,     // a member goes with its cluster, or to another one: manual, auto or adopted as before
  kUnassign,    // a member of no cluster any more: back into the queue
  kNote,        // note = the words about a photo
  kAlso,        // the photo is in `cluster` too, by name only
  kNotAlso,     // no longer
  kClusterSet,  // a setting of the cluster: key, value
  kMove,        // the file follows the decision `of`, which it had not gone along with
  // What the original program had decided before this one came.
  kImported,  // one line of its log: a photo is a member of `cluster`, or in the trash
  kImport,    // its totals, clusters and queue: `original`
  kFirst,     // a decision: to the head of the queue
  kEmptied,   // found out: a photo in the trash was removed for good, because a person asked for it
};
constexpr EnumNames<Op, 32> EnumNamesOf(Op) {
  return {{{Op::kRoot, "root"},        {Op::kCreate, "create"},     {Op::kAssign, "assign"},
           {Op::kAuto, "auto"},        {Op::kAdopt, "adopt"},       {Op::kTrash, "trash"},
           {Op::kRestore, "restore"},  {Op::kSkip, "skip"},         {Op::kShuffle, "shuffle"},
           {Op::kSet, "set"},          {Op::kUndo, "undo"},         {Op::kRedo, "redo"},
           {Op::kMovedTo, "moved_to"}, {Op::kFailed, "failed"},     {Op::kStopped, "stopped"},
           {Op::kLost, "lost"},        {Op::kFound, "found"},       {Op::kChanged, "changed"},
           {Op::kRename, "rename"},    {Op::kMerge, "merge"},       {Op::kDelete, "delete"},
           {Op::kRegroup, "regroup"},  {Op::kUnassign, "unassign"}, {Op::kNote, "note"},
           {Op::kAlso, "also"},        {Op::kNotAlso, "not_also"},  {Op::kClusterSet, "cluster_set"},
           {Op::kMove, "move"},        {Op::kImported, "imported"}, {Op::kImport, "import"},
           {Op::kFirst, "first"},      {Op::kEmptied, "emptied"}}};
}
constexpr const char* TypeNameOf(Op) { return "Op"; }

// What the decision does to the file, fixed when decided.
enum class Act { kMove, kByCopy, kCopy, kNone };
constexpr EnumNames<Act, 4> EnumNamesOf(Act) {
  return {{{Act::kMove, "move"}, {Act::kByCopy, "by_copy"}, {Act::kCopy, "copy"}, {Act::kNone, "none"}}};
}
constexpr const char* TypeNameOf(Act) { return "Act"; }

struct CompanionMove {
  static constexpr const char* kTypeName = "CompanionMove";
  std::string src;
  std::string dst;
  std::optional<Fingerprint> photo;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(src), NVP(dst), NVP(photo));
  }
  bool operator==(const CompanionMove&) const = default;
};

// A cluster as the original program had it: how many members it counted, how many vectors it stored for them, and the
// sum of those as this program makes unit vectors of them, exact and without padding; empty without vectors.
struct OriginalCluster {
  static constexpr const char* kTypeName = "OriginalCluster";
  std::string name;
  std::uint64_t count = 0;
  std::uint64_t vectors = 0;
  std::vector<std::int64_t> sum;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(name), NVP(count), NVP(vectors), OmitEmpty(NVP(sum)));
  }
  bool operator==(const OriginalCluster&) const = default;
};

// What the original program's files said beside its log.
struct Original {
  static constexpr const char* kTypeName = "Original";
  std::uint64_t manual_total = 0;
  std::uint64_t auto_total = 0;
  std::uint64_t deleted_total = 0;
  std::uint64_t lines = 0;                        // of our log, from its beginning, that are the original's
  std::vector<OriginalCluster> clusters;          // by name
  std::optional<std::vector<std::string>> queue;  // places in its order

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(manual_total), NVP(auto_total), NVP(deleted_total), NVP(lines), OmitEmpty(NVP(clusters)), NVP(queue));
  }
  bool operator==(const Original&) const = default;
};

// A file of the copy that the program made of a photo.
struct CopyMove {
  static constexpr const char* kTypeName = "CopyMove";
  // The photo's file that it is made from now; "" when it was there before. In a moved_to: what is still to be brought
  // to `dst`, because at `src` is a stranger or nothing; "" when the copy lies at `src`.
  std::string of;
  std::string src;  // where it was; "" when it is made now
  std::string dst;  // "" when it is nowhere
  std::optional<Fingerprint> photo;
  std::optional<std::uint64_t> size;  // bytes

  template <class Archive>
  void serialize(Archive& archive) {
    archive(OmitEmpty(NVP(of)), OmitEmpty(NVP(src)), NVP(dst), NVP(photo), NVP(size));
  }
  bool operator==(const CopyMove&) const = default;
};

// One line of the log, and one message of the wire: a flat struct, so that every later version can read every
// older line. Paths are relative to the root. The first five fields are those of the original program.
// shared/journal/FORMAT.md says what each Op fills in; what it does not name is absent.
struct Record {
  static constexpr const char* kTypeName = "Record";
  std::string ts;       // local ISO 8601 without zone
  std::string src;      // place before
  std::string dst;      // place after
  std::string cluster;  // the cluster's name, "__deleted__" for trash, "" for none
  std::string note;     // "auto", a reason, or free text of the author
  Seq seq = 0;
  std::int64_t at = 0;  // ms since 1970 UTC
  Op op = Op::kRoot;
  std::optional<Act> act;
  std::string by;  // author
  std::optional<Seq> run;
  std::optional<Seq> page;
  std::optional<Seq> of;  // the record it answers
  std::optional<Fingerprint> photo;
  std::vector<CompanionMove> companions;
  std::optional<std::int64_t> mtime;  // of the main file when decided, ms since 1970 UTC
  std::optional<double> score;        // cosines, rounded to six decimals
  std::optional<std::string> second;
  std::optional<double> second_score;
  std::optional<double> threshold;
  std::optional<std::string> model;
  std::optional<std::string> key;    // root, set, cluster_set
  std::optional<std::string> value;  // root, shuffle, set, cluster_set, changed, found, and of clusters the name before
  std::vector<std::string> made;     // folders that this move makes; removed again once they are empty
  std::optional<Original> original;  // import
  std::vector<CopyMove> copies;      // of one photo: of its main file, then of its companions

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(ts), NVP(src), NVP(dst), NVP(cluster), NVP(note), Required(NVP(seq)), NVP(at), Required(NVP(op)),
            NVP(act), NVP(by), NVP(run), NVP(page), NVP(of), NVP(photo), OmitEmpty(NVP(companions)), NVP(mtime),
            NVP(score), NVP(second), NVP(second_score), NVP(threshold), NVP(model), NVP(key), NVP(value),
            OmitEmpty(NVP(made)), NVP(original), OmitEmpty(NVP(copies)));
  }
  bool operator==(const Record&) const = default;
};

}  // namespace photocluster

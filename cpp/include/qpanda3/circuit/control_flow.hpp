#pragma once
// qif(...).then(P).qelseif(...).then(P).qelse(P) and qwhile(...).loop(P): builders that end in a QProg.

#include <span>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/block.hpp"

namespace qpanda3 {

class QProg;
class QIfThen;
class QElseif;
class QElseifThen;

/// One arm of a branch: its condition and what runs then.
struct BranchArm {
  Condition condition;
  BlockPtr body;
};

/// True if an arm has the same condition, so that a further one with it could never run.
QPANDA3_API bool has_condition(std::span<const BranchArm> arms, const Condition& condition) noexcept;

/// `qif(cbits)`: wants `.then(prog)`.
class QPANDA3_API QIf {
 public:
  /// InvalidArgument if a bit would have to be 1 and 0.
  explicit QIf(Condition condition) : condition_(std::move(condition)) { condition_.normalise(); }
  QIfThen then(const QProg& branch) const;

 private:
  Condition condition_;
};

/// A branch so far, to be ended by `.qelse(prog)` or `.qendif()`.
class QPANDA3_API QIfThen {
 public:
  explicit QIfThen(std::vector<BranchArm> arms) : arms_(std::move(arms)) {}
  /// InvalidArgument if an arm before has the same condition: this one could never run.
  QElseif qelseif(const std::vector<CBit>& cbits) const;
  /// The same for any condition.
  QElseif otherwise_if(Condition condition) const;
  QProg qelse(const QProg& branch) const;
  QProg qendif() const;

 private:
  std::vector<BranchArm> arms_;
};

/// `.qelseif(cbits)`: wants `.then(prog)`.
class QPANDA3_API QElseif {
 public:
  QElseif(std::vector<BranchArm> arms, Condition condition)
      : arms_(std::move(arms)), condition_(std::move(condition)) {}
  QElseifThen then(const QProg& branch) const;

 private:
  std::vector<BranchArm> arms_;
  Condition condition_;
};

/// As QIfThen, after at least one qelseif.
class QPANDA3_API QElseifThen : public QIfThen {
 public:
  using QIfThen::QIfThen;
};

/// `qwhile(cbits)`: wants `.loop(prog)`.
class QPANDA3_API QWhile {
 public:
  /// InvalidArgument if a bit would have to be 1 and 0.
  explicit QWhile(Condition condition) : condition_(std::move(condition)) { condition_.normalise(); }
  QProg loop(const QProg& body) const;

 private:
  Condition condition_;
};

/// A branch that is taken if all bits are 1 in the current shot; bits never measured are 0; an empty list is true.
/// `QIf(Condition{...})` takes conditions with bits that have to be 0 as well.
QPANDA3_API QIf qif(const std::vector<CBit>& cbits);
/// A loop that runs while all bits are 1, at most 10000 times.
QPANDA3_API QWhile qwhile(const std::vector<CBit>& cbits);

}  // namespace qpanda3

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

/// One arm of a branch: the bits that all have to be 1, in ascending order, and what runs then.
struct BranchArm {
  std::vector<Index> cbits;
  BlockPtr body;
};

/// True if an arm has the same condition, so that a further one with it could never run. `cbits` in ascending order.
QPANDA3_API bool has_condition(std::span<const BranchArm> arms, std::span<const Index> cbits) noexcept;

/// `qif(cbits)`: wants `.then(prog)`.
class QPANDA3_API QIf {
 public:
  explicit QIf(std::vector<Index> cbits) : cbits_(std::move(cbits)) {}
  QIfThen then(const QProg& branch) const;

 private:
  std::vector<Index> cbits_;
};

/// A branch so far, to be ended by `.qelse(prog)` or `.qendif()`.
class QPANDA3_API QIfThen {
 public:
  explicit QIfThen(std::vector<BranchArm> arms) : arms_(std::move(arms)) {}
  /// InvalidArgument if an arm before has the same bits: this one could never run.
  QElseif qelseif(const std::vector<CBit>& cbits) const;
  QProg qelse(const QProg& branch) const;
  QProg qendif() const;

 private:
  std::vector<BranchArm> arms_;
};

/// `.qelseif(cbits)`: wants `.then(prog)`.
class QPANDA3_API QElseif {
 public:
  QElseif(std::vector<BranchArm> arms, std::vector<Index> cbits) : arms_(std::move(arms)), cbits_(std::move(cbits)) {}
  QElseifThen then(const QProg& branch) const;

 private:
  std::vector<BranchArm> arms_;
  std::vector<Index> cbits_;
};

/// As QIfThen, after at least one qelseif.
class QPANDA3_API QElseifThen : public QIfThen {
 public:
  using QIfThen::QIfThen;
};

/// `qwhile(cbits)`: wants `.loop(prog)`.
class QPANDA3_API QWhile {
 public:
  explicit QWhile(std::vector<Index> cbits) : cbits_(std::move(cbits)) {}
  QProg loop(const QProg& body) const;

 private:
  std::vector<Index> cbits_;
};

/// A branch that is taken if all bits are 1 in the current shot; bits never measured are 0; an empty list is true.
/// Conditions are kept in ascending order of their bits.
QPANDA3_API QIf qif(const std::vector<CBit>& cbits);
/// A loop that runs while all bits are 1, at most 10000 times.
QPANDA3_API QWhile qwhile(const std::vector<CBit>& cbits);

}  // namespace qpanda3

#include "qpanda3/circuit/control_flow.hpp"

#include <algorithm>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {
namespace {

Condition to_condition(const std::vector<CBit>& cbits) {
  std::vector<Index> indices;
  indices.reserve(cbits.size());
  for (const CBit cbit : cbits) indices.push_back(cbit.index());
  return Condition::all_ones(std::move(indices));
}

/// A condition as messages show it.
std::string text_of(const Condition& condition) {
  if (condition.zeros.empty()) return list_text(condition.ones);
  return concat("(bits ", list_text(condition.ones), " are 1, bits ", list_text(condition.zeros), " are 0)");
}

/// The chain of arms as nested branches: each further arm is the else block of the one before.
QProg build_branch(const std::vector<BranchArm>& arms, BlockPtr otherwise) {
  bool else_is_chain = false;
  std::shared_ptr<Block> outer;
  for (std::size_t i = arms.size(); i-- > 0;) {
    outer = std::make_shared<Block>();
    outer->append_branch(arms[i].condition, arms[i].body, otherwise, else_is_chain);
    otherwise = outer;
    else_is_chain = true;
  }
  otherwise.reset();
  return QProg::from_block(std::move(outer));
}

std::vector<BranchArm> with_arm(std::vector<BranchArm> arms, const Condition& condition, const QProg& body) {
  arms.push_back({condition, body.shared_block()});
  return arms;
}

}  // namespace

bool has_condition(std::span<const BranchArm> arms, const Condition& condition) noexcept {
  return std::any_of(arms.begin(), arms.end(), [&](const BranchArm& arm) { return arm.condition == condition; });
}

QIf qif(const std::vector<CBit>& cbits) { return QIf(to_condition(cbits)); }
QWhile qwhile(const std::vector<CBit>& cbits) { return QWhile(to_condition(cbits)); }

QIfThen QIf::then(const QProg& branch) const { return QIfThen(with_arm({}, condition_, branch)); }

QElseif QIfThen::qelseif(const std::vector<CBit>& cbits) const { return otherwise_if(to_condition(cbits)); }

QElseif QIfThen::otherwise_if(Condition condition) const {
  condition.normalise();
  if (has_condition(arms_, condition))
    throw InvalidArgument(concat("qelseif: an arm before has the same condition ", text_of(condition),
                                 ", so that this one could never run"));
  return QElseif(arms_, std::move(condition));
}

QProg QIfThen::qelse(const QProg& branch) const { return build_branch(arms_, branch.shared_block()); }
QProg QIfThen::qendif() const { return build_branch(arms_, nullptr); }

QElseifThen QElseif::then(const QProg& branch) const { return QElseifThen(with_arm(arms_, condition_, branch)); }

QProg QWhile::loop(const QProg& body) const {
  auto block = std::make_shared<Block>();
  block->append_loop(condition_, body.shared_block());
  return QProg::from_block(std::move(block));
}

}  // namespace qpanda3

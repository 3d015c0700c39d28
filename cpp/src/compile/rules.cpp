#include "compile/rules.hpp"

#include <algorithm>
#include <array>
#include <numbers>

namespace qpanda3::compile {
namespace {

using enum GateType;

constexpr double kPi = std::numbers::pi;

constexpr RuleStep on(GateType type, std::uint8_t operand) { return {type, false, {operand, 0}, 1, {}}; }
constexpr RuleStep inverse_on(GateType type, std::uint8_t operand) { return {type, true, {operand, 0}, 1, {}}; }
constexpr RuleStep turn(GateType type, std::uint8_t operand, double angle) {
  return {type, false, {operand, 0}, 1, {angle, 0, 0}};
}
constexpr RuleStep turn_by(GateType type, std::uint8_t operand, double factor = 1, std::uint8_t param = 0) {
  return {type, false, {operand, 0}, 1, {0, factor, param}};
}
constexpr RuleStep cnot(std::uint8_t control, std::uint8_t target) { return {CNOT, false, {control, target}, 2, {}}; }

// One qubit: down to P, RZ and RY, whose controlled forms are built from CNOT.
constexpr std::array kZ{turn(P, 0, kPi)};
constexpr std::array kS{turn(P, 0, kPi / 2)};
constexpr std::array kT{turn(P, 0, kPi / 4)};
constexpr std::array kU1{turn_by(P, 0)};
constexpr std::array kHadamard{on(H, 0)};
constexpr std::array kPauliZ{on(Z, 0)};
constexpr std::array kToY{inverse_on(S, 0)};
constexpr std::array kPauliX{on(X, 0)};
constexpr std::array kToH{turn(RY, 0, -kPi / 4)};
constexpr std::array kX1{turn(RZ, 0, kPi / 2)};
constexpr std::array kY1{turn(RY, 0, kPi / 2)};
constexpr std::array kRz{turn_by(RZ, 0)};
constexpr std::array kToAzimuth{turn_by(RZ, 0, -1, 1)};
constexpr std::array kRx{turn_by(RX, 0)};

// Two qubits. A CNOT turns XX into X on its control and ZZ into Z on its target.
constexpr std::array kExchange{cnot(1, 0)};
constexpr std::array kSwap{cnot(0, 1)};
constexpr std::array kParity{cnot(0, 1)};
constexpr std::array kRxx{turn_by(RX, 0)};
constexpr std::array kMs{turn(RX, 0, kPi / 2)};
constexpr std::array kYyToXx{inverse_on(S, 0), inverse_on(S, 1), cnot(0, 1)};
constexpr std::array kRzz{turn_by(RZ, 1)};
constexpr std::array kZxToZz{on(H, 1), cnot(0, 1)};
// XX + YY becomes XX + ZZ under RX(pi/2) on both.
constexpr std::array kXyToXAndZ{turn(RX, 0, kPi / 2), turn(RX, 1, kPi / 2), cnot(0, 1)};
constexpr std::array kIswap{turn(RX, 0, -kPi / 2), turn(RZ, 1, -kPi / 2)};
constexpr std::array kSqiswap{turn(RX, 0, -kPi / 4), turn(RZ, 1, -kPi / 4)};

constexpr Rule kRules[] = {
    {X, kHadamard, kPauliZ},
    {Y, kToY, kPauliX},
    {Z, {}, kZ},
    {H, kToH, kPauliZ},
    {S, {}, kS},
    {T, {}, kT},
    {U1, {}, kU1},
    {X1, kHadamard, kX1},
    {Y1, {}, kY1},
    {Z1, {}, kX1},
    {RX, kHadamard, kRz},
    {RPHI, kToAzimuth, kRx},
    {SWAP, kExchange, kSwap},
    {RXX, kParity, kRxx},
    {RYY, kYyToXx, kRxx},
    {RZZ, kParity, kRzz},
    {RZX, kZxToZz, kRzz},
    {MS, kParity, kMs},
    {ISWAP, kXyToXAndZ, kIswap},
    {SQISWAP, kXyToXAndZ, kSqiswap},
};

}  // namespace

const Rule* find_rule(GateType type) noexcept {
  const auto rule = std::find_if(std::begin(kRules), std::end(kRules), [&](const Rule& r) { return r.type == type; });
  return rule == std::end(kRules) ? nullptr : rule;
}

}  // namespace qpanda3::compile

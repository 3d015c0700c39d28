#include "text/qasm_gates.hpp"

#include <unordered_map>

namespace qpanda3::text {
namespace {

using enum GateType;

constexpr QasmNative kNatives[] = {
    {"id", I, 0, 1, 0},        {"x", X, 0, 1, 0},     {"y", Y, 0, 1, 0},       {"z", Z, 0, 1, 0},
    {"h", H, 0, 1, 0},         {"s", S, 0, 1, 0},     {"t", T, 0, 1, 0},       {"x1", X1, 0, 1, 0},
    {"rx", RX, 0, 1, 1},       {"ry", RY, 0, 1, 1},   {"rz", RZ, 0, 1, 1},     {"p", P, 0, 1, 1},
    {"phase", P, 0, 1, 1},     {"u1", U1, 0, 1, 1},   {"u2", U2, 0, 1, 2},     {"u3", U3, 0, 1, 3},
    {"u", U3, 0, 1, 3},        {"u4", U4, 0, 1, 4},   {"cx", CNOT, 0, 2, 0},   {"cnot", CNOT, 0, 2, 0},
    {"cz", CZ, 0, 2, 0},       {"cp", CP, 0, 2, 1},   {"cu1", CP, 0, 2, 1},    {"cphase", CP, 0, 2, 1},
    {"crx", RX, 1, 2, 1},      {"cry", RY, 1, 2, 1},  {"crz", RZ, 1, 2, 1},    {"swap", SWAP, 0, 2, 0},
    {"iswap", ISWAP, 0, 2, 0}, {"rxx", RXX, 0, 2, 1}, {"ryy", RYY, 0, 2, 1},   {"rzz", RZZ, 0, 2, 1},
    {"rzx", RZX, 0, 2, 1},     {"ccx", X, 2, 3, 0},   {"toffoli", X, 2, 3, 0}, {"cu4", CU, 0, 2, 4},
};

}  // namespace

const QasmNative* find_qasm_native(std::string_view name) noexcept {
  static const auto table = [] {
    std::unordered_map<std::string_view, const QasmNative*> rows;
    for (const QasmNative& row : kNatives) rows.emplace(row.name, &row);
    return rows;
  }();
  const auto found = table.find(name);
  return found == table.end() ? nullptr : found->second;
}

const std::string_view kQasmPrelude = R"(
gate u0(gamma) a { id a; }
gate sdg a { p(-pi/2) a; }
gate tdg a { p(-pi/4) a; }
gate sx a { sdg a; h a; sdg a; }
gate sxdg a { s a; h a; s a; }
gate r(theta,phi) a { u3(theta,phi-pi/2,pi/2-phi) a; }
gate cy a,b { sdg b; cx a,b; s b; }
gate ch a,b { h b; sdg b; cx a,b; h b; t b; cx a,b; t b; h b; s b; x b; s a; }
gate csx a,b { h b; cp(pi/2) a,b; h b; }
gate cs a,b { cp(pi/2) a,b; }
gate csdg a,b { cp(-pi/2) a,b; }
gate cu3(theta,phi,lambda) a,b {
  p((lambda+phi)/2) a; p((lambda-phi)/2) b; cx a,b;
  u3(-theta/2,0,-(phi+lambda)/2) b; cx a,b; u3(theta/2,phi,0) b;
}
gate cu(theta,phi,lambda,gamma) a,b { cu4(gamma+(phi+lambda)/2,phi,theta,lambda) a,b; }
gate ecr a,b { rzx(pi/4) a,b; x a; rzx(-pi/4) a,b; }
gate dcx a,b { cx a,b; cx b,a; }
gate xx_plus_yy(theta,beta) a,b {
  rz(beta) a; rz(-pi/2) b; sx b; rz(pi/2) b; s a; cx b,a;
  ry(-theta/2) b; ry(-theta/2) a;
  cx b,a; sdg a; rz(-pi/2) b; sxdg b; rz(pi/2) b; rz(-beta) a;
}
gate xx_minus_yy(theta,beta) a,b {
  rz(-beta) b; rz(-pi/2) a; sx a; rz(pi/2) a; s b; cx a,b;
  ry(theta/2) a; ry(-theta/2) b;
  cx a,b; sdg b; rz(-pi/2) a; sxdg a; rz(pi/2) a; rz(beta) b;
}
gate ccz a,b,c { h c; ccx a,b,c; h c; }
gate cswap a,b,c { cx c,b; ccx a,b,c; cx c,b; }
gate rccx a,b,c {
  u2(0,pi) c; p(pi/4) c; cx b,c; p(-pi/4) c; cx a,c; p(pi/4) c; cx b,c; p(-pi/4) c; u2(0,pi) c;
}
gate rc3x a,b,c,d {
  u2(0,pi) d; p(pi/4) d; cx c,d; p(-pi/4) d; u2(0,pi) d;
  cx a,d; p(pi/4) d; cx b,d; p(-pi/4) d; cx a,d; p(pi/4) d; cx b,d; p(-pi/4) d;
  u2(0,pi) d; p(pi/4) d; cx c,d; p(-pi/4) d; u2(0,pi) d;
}
gate c3x a,b,c,d {
  h d; p(pi/8) a; p(pi/8) b; p(pi/8) c; p(pi/8) d;
  cx a,b; p(-pi/8) b; cx a,b;
  cx b,c; p(-pi/8) c; cx a,c; p(pi/8) c; cx b,c; p(-pi/8) c; cx a,c;
  cx c,d; p(-pi/8) d; cx b,d; p(pi/8) d; cx c,d; p(-pi/8) d; cx a,d; p(pi/8) d;
  cx c,d; p(-pi/8) d; cx b,d; p(pi/8) d; cx c,d; p(-pi/8) d; cx a,d;
  h d;
}
gate c3sqrtx a,b,c,d {
  h d; cp(pi/8) a,d; h d; cx a,b;
  h d; cp(-pi/8) b,d; h d; cx a,b;
  h d; cp(pi/8) b,d; h d; cx b,c;
  h d; cp(-pi/8) c,d; h d; cx a,c;
  h d; cp(pi/8) c,d; h d; cx b,c;
  h d; cp(-pi/8) c,d; h d; cx a,c;
  h d; cp(pi/8) c,d; h d;
}
gate c4x a,b,c,d,e {
  h e; cp(pi/2) d,e; h e; c3x a,b,c,d;
  h e; cp(-pi/2) d,e; h e; c3x a,b,c,d;
  c3sqrtx a,b,c,e;
}
)";

}  // namespace qpanda3::text

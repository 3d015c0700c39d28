// What is no OriginIR: each error with its line, its column and what it says.

#include <gtest/gtest.h>

#include "qpanda3/base/error.hpp"
#include "qpanda3/text/originir.hpp"

namespace qpanda3 {
namespace {

struct ErrorCase {
  const char* text;  ///< begins in line 1
  std::size_t line, column;
  const char* message;  ///< part of it
};

class OriginIrError : public testing::TestWithParam<ErrorCase> {};

TEST_P(OriginIrError, tells_where_and_what) {
  const ErrorCase& expected = GetParam();
  try {
    parse_originir(expected.text);
    FAIL() << "was accepted: " << expected.text;
  } catch (const ParseError& error) {
    EXPECT_EQ(error.line(), expected.line) << error.what();
    EXPECT_EQ(error.column(), expected.column) << error.what();
    EXPECT_NE(std::string(error.what()).find(expected.message), std::string::npos)
        << error.what() << "\nshould say: " << expected.message;
  }
}

const ErrorCase kHeaders[] = {
    {"", 1, 1, "nothing to build"},
    {"QINIT 3\nCREG 2\n", 3, 1, "nothing to build"},
    {"QINIT 1 QGATE n a X a ENDQGATE", 1, 31, "nothing to build"},
    {"H q[0]", 1, 5, "q[0] is out of range: QINIT declares 0"},
    {"H q\n", 1, 3, "the register q has no qubits"},
    {"QINIT 5\nH q[9]", 2, 5, "q[9] is out of range: QINIT declares 5"},
    {"QINIT 5\nMEASURE q[0],c[0]", 2, 16, "c[0] is out of range: CREG declares 0"},
    {"QINIT -1", 1, 7, "expected a number of qubits from 0 to 16777216, found '-'"},
    {"QINIT 16777217", 1, 7, "found '16777217'"},
    {"QINIT 1.5", 1, 7, "expected a number of qubits"},
    {"QINIT\nH q[0]", 2, 1, "expected a number of qubits from 0 to 16777216, found 'H'"},
    {"CREG x", 1, 6, "expected a number of bits"},
};

const ErrorCase kGates[] = {
    {"QINIT 5\nFOO q[0]", 2, 1, "unknown statement 'FOO'"},
    {"QINIT 5\n\n   H", 3, 5, "expected a qubit such as q[0], found the end of the text"},
    {"QINIT 5 H c[0]", 1, 11, "expected a qubit such as q[0], found 'c'"},
    {"QINIT 5 H q[0", 1, 14, "expected ']' after the index, found the end of the text"},
    {"QINIT 5 H q[-1]", 1, 13, "an index is a whole number from 0 to 16777215, got -1"},
    {"QINIT 5 H q[1.5]", 1, 13, "an index is a whole number"},
    {"QINIT 5 H q[0]]", 1, 15, "expected a statement, found ']'"},
    {"QINIT 5 H q[0];", 1, 15, "expected a statement, found ';'"},
    {"QINIT 5 H q[0],", 1, 16, "expected a qubit such as q[0] after ','"},
    {"QINIT 5 H q[0],(1)", 1, 16, "H takes no parameters, found '('"},
    {"QINIT 5 RX q[0]\n", 2, 1, "expected ',' and 1 parameter(s) of RX"},
    {"QINIT 5 RX q[0] (1)", 1, 17, "expected ',' and 1 parameter(s) of RX, found '('"},
    {"QINIT 5 RX q[0],(1,2)", 1, 20, "RX takes 1 parameter(s), found another one"},
    {"QINIT 5 U3 q[0],(1,2)", 1, 21, "U3 takes 3 parameters, got 2"},
    {"QINIT 5 U3 q[0],1", 1, 17, "expected '(' before the parameters, found '1'"},
    {"QINIT 5 CNOT q[1],q[1]", 1, 19, "CNOT: the qubits must differ, q[1] appears twice"},
    {"QINIT 5 TOFFOLI q[0],q[1],q[0]", 1, 27, "TOFFOLI: the qubits must differ, q[0] appears twice"},
    {"QINIT 5 CNOT q[0] H q[0]", 1, 19, "CNOT takes 2 qubits, got 1"},
    {"QINIT 5 CNOT q[0],q[1],q[2]", 1, 24, "CNOT takes 2 qubits, found another one"},
    {"QINIT 5 CR q[0],(1)", 1, 17, "CR takes 2 qubits, got 1"},
    {"QINIT 5 CNOT q", 1, 15, "a whole register is not possible here"},
    {"QINIT 5 BARRIER q[0],q[2],q[0]", 1, 27, "BARRIER: the qubits must differ, q[0] appears twice"},
    {"QINIT 5 CREG 4 MEASURE q,c", 1, 26, "QINIT declares 5 and CREG 4"},
    {"QINIT 5 CREG 5 MEASURE q,c[0]", 1, 26, "MEASURE q takes the whole register c"},
    {"QINIT 5 CREG 5 MEASURE q[0] c[0]", 1, 29, "expected ',' and a bit such as c[0], found 'c'"},
    {"QINIT 5 CREG 5 MEASURE q[0],q[0]", 1, 29, "expected a bit such as c[0], found 'q'"},
    {"QINIT 5\n# comment", 2, 1, "expected a statement, found '#'"},
    {"QINIT 5 H q[0] /* never closed *", 1, 16, "the comment '/*' is not closed"},
    {"QINIT 5 c[0]=c[1]", 1, 14, "expected a number"},
    {"QINIT 5\n\xC3\xA4\xC3\xB6 H q[0]", 2, 1, "expected a statement, found '\\xc3\\xa4'"},
    {"QINIT 5 /* \xC3\xA4\xC3\xB6 */ FOO", 1, 18, "'FOO'"},
};

const ErrorCase kExpressions[] = {
    {"QINIT 1 RX q[0],()", 1, 18, "expected a number, PI or '(', found ')'"},
    {"QINIT 1 RX q[0],(1/0)", 1, 19, "division by zero"},
    {"QINIT 1 RX q[0],(1/(2-2))", 1, 19, "division by zero"},
    {"QINIT 1 RX q[0],(0-1)^0.5", 1, 22, "expected a statement, found '^'"},
    {"QINIT 1 RX q[0],((0-1)^0.5)", 1, 18, "is not finite"},
    {"QINIT 1 RX q[0],(1e308*10)", 1, 18, "is not finite"},
    {"QINIT 1 RX q[0],(1e400)", 1, 18, "outside the range of a double"},
    {"QINIT 1 RX q[0],(nan)", 1, 18, "expected a number, PI or '(', found 'nan'"},
    {"QINIT 1 RX q[0],(inf)", 1, 18, "found 'inf'"},
    {"QINIT 1 RX q[0],(sin(1))", 1, 18, "found 'sin'"},
    {"QINIT 1 RX q[0],(2PI)", 1, 18, "malformed number '2PI'"},
    {"QINIT 1 RX q[0],(1..2)", 1, 18, "malformed number '1..2'"},
    {"QINIT 1 RX q[0],(1e)", 1, 18, "malformed number '1e'"},
    {"QINIT 1 RX q[0],(0x)", 1, 18, "malformed hexadecimal number '0x'"},
    {"QINIT 1 RX q[0],(0x1.8)", 1, 18, "malformed hexadecimal number '0x1.8'"},
    {"QINIT 1 RX q[0],(0x10000000000000000)", 1, 18, "exceeds 64 bits"},
    {"QINIT 1 RX q[0],(2**3)", 1, 20, "expected a number, PI or '(', found '*'"},
    {"QINIT 1 RX q[0],(5%3)", 1, 19, "expected ')' after the parameters, found '%'"},
    {"QINIT 1 RX q[0],((1)", 1, 21, "expected ')' after the parameters"},
    {"QINIT 1 RX q[0],((1 2))", 1, 21, "expected an operator or ')', found '2'"},
    {"QINIT 1 RX q[0],(1))", 1, 20, "expected a statement, found ')'"},
    {"QINIT 1 RX q[0],(1,)", 1, 20, "RX takes 1 parameter(s), found another one"},
};

const ErrorCase kBlocks[] = {
    {"QINIT 2\nDAGGER\nH q[0]\n", 4, 1, "expected ENDDAGGER for the DAGGER of line 2, found the end of the text"},
    {"QINIT 2 QIF c[0]", 1, 17, "expected QENDIF for the QIF of line 1"},
    {"QINIT 2 ENDDAGGER", 1, 9, "ENDDAGGER without DAGGER"},
    {"QINIT 2 ENDCONTROL", 1, 9, "ENDCONTROL without CONTROL"},
    {"QINIT 2 QENDIF", 1, 9, "QENDIF without QIF"},
    {"QINIT 2 QENDWHILE", 1, 9, "QENDWHILE without QWHILE"},
    {"QINIT 2 QELSE", 1, 9, "QELSE without QIF"},
    {"QINIT 2 QELSEIF c[0]", 1, 9, "QELSEIF without QIF"},
    {"QINIT 2 ENDQGATE", 1, 9, "ENDQGATE without QGATE"},
    {"QINIT 2\nQIF c[0]\nDAGGER\nX q[0]\nQENDIF", 5, 1, "expected ENDDAGGER, found 'QENDIF' (DAGGER opened in line 3)"},
    {"QINIT 2 QIF c[0] QELSE QELSE", 1, 24, "QELSE after QELSE"},
    {"QINIT 2 QIF c[0] QELSE QELSEIF c[0]", 1, 24, "QELSEIF after QELSE"},
    {"QINIT 2 QIF c[0],c[1]\nQELSEIF c[2]\nQELSEIF c[1],c[0]", 3, 1, "an arm before has the same condition"},
    {"QINIT 2 QWHILE c[0] QELSE", 1, 21, "QELSE without QIF (QWHILE opened in line 1)"},
    {"QINIT 2 CREG 1 DAGGER MEASURE q[0],c[0]", 1, 23, "MEASURE cannot stand in a circuit (DAGGER opened in line 1)"},
    {"QINIT 2 CONTROL q[1] QIF c[0]", 1, 22, "QIF cannot stand in a circuit (CONTROL opened in line 1)"},
    {"QINIT 2 DAGGER QWHILE c[0]", 1, 16, "QWHILE cannot stand in a circuit"},
    {"QINIT 2 CONTROL H q[0]", 1, 17, "expected a qubit such as q[0], found 'H'"},
    {"QINIT 2 CONTROL q H q[0]", 1, 19, "a whole register is not possible here"},
    {"QINIT 2 CONTROL q[1],q[1]", 1, 22, "CONTROL: q[1] is already a control of this place"},
    {"QINIT 2 CONTROL q[1] CONTROL q[1]", 1, 30, "CONTROL: q[1] is already a control of this place"},
    {"QINIT 2 CONTROL q[1] CNOT q[0],q[1]", 1, 32, "CNOT: q[1] is already a control of this place"},
    {"QINIT 2 CONTROL q[1] DAGGER BARRIER q[1]", 1, 37, "BARRIER: q[1] is already a control of this place"},
    {"QINIT 2 CONTROL q[1] H q", 1, 24, "H: q[1] is already a control of this place"},
    {"QINIT 2 QIF (c[0])", 1, 13, "expected bits such as c[0],c[1], or c==n, found '('"},
    {"QINIT 2 QIF c\nX q[0]", 2, 1, "expected '[' and the number of a bit, or '==', found 'X'"},
    {"QINIT 2 QIF c[0],X", 1, 18, "expected a bit such as c[0], found 'X'"},
    {"QINIT 2 CREG 2 QIF c==4", 1, 23, "the condition c==4 can never be met: CREG declares 2 bits"},
    {"QINIT 2 CREG 2 QIF c==1 QELSEIF c==1", 1, 25, "an arm before has the same condition"},
    {"QINIT 2 CREG 2 QIF c==0.5", 1, 23, "expected a whole number below 2^64, found '0.5'"},
    {"QINIT 2 CREG 9 QIF c==18446744073709551616", 1, 23, "expected a whole number below 2^64"},
    {"QINIT 2 CREG 65536 QIF c==0", 1, 27, "a condition takes at most 65535 bits, CREG declares 65536"},
    {"QINIT 2 QIF c==0", 1, 16, "a condition on the whole register c needs a CREG before it"},
    {"QINIT 2 QIF c==-1", 1, 16, "expected a whole number, found '-'"},
};

const ErrorCase kMacros[] = {
    {"QGATE", 1, 6, "expected the name of a gate, found the end of the text"},
    {"QGATE H a", 1, 7, "QGATE cannot define 'H', a word of OriginIR"},
    {"QGATE n", 1, 8, "expected the name of a qubit"},
    {"QGATE n q", 1, 9, "found 'q', a word of OriginIR"},
    {"QGATE n a,a", 1, 11, "the name 'a' is used twice"},
    {"QGATE n a,(a)", 1, 12, "the name 'a' is used twice"},
    {"QGATE n a,(PI)", 1, 12, "found 'PI', a word of OriginIR"},
    {"QGATE n a,()", 1, 12, "expected the name of a parameter, found ')'"},
    {"QGATE n a\nX a\n", 3, 1, "expected ENDQGATE for the QGATE of line 1"},
    {"QGATE n a\nH b\nENDQGATE", 2, 3, "expected a qubit of QGATE n, found 'b'"},
    {"QGATE n a\nH q[0]\nENDQGATE", 2, 3, "expected a qubit of QGATE n, found 'q'"},
    {"QGATE n a\nn a\nENDQGATE", 2, 1, "unknown gate 'n'"},
    {"QGATE n a\nCX a\nENDQGATE", 2, 1, "use CNOT"},
    {"QGATE n a\nDAGGER", 2, 1, "expected a gate, a call of a QGATE or ENDQGATE, found 'DAGGER'"},
    {"QGATE n a,b\nCNOT a\nENDQGATE", 2, 1, "CNOT takes 2 qubit(s), got 1"},
    {"QGATE n a,b\nCNOT a,a\nENDQGATE", 2, 1, "CNOT: the qubits must differ"},
    {"QGATE n a\nRX a\nENDQGATE", 2, 1, "RX takes 1 parameter(s), got 0"},
    {"QGATE n a\nRX a,(1,2)\nENDQGATE", 2, 1, "RX takes 1 parameter(s), got 2"},
    {"QGATE n a\nRX a,(y)\nENDQGATE", 2, 7, "found 'y'"},
    {"QINIT 2 QGATE n a,b CNOT a,b ENDQGATE n q[1],q[1]", 1, 46, "CNOT: the qubits must differ, q[1] appears twice"},
    {"QINIT 2 QGATE n a,b CNOT a,b ENDQGATE n q[1]", 1, 45, "n takes 2 qubits, got 1"},
    {"QINIT 2 QGATE n a,(x) RX a,x ENDQGATE n q[1]", 1, 45, "expected ',' and 1 parameter(s) of n"},
    {"QINIT 2 QGATE n a X a ENDQGATE n q[1],(1)", 1, 39, "n takes no parameters"},
    {"QINIT 2 QGATE n a,(x) RX a,(1/x) ENDQGATE n q[1],(0)", 1, 30, "division by zero"},
    {"QINIT 2 n q[0] QGATE n a X a ENDQGATE", 1, 9, "unknown statement 'n'"},
};

const ErrorCase kAdvice[] = {
    {"QINIT 1 SX q[0]", 1, 9, "SX is no OriginIR gate; use RX q[i],(PI/2)"},
    {"QINIT 2 CX q[0],q[1]", 1, 9, "use CNOT"},
    {"QINIT 3 ccx q[0],q[1],q[2]", 1, 9, "use TOFFOLI"},
    {"QINIT 1 h q[0]", 1, 9, "names are case-sensitive; did you mean H?"},
    {"qinit 1", 1, 1, "did you mean QINIT?"},
    {"QINIT 2 ORACLE q[0],q[1]", 1, 9, "OriginIR does not carry the matrix of an ORACLE"},
    {"OPENQASM 2.0;", 1, 1, "OpenQASM"},
};

INSTANTIATE_TEST_SUITE_P(headers, OriginIrError, testing::ValuesIn(kHeaders));
INSTANTIATE_TEST_SUITE_P(gates, OriginIrError, testing::ValuesIn(kGates));
INSTANTIATE_TEST_SUITE_P(expressions, OriginIrError, testing::ValuesIn(kExpressions));
INSTANTIATE_TEST_SUITE_P(blocks, OriginIrError, testing::ValuesIn(kBlocks));
INSTANTIATE_TEST_SUITE_P(macros, OriginIrError, testing::ValuesIn(kMacros));
INSTANTIATE_TEST_SUITE_P(advice, OriginIrError, testing::ValuesIn(kAdvice));

TEST(OriginIr, nul_inside_the_text_is_an_error) {
  using std::string_view_literals::operator""sv;
  EXPECT_THROW(parse_originir("QINIT 1\nH q[0]\0X q[0]"sv), ParseError);
}

}  // namespace
}  // namespace qpanda3

// Reading OriginIR: every accepted form, told by the text the program is written back as.

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "qpanda3/base/error.hpp"
#include "qpanda3/text/originir.hpp"

namespace qpanda3 {
namespace {

struct ReaderCase {
  const char* name;
  const char* text;  ///< behind "QINIT 5\nCREG 5\n"
  const char* body;  ///< what is written behind the header
};

std::string body_of(const QProg& prog) {
  const std::string text = prog.originir(4);
  return text.substr(text.find('\n', text.find("CREG")) + 1);
}

class OriginIrReader : public testing::TestWithParam<ReaderCase> {};

TEST_P(OriginIrReader, reads) {
  const QProg prog = parse_originir(std::string("QINIT 5\nCREG 5\n") + GetParam().text);
  EXPECT_EQ(body_of(prog), GetParam().body);
}

const ReaderCase kGates[] = {
    {"no_parameter", "H q[0]\nX1 q[4]\nI q[1]\n", "H q[0]\nX1 q[4]\nI q[1]\n"},
    {"parameter", "RX q[1],(0.5)", "RX q[1],(0.5000)\n"},
    {"bare_parameter", "RX q[1],0.5", "RX q[1],(0.5000)\n"},
    {"bare_expression", "RX q[1],1+2*PI", "RX q[1],(7.2832)\n"},
    {"several_parameters", "U4 q[0],(1,2,3,4)", "U4 q[0],(1.0000,2.0000,3.0000,4.0000)\n"},
    {"two_qubits", "CNOT q[0],q[1]\nMS q[2],q[0]\n", "CNOT q[0],q[1]\nMS q[2],q[0]\n"},
    {"two_qubits_parameters", "CU q[0],q[1],(1,2,3,4)", "CU q[0],q[1],(1.0000,2.0000,3.0000,4.0000)\n"},
    {"spellings_of_cp", "CP q[0],q[1],(1)\nCR q[0],q[1],(1)\n", "CR q[0],q[1],(1.0000)\nCR q[0],q[1],(1.0000)\n"},
    {"spellings_of_rphi", "RPHI q[0],(1,2)\nRPhi q[0],(1,2)\n",
     "RPhi q[0],(1.0000,2.0000)\nRPhi q[0],(1.0000,2.0000)\n"},
    {"toffoli", "TOFFOLI q[0],q[1],q[2]", "CONTROL q[0],q[1]\nX q[2]\nENDCONTROL\n"},
    {"controlled_rotations", "CRZ q[3],q[1],(1)", "CONTROL q[3]\nRZ q[1],(1.0000)\nENDCONTROL\n"},
    {"echo_with_and_without_number", "ECHO q[1]\nECHO q[1],(3)\n", "ECHO q[1],(0.0000)\nECHO q[1],(3.0000)\n"},
    {"idle_keeps_fractions", "IDLE q[0],(1.5)", "IDLE q[0],(1.5000)\n"},
    {"reset", "RESET q[3]", "RESET q[3]\n"},
    {"barrier", "BARRIER q[2],q[0]", "BARRIER q[2],q[0]\n"},
    {"measure", "MEASURE q[2],c[4]", "MEASURE q[2],c[4]\n"},
    {"list_of_qubits", "RX q[1],q[3],(1)", "RX q[1],(1.0000)\nRX q[3],(1.0000)\n"},
    {"register_gate", "H q", "H q[0]\nH q[1]\nH q[2]\nH q[3]\nH q[4]\n"},
    {"register_gate_parameter", "QINIT 2 RX q,(1)", "RX q[0],(1.0000)\nRX q[1],(1.0000)\n"},
    {"register_barrier", "BARRIER q", "BARRIER q[0],q[1],q[2],q[3],q[4]\n"},
    {"bare_barrier", "BARRIER\nH q[0]\n", "BARRIER q[0],q[1],q[2],q[3],q[4]\nH q[0]\n"},
    {"register_measure", "QINIT 2 CREG 2 MEASURE q,c", "MEASURE q[0],c[0]\nMEASURE q[1],c[1]\n"},
    {"register_reset", "QINIT 2 RESET q", "RESET q[0]\nRESET q[1]\n"},
    {"assignment_has_no_effect", "c[0]=1+2\nH q[0]\nc[9] = 0", "H q[0]\n"},
};

const ReaderCase kLayout[] = {
    {"one_line", "H q[0] X q[1] CNOT q[0],q[1]", "H q[0]\nX q[1]\nCNOT q[0],q[1]\n"},
    {"blanks", "  H\tq [ 0 ]\r\n\r\n CNOT q[0] ,\nq[1]", "H q[0]\nCNOT q[0],q[1]\n"},
    {"line_comments", "// a\nH q[0] // b\n// c", "H q[0]\n"},
    {"block_comments", "H q[0] /* X q[0]\n * */ Y /**/ q[0]", "H q[0]\nY q[0]\n"},
    {"index_expression", "H q[1+1]\nH q[0x3]\nH q[ 04 ]\nH q[1e0]\n", "H q[2]\nH q[3]\nH q[4]\nH q[1]\n"},
    {"later_qinit", "X q[4]\nQINIT 1\nH q\n", "X q[4]\nH q[0]\n"},
    {"hexadecimal_qinit", "QINIT 0xA\nX q[9]\n", "X q[9]\n"},
};

const ReaderCase kBlocks[] = {
    {"dagger_reverses", "DAGGER\nH q[0]\nS q[1]\nENDDAGGER", "DAGGER\nS q[1]\nENDDAGGER\nDAGGER\nH q[0]\nENDDAGGER\n"},
    {"double_dagger", "DAGGER DAGGER S q[0] ENDDAGGER ENDDAGGER", "S q[0]\n"},
    {"double_dagger_of_two", "DAGGER DAGGER S q[0] T q[0] ENDDAGGER ENDDAGGER", "S q[0]\nT q[0]\n"},
    {"control", "CONTROL q[1],q[2]\nS q[0]\nENDCONTROL", "CONTROL q[1],q[2]\nS q[0]\nENDCONTROL\n"},
    {"controls_are_sorted", "CONTROL q[3],q[1]\nTOFFOLI q[4],q[0],q[2]\nENDCONTROL",
     "CONTROL q[4],q[0],q[1],q[3]\nX q[2]\nENDCONTROL\n"},
    {"control_of_two", "CONTROL q[1]\nS q[0]\nT q[2]\nENDCONTROL",
     "CONTROL q[1]\nS q[0]\nENDCONTROL\nCONTROL q[1]\nT q[2]\nENDCONTROL\n"},
    {"nested_controls", "CONTROL q[1] CONTROL q[2] CRX q[3],q[0],(1) ENDCONTROL ENDCONTROL",
     "CONTROL q[3],q[2],q[1]\nRX q[0],(1.0000)\nENDCONTROL\n"},
    {"dagger_of_control", "DAGGER CONTROL q[1] S q[0] T q[2] ENDCONTROL ENDDAGGER",
     "CONTROL q[1]\nDAGGER\nT q[2]\nENDDAGGER\nENDCONTROL\nCONTROL q[1]\nDAGGER\nS q[0]\nENDDAGGER\nENDCONTROL\n"},
    {"controls_end", "CONTROL q[1] S q[0] ENDCONTROL X q[1]", "CONTROL q[1]\nS q[0]\nENDCONTROL\nX q[1]\n"},
    {"empty_blocks", "DAGGER ENDDAGGER CONTROL q[0] DAGGER ENDDAGGER ENDCONTROL", ""},
    {"barrier_inside", "CONTROL q[1]\nBARRIER q[0],q[2]\nENDCONTROL", "CONTROL q[1]\nBARRIER q[0],q[2]\nENDCONTROL\n"},
    {"qif", "QIF c[0]\nY q[0]\nQENDIF", "QIF c[0]\nY q[0]\nQENDIF\n"},
    {"qif_else", "QIF c[0],c[4] Y q[0] QELSE X q[0] QENDIF", "QIF c[0],c[4]\nY q[0]\nQELSE\nX q[0]\nQENDIF\n"},
    {"qelseif", "QIF c[0] X q[0] QELSEIF c[1] Y q[0] QELSEIF c[2] Z q[0] QELSE QENDIF H q[0]",
     "QIF c[0]\nX q[0]\nQELSEIF c[1]\nY q[0]\nQELSEIF c[2]\nZ q[0]\nQELSE\nQENDIF\nH q[0]\n"},
    {"qelseif_without_else", "QIF c[0] QELSEIF c[1] Y q[0] QENDIF", "QIF c[0]\nQELSEIF c[1]\nY q[0]\nQENDIF\n"},
    {"branch_in_else", "QIF c[0] QELSE QIF c[1] Y q[0] QENDIF QENDIF",
     "QIF c[0]\nQELSE\nQIF c[1]\nY q[0]\nQENDIF\nQENDIF\n"},
    {"qwhile", "QWHILE c[1]\nX q[0]\nMEASURE q[1],c[1]\nQENDWHILE",
     "QWHILE c[1]\nX q[0]\nMEASURE q[1],c[1]\nQENDWHILE\n"},
    {"empty_condition", "QIF \nX q[0]\nQENDIF\n", "QIF \nX q[0]\nQENDIF\n"},
    {"conditions_are_sorted", "QIF c[3],c[1]\nQELSEIF c[2],c[0]\nQENDIF\nQWHILE c[4],c[2]\nQENDWHILE",
     "QIF c[1],c[3]\nQELSEIF c[0],c[2]\nQENDIF\nQWHILE c[2],c[4]\nQENDWHILE\n"},
    {"repeated_bit", "QIF c[0],c[0]\nQENDIF", "QIF c[0],c[0]\nQENDIF\n"},
    {"bit_beyond_creg", "QIF c[7]\nQENDIF", "QIF c[7]\nQENDIF\n"},
    {"all_bits_one", "CREG 2 QWHILE c==3\nX q[0]\nQENDWHILE", "QWHILE c[0],c[1]\nX q[0]\nQENDWHILE\n"},
    {"value_of_the_register", "CREG 3 QIF c==1\nX q[0]\nQELSEIF c==6\nY q[0]\nQELSE Z q[0] QENDIF MEASURE q[0],c[2]",
     "QIF c==1\nX q[0]\nQELSEIF c==6\nY q[0]\nQELSE\nZ q[0]\nQENDIF\nMEASURE q[0],c[2]\n"},
    {"value_in_other_forms", "CREG 2 QIF c == 0x2 QELSEIF c==1.0 QENDIF QWHILE c==0 QENDWHILE",
     "QIF c==2\nQELSEIF c==1\nQENDIF\nQWHILE c==0\nQENDWHILE\n"},
    {"value_of_the_register_so_far", "CREG 2 QIF c==1\nX q[0]\nQENDIF\nCREG 5 MEASURE q[0],c[4]",
     "QIF c[1]\nQELSEIF c[0]\nX q[0]\nQENDIF\nMEASURE q[0],c[4]\n"},
    {"blocks_within_branches", "QWHILE c[0] QIF c[1] DAGGER S q[0] ENDDAGGER QENDIF QENDWHILE",
     "QWHILE c[0]\nQIF c[1]\nDAGGER\nS q[0]\nENDDAGGER\nQENDIF\nQENDWHILE\n"},
};

const ReaderCase kMacros[] = {
    {"qubits", "QGATE bell a,b\nH a\nCNOT a,b\nENDQGATE\nbell q[3],q[1]", "H q[3]\nCNOT q[3],q[1]\n"},
    {"parameters", "QGATE n a,b,(x,y)\nRX a,(x)\nRY b,(y*2-x)\nENDQGATE\nn q[1],q[2],(1,2)",
     "RX q[1],(1.0000)\nRY q[2],(3.0000)\n"},
    {"bare_parameter", "QGATE n a,(x)\nRX a,x\nENDQGATE\nn q[0],1", "RX q[0],(1.0000)\n"},
    {"calls", "QGATE n a,(x) RX a,(x) ENDQGATE QGATE m a,b,(x) n b,(2*x) n a,(x) ENDQGATE m q[3],q[4],(1)",
     "RX q[4],(2.0000)\nRX q[3],(1.0000)\n"},
    {"optional_parameter", "QGATE n a ECHO a ECHO a,(1) ENDQGATE n q[0]", "ECHO q[0],(0.0000)\nECHO q[0],(1.0000)\n"},
    {"in_blocks", "QGATE n a,b S a T b ENDQGATE DAGGER n q[0],q[1] ENDDAGGER",
     "DAGGER\nT q[1]\nENDDAGGER\nDAGGER\nS q[0]\nENDDAGGER\n"},
    {"defined_in_a_block", "QIF c[0] QGATE n a X a ENDQGATE n q[0] QENDIF", "QIF c[0]\nX q[0]\nQENDIF\n"},
    {"defined_again", "QGATE n a X a ENDQGATE QGATE m a n a ENDQGATE QGATE n a Y a ENDQGATE n q[0] m q[0]",
     "Y q[0]\nX q[0]\n"},
    {"empty", "QGATE n a ENDQGATE n q[0]", ""},
    {"register", "QINIT 2 QGATE n a X a ENDQGATE n q", "X q[0]\nX q[1]\n"},
    {"name_of_another_language", "QGATE CX a,b CNOT a,b ENDQGATE CX q[0],q[1]", "CNOT q[0],q[1]\n"},
};

constexpr auto kCaseName = [](const auto& info) { return std::string(info.param.name); };
INSTANTIATE_TEST_SUITE_P(gates, OriginIrReader, testing::ValuesIn(kGates), kCaseName);
INSTANTIATE_TEST_SUITE_P(layout, OriginIrReader, testing::ValuesIn(kLayout), kCaseName);
INSTANTIATE_TEST_SUITE_P(blocks, OriginIrReader, testing::ValuesIn(kBlocks), kCaseName);
INSTANTIATE_TEST_SUITE_P(macros, OriginIrReader, testing::ValuesIn(kMacros), kCaseName);

struct ValueCase {
  const char* expression;
  double value;
};

class OriginIrExpression : public testing::TestWithParam<ValueCase> {};

TEST_P(OriginIrExpression, has_value) {
  const std::string text = std::string("QINIT 1 RX q[0],(") + GetParam().expression + ")";
  const std::vector<QGate> gates = parse_originir(text).gate_operations();
  ASSERT_EQ(gates.size(), 1u);
  EXPECT_DOUBLE_EQ(gates[0].parameters()[0], GetParam().value) << GetParam().expression;
}

constexpr double kPi = 3.14159265358979323846;

INSTANTIATE_TEST_SUITE_P(
    values, OriginIrExpression,
    testing::Values(ValueCase{".5", 0.5}, ValueCase{"5.", 5}, ValueCase{"1e3", 1000}, ValueCase{"1E-3", 1e-3},
                    ValueCase{"1.5e+2", 150}, ValueCase{"0x1F", 31}, ValueCase{"0x1e-1", 29},
                    ValueCase{"5e-324", 5e-324}, ValueCase{"PI", kPi}, ValueCase{"pi/2", kPi / 2},
                    ValueCase{"(1+2)*3", 9}, ValueCase{"1+2*3", 7}, ValueCase{"3-1", 2}, ValueCase{"3 - 1", 2},
                    ValueCase{"3-PI", 3 - kPi}, ValueCase{"1-2-3", -4}, ValueCase{"8/4/2", 1}, ValueCase{"+1", 1},
                    ValueCase{"1++2", 3}, ValueCase{"--1", 1}, ValueCase{"-(-1)", 1}, ValueCase{"2*-3", -6},
                    ValueCase{"2^3", 8}, ValueCase{"2^3^2", 512}, ValueCase{"(2^3)^2", 64}, ValueCase{"2^-1", 0.5},
                    ValueCase{"2^-PI*2", 2 * 0.11331473229676086}, ValueCase{"-2^2", 4}, ValueCase{"-(2)^2", -4},
                    ValueCase{"-PI^2", -kPi * kPi}, ValueCase{"0-2^2", -4}, ValueCase{"2*3^2", 18},
                    ValueCase{"-2*-3", 6}, ValueCase{"((((((1))))))", 1}));

TEST(OriginIr, register_is_computed_from_use) {
  EXPECT_EQ(parse_originir("QINIT 50\nCREG 50\nH q[1]\nMEASURE q[0],c[3]\n").originir(),
            "QINIT 2\nCREG 4\nH q[1]\nMEASURE q[0],c[3]\n");
  EXPECT_EQ(parse_originir("CREG 1\nQINIT 1\nMEASURE q[0],c[0]\n").originir(), "QINIT 1\nCREG 1\nMEASURE q[0],c[0]\n");
  EXPECT_EQ(parse_originir("QINIT 16777216\nH q[16777215]\n").qubits_num(), 16777216u);
}

TEST(OriginIr, bytes_around_the_text_are_accepted) {
  EXPECT_EQ(parse_originir("\xEF\xBB\xBFQINIT 1\nH q[0]").gate_operations().size(), 1u) << "byte order mark";
  EXPECT_EQ(parse_originir(std::string_view("QINIT 1\nH q[0]\0\0 \n", 18)).gate_operations().size(), 1u) << "padding";
}

TEST(OriginIr, blocks_are_marks_on_shared_circuits) {
  const QProg prog =
      parse_originir("QINIT 2 DAGGER S q[0] T q[0] ENDDAGGER CONTROL q[1] DAGGER H q[0] ENDDAGGER ENDCONTROL");
  const auto ops = prog.block().ops();
  ASSERT_EQ(ops.size(), 2u);
  EXPECT_EQ(ops[0].kind, OpKind::block);
  EXPECT_TRUE(ops[0].has(StoredOp::kDagger));
  EXPECT_EQ(ops[1].kind, OpKind::gate) << "a block around one gate becomes marks of the gate";
  EXPECT_TRUE(ops[1].has(StoredOp::kDagger));
}

TEST(OriginIr, program_from_a_file) {
  const std::string path = testing::TempDir() + "qpanda3_originir_reader_test.originir";
  std::ofstream(path) << "QINIT 1\nH q[0]\n";
  EXPECT_EQ(QProg(path, true).originir(), "QINIT 1\nCREG 1\nH q[0]\n");
  std::remove(path.c_str());
  EXPECT_THROW(QProg(path, true), InvalidArgument);
  EXPECT_THROW(QProg(testing::TempDir(), true), InvalidArgument) << "a directory";
  EXPECT_EQ(QProg("QINIT 1\nH q[0]\n").originir(), "QINIT 1\nCREG 1\nH q[0]\n");
}

}  // namespace
}  // namespace qpanda3

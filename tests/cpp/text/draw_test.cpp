// Drawings, character by character.

#include "qpanda3/text/draw.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "support/programs.hpp"

namespace qpanda3 {
namespace {

using support::prog_of;

TEST(Draw, bell_pair) {
  EXPECT_EQ(prog_of(H(0), CNOT(0, 1), measure(0, 0)).str(), R"(
          ┌─┐         ┌─┐ 
q_0:  |0>─┤H├ ───*── ─┤M├ 
          └─┘ ┌──┴─┐  └╥┘ 
q_1:  |0>──── ┤CNOT├ ──╫─ 
              └────┘   ║  
 c :   / ══════════════╩═
                        0

)");
}

TEST(Draw, nothing) {
  EXPECT_EQ(QProg().str(), R"(
          
q_0:  |0>─
          
 c :   / ═
          

)");
  EXPECT_EQ(QCircuit(2).str(), R"(
          
q_0:  |0>─
          
q_1:  |0>─
          
 c :   / ═
          

)");
}

TEST(Draw, shows_used_qubits_only) {
  EXPECT_EQ(prog_of(CNOT(1, 5)).str(), R"(
                 
q_1:  |0>────*── 
          ┌──┴─┐ 
q_5:  |0>─┤CNOT├ 
          └────┘ 
 c :   / ═══════
                

)");
}

TEST(Draw, parameters_daggers_and_crossings) {
  const QProg prog =
      prog_of(RX(0, 0.3), U3(1, .1, .2, .3), CP(0, 2, 0.5), S(1).dagger(), RX(1, .3).dagger(), CNOT(2, 0).dagger());
  EXPECT_EQ(prog.str(), R"(
          ┌──────────────┐                                                              ┌────────┐ 
q_0:  |0>─┤RX(0.30000000)├──────────────────────── ────────*─────── ────────────────────┤CNOT.dag├ 
          ├──────────────┴───────────────────────┐         │┌─────┐ ┌──────────────────┐└────┬───┘ 
q_1:  |0>─┤U3(0.10000000, 0.20000000, 0.30000000)├ ────────┼┤S.dag├ ┤RX(0.30000000).dag├─────┼──── 
          └──────────────────────────────────────┘ ┌───────┴┴─────┤ └──────────────────┘     │     
q_2:  |0>───────────────────────────────────────── ┤CP(0.50000000)├ ─────────────────────────*──── 
                                                   └──────────────┘                                
 c :   / ═════════════════════════════════════════════════════════════════════════════════════════
                                                                                                  

)");
  EXPECT_EQ(draw_text(prog_of(RX(0, .3), S(0).dagger(), RXX(0, 1, .3).dagger()), {.show_params = false}), R"(
          ┌──┐ ┌─┐ ┌───────┐ 
q_0:  |0>─┤RX├ ┤S├ ┤0      ├ 
          └──┘ └─┘ │  RXX  │ 
q_1:  |0>───── ─── ┤1      ├ 
                   └───────┘ 
 c :   / ═══════════════════
                            

)");
}

TEST(Draw, precision_of_parameters) {
  EXPECT_NE(draw_text(prog_of(RX(0, 0.25)), {.precision = 3}).find("┤RX(0.250)├"), std::string::npos);
  EXPECT_NE(draw_text(prog_of(RX(0, 7.0)), {.precision = 0}).find("┤RX(7)├"), std::string::npos);
  EXPECT_THROW(draw_text(QProg(), {.precision = -1}), NegativeValue);
  EXPECT_THROW(draw_text(QProg(), {.precision = 101}), InvalidArgument);
}

TEST(Draw, swaps_and_boxes) {
  EXPECT_EQ(prog_of(SWAP(0, 2), ISWAP(0, 2), SQISWAP(0, 1), MS(2, 0), SWAP(0, 2).control(1)).str(), R"(
                ┌──────┐    
q_0:  |0>─X X X ┤1     ├ X─ 
          │ │ │ │      │ │  
q_1:  |0>─┼ ┼ X ┤  MS  ├ *─ 
          │ │   │      │ │  
q_2:  |0>─X X ─ ┤0     ├ X─ 
                └──────┘    
 c :   / ══════════════════
                           

)");
  EXPECT_EQ(prog_of(Oracle({0, 1, 2}, Matrix::identity(8)), Oracle({3, 0}, Matrix::identity(4)).dagger()).str(), R"(
          ┌──────────┐ ┌──────────────┐ 
q_0:  |0>─┤0         ├ ┤1             ├ 
          │          │ │              │ 
q_1:  |0>─┤1 ORACLE  ├ ┤              ├ 
          │          │ │  ORACLE.dag  │ 
q_2:  |0>─┤2         ├ ┤              ├ 
          └──────────┘ │              │ 
q_3:  |0>───────────── ┤0             ├ 
                       └──────────────┘ 
 c :   / ══════════════════════════════
                                       

)");
}

TEST(Draw, controls_of_boxes) {
  EXPECT_EQ(prog_of(X(1).control({0, 3}), RXX(1, 3, .5).control({0, 2})).str(), R"(
                                    
q_0:  |0>──*─ ──────────*────────── 
          ┌┴┐ ┌─────────┴─────────┐ 
q_1:  |0>─┤X├ ┤0                  ├ 
          └┬┘ │                   │ 
q_2:  |0>──┼─ ┤* RXX(0.50000000)  ├ 
           │  │                   │ 
q_3:  |0>──*─ ┤1                  ├ 
              └───────────────────┘ 
 c :   / ══════════════════════════
                                   

)");
}

TEST(Draw, barriers) {
  EXPECT_EQ(prog_of(BARRIER({0, 1, 3}), BARRIER({0, 2, 3}), BARRIER({1, 3}), BARRIER({2}), BARRIER({3, 0}), H(1)).str(),
            R"(
              !     !                !    
q_0:  |0>─────! ────! ────────── ────!─── 
              !                       ┌─┐ 
q_1:  |0>─────! ────  ────!───── ──── ┤H├ 
                                      └─┘ 
q_2:  |0>─────  ────! ──── ────! ──── ─── 
                    !                     
q_3:  |0>─────! ────! ────!───── ────!─── 
                                          
 c :   / ════════════════════════════════
                                         

)");
}

TEST(Draw, measurements_of_one_layer_stand_side_by_side) {
  EXPECT_EQ(prog_of(measure(0, 0), measure(1, 0), measure(2, 5), H(0), measure(0, 123), measure(1, 12345),
                    measure(2, 1234567))
                .str(),
            R"(
           ┌─┐         ┌─┐       ┌─┐ 
q_0:  |0>──┤M├──────── ┤H├───── ─┤M├ 
           └╥┘ ┌─┐     └┬┴┐      └╥┘ 
q_1:  |0>───╫──┤M├──── ─┤M├──── ──╫─ 
            ║  └╥┘ ┌─┐  └╥┘ ┌─┐   ║  
q_2:  |0>───╫───╫──┤M├ ──╫──┤M├ ──╫─ 
            ║   ║  └╥┘   ║  └╥┘   ║  
 c :   / ═══╩═══╩═══╩════╩═══╩════╩═
             0   0   5   12345  1234567   123

)");
}

TEST(Draw, branches_and_loops) {
  EXPECT_EQ(
      prog_of(qif({0}).then(prog_of(X(0), qif({1}).then(prog_of(Y(1))).qelse(prog_of(Z(1))))).qelse(prog_of(H(0))))
          .str(),
      R"(
          ┌──────────  ┌─┐                                     ┌──────── ┌─┐ ───────┐ 
q_0:  |0>─┤0 QIF     ─ ┤X├───────── ─── ───────── ─── ──────── ┤0 QELSE  ┤H├  QENDIF├ 
          ┤            ├─┴────────  ┌─┐ ┌──────── ┌─┐ ───────┐ ┤         └─┘        ├ 
q_1:  |0>─┤1         ─ ┤1 QIF     ─ ┤Y├ ┤1 QELSE  ┤Z├  QENDIF├ ┤1        ───        ├ 
          └╥─────────  └╥─────────  └─┘ └──────── └─┘ ───────┘ └────────     ───────┘ 
 c :   / ══╩════════════╩════════════════════════════════════════════════════════════
           0:All 0b1    1:All 0b1                                                    

)");
  EXPECT_EQ(prog_of(qif({0, 1}).then(prog_of(X(0))).qelseif({1}).then(prog_of(Y(2))).qendif()).str(), R"(
          ┌────────────  ┌─┐ ┌──────────      ───────┐ 
q_0:  |0>─┤0 QIF       ─ ┤X├ ┤0 QELSEIF ─ ───  QENDIF├ 
          ┤              └─┘ ┤            ┌─┐        ├ 
q_2:  |0>─┤2           ─ ─── ┤2         ─ ┤Y├        ├ 
          └╥───────────      └╥─────────  └─┘ ───────┘ 
 c :   / ══╩══════════════════╩═══════════════════════
           0,1:All 0b1        1:All 0b1               

)");
  EXPECT_EQ(prog_of(qwhile({0}).loop(prog_of(H(1), measure(1, 0)))).str(), R"(
          ┌──────────  ┌─┐  ┌─┐ ──────────┐ 
q_1:  |0>─┤1 QWHILE  ─ ┤H├ ─┤M├  QENDWHILE├ 
          └╥─────────  └─┘  └╥┘ ──────────┘ 
 c :   / ══╩═════════════════╩═════════════
           0:All 0b1          0            

)");
}

TEST(Draw, wide_labels_stay_aligned) {
  EXPECT_EQ(prog_of(H(2), CNOT(2, 10000)).str(), R"(
            ┌─┐        
q_2:    |0>─┤H├ ───*── 
            └─┘ ┌──┴─┐ 
q_10000:|0>──── ┤CNOT├ 
                └────┘ 
   c :   / ═══════════
                      

)");
}

TEST(Draw, nested_circuits_are_resolved) {
  QCircuit inner, outer;
  inner << H(0) << S(1);
  outer << inner.dagger().control(2);
  EXPECT_EQ(outer.str(), prog_of(S(1).dagger().control(2), H(0).dagger().control(2)).str());
  EXPECT_EQ(inner.control(2).dagger().str(), outer.str());
}

std::vector<std::size_t> chunk_sizes(const std::string& drawing) {
  std::vector<std::size_t> sizes;
  for (std::size_t at = drawing.find("q_0:"); at != std::string::npos; at = drawing.find("q_0:", at + 1)) {
    const std::string line = drawing.substr(at, drawing.find('\n', at) - at);
    std::size_t boxes = 0;
    for (std::size_t box = line.find("┤"); box != std::string::npos; box = line.find("┤", box + 1)) ++boxes;
    sizes.push_back(boxes);
  }
  return sizes;
}

QProg many(std::size_t count) {
  QProg prog;
  for (std::size_t i = 0; i < count; ++i) prog << X(0);
  return prog;
}

TEST(Draw, long_lines_are_folded) {
  using Sizes = std::vector<std::size_t>;
  EXPECT_EQ(chunk_sizes(many(30).str()), (Sizes{30})) << "two layers get no lines of their own";
  EXPECT_EQ(chunk_sizes(many(31).str()), (Sizes{28, 3}));
  EXPECT_EQ(chunk_sizes(many(60).str()), (Sizes{28, 28, 4}));
  EXPECT_EQ(chunk_sizes(draw_text(many(60))), (Sizes{23, 23, 14}));
  EXPECT_EQ(chunk_sizes(draw_text(many(20), {.line_length = 22})), (Sizes{4, 4, 4, 4, 4}));
  EXPECT_EQ(chunk_sizes(draw_text(many(20), {.line_length = 20})), (Sizes{3, 3, 3, 3, 3, 5}));
  EXPECT_EQ(chunk_sizes(draw_text(many(500), {.line_length = 0})), (Sizes{500}));
  EXPECT_EQ(draw_text(many(5), {.line_length = 10}), R"(
          ┌─┐ >
q_0:  |0>─┤X├ >
          └─┘ >
 c :   / ════
             

         ┌─┐ >
q_0:  |0>┤X├ >
         └─┘ >
 c :   / ═══
            

         ┌─┐ ┌─┐ ┌─┐ 
q_0:  |0>┤X├ ┤X├ ┤X├ 
         └─┘ └─┘ └─┘ 
 c :   / ═══════════
                    

)");
}

TEST(Draw, a_circuit_keeps_gates_apart_where_lines_cross) {
  QCircuit circuit;
  circuit << CNOT(0, 2) << H(0) << Z(1) << H(3);
  EXPECT_EQ(circuit.str(), R"(
                     ┌─┐ 
q_0:  |0>────*── ─── ┤H├ 
             │   ┌─┐ └─┘ 
q_1:  |0>────┼── ┤Z├ ─── 
          ┌──┴─┐ └─┘     
q_2:  |0>─┤CNOT├ ─── ─── 
          ├─┬──┘         
q_3:  |0>─┤H├─── ─── ─── 
          └─┘            
 c :   / ═══════════════
                        

)");
}

TEST(Draw, a_circuit_with_its_own_options_stands_side_by_side) {
  QCircuit circuit;
  circuit << CNOT(0, 2) << H(1);
  EXPECT_EQ(draw_text(circuit), draw_text(prog_of(circuit)));
  EXPECT_NE(circuit.str(), draw_text(circuit));
}

/// bb = aa, X(2), aa under a control; cc = bb, Y(3)
QCircuit nested() {
  QCircuit aa, bb, cc;
  aa.set_name("aa");
  aa << H(0) << RX(1, .5);
  bb.set_name("bb");
  bb << aa << X(2) << aa.control(2);
  cc.set_name("cc");
  cc << bb << Y(3);
  return cc;
}

TEST(Draw, nested_circuits_as_boxes) {
  EXPECT_EQ(draw_text(nested(), {.expand = {{"all", 0}}}), R"(
          ┌──────┐ 
q_0:  |0>─┤0     ├ 
          │      │ 
q_1:  |0>─┤1     ├ 
          │  cc  │ 
q_2:  |0>─┤2     ├ 
          │      │ 
q_3:  |0>─┤3     ├ 
          └──────┘ 
 c :   / ═════════
                  

)");
  const std::string one_level = R"(
          ┌──────┐ 
q_0:  |0>─┤0     ├ 
          │      │ 
q_1:  |0>─┤1 bb  ├ 
          │      │ 
q_2:  |0>─┤2     ├ 
          ├─┬────┘ 
q_3:  |0>─┤Y├───── 
          └─┘      
 c :   / ═════════
                  

)";
  EXPECT_EQ(draw_text(nested(), {.expand = {{"cc", 2}}}), one_level);
  EXPECT_EQ(draw_text(nested(), {.expand = {{"cc", -1}, {"aa", 1}}}), one_level);
  EXPECT_EQ(draw_text(prog_of(nested()), {.expand = {{"cc", 2}}}), one_level);
  EXPECT_EQ(draw_text(prog_of(prog_of(nested())), {.expand = {{"cc", 2}}}), one_level) << "programs are no boxes";
  EXPECT_EQ(draw_text(nested(), {.expand = {{"cc", 2}, {"bb", 3}}}), R"(
          ┌──────┐ ┌──────┐ 
q_0:  |0>─┤0     ├ ┤0     ├ 
          │  aa  │ │      │ 
q_1:  |0>─┤1     ├ ┤1 aa  ├ 
          ├─┬────┘ │      │ 
q_2:  |0>─┤X├───── ┤2     ├ 
          ├─┤      └──────┘ 
q_3:  |0>─┤Y├───── ──────── 
          └─┘               
 c :   / ══════════════════
                           

)") << "a control is a port of the box";
  const std::string all = draw_text(nested());
  EXPECT_EQ(draw_text(nested(), {.expand = {{"cc", 1}}}), all);
  EXPECT_EQ(draw_text(nested(), {.expand = {{"all", -1}, {"cc", 0}}}), all);
  EXPECT_EQ(draw_text(nested(), {.expand = {{"cc", 2}, {"bb", 2}, {"aa", 2}}}), all);
}

TEST(Draw, marks_of_resolved_circuits_reach_their_gates) {
  const QCircuit marked = nested().dagger().control(4);
  const std::string all = draw_text(marked);
  EXPECT_EQ(draw_text(marked, {.expand = {{"cc", 2}, {"bb", 2}, {"aa", 2}}}), all);
  EXPECT_EQ(draw_text(prog_of(marked), {.expand = {{"cc", 2}, {"bb", 2}, {"aa", 1}}}), all);
  const std::string box = draw_text(marked, {.expand = {}});
  EXPECT_NE(box.find("cc.dag"), std::string::npos);
  EXPECT_EQ(draw_text(marked, {.show_params = false, .expand = {}}).find("dag"), std::string::npos);
}

TEST(Draw, boxes_keep_names_and_sizes) {
  QCircuit empty(2), wide;
  wide << H(0);
  wide.set_name("\xE9\x87\x8F\xE5\xAD\x90\xC3\xA9");
  EXPECT_NE(draw_text(prog_of(empty), {.expand = {}}).find("┤1 " + std::string(empty.name().size(), ' ')),
            std::string::npos)
      << "an empty circuit covers the qubits it was made with";
  EXPECT_EQ(draw_text(prog_of(QCircuit(), H(0)), {.expand = {}}), draw_text(prog_of(H(0))));
  const std::string drawing = draw_text(prog_of(wide), {.expand = {}});
  EXPECT_EQ(drawing,
            "\n          ┌─────┐ \nq_0:  |0>─┤量子é├ \n          └─────┘ \n c :   / ════════\n"
            "                 \n\n")
      << "wide characters take two cells";
  EXPECT_EQ(nested().operations().size(), 2U);
  EXPECT_EQ(std::get<QCircuit>(nested().operations()[0]).name(), "bb");
}

TEST(Draw, more_ports_than_one_digit_counts) {
  QCircuit circuit(11);
  circuit.set_name("x");
  const std::string drawing = draw_text(prog_of(circuit), {.expand = {}});
  EXPECT_NE(drawing.find("┤9     ├"), std::string::npos);
  EXPECT_NE(drawing.find("┤10    ├"), std::string::npos);
}

TEST(Draw, conditions_with_zeros_and_unused_qubits_between) {
  EXPECT_EQ(prog_of(H(1), QProg("QINIT 3\nCREG 2\nQIF c==2\nX q[0]\nX q[2]\nQENDIF\n")).str(), R"(
              ┌────────────────────  ┌─┐ ───────┐ 
q_0:  |0>──── ┤0 QIF               ─ ┤X├  QENDIF├ 
          ┌─┐ ┤                      └─┘        ├ 
q_1:  |0>─┤H├ ┤                    ─ ───        ├ 
          └─┘ ┤                      ┌─┐        ├ 
q_2:  |0>──── ┤2                   ─ ┤X├        ├ 
              └╥───────────────────  └─┘ ───────┘ 
 c :   / ══════╩═════════════════════════════════
               1:All 0b1 0:All 0b0               

)");
}

TEST(Draw, channels) {
  QProg prog;
  prog << Karus(std::vector<Index>{0, 1}, {{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}});
  EXPECT_NE(prog.str().find("Karus"), std::string::npos);
}

/// Sets the options of str() for one test.
class Printed {
 public:
  explicit Printed(const PrintOptions& options) { set_print_options(options); }
  Printed(const Printed&) = delete;
  Printed& operator=(const Printed&) = delete;
  ~Printed() { set_print_options({}); }
};

TEST(Draw, print_options_change_str) {
  const QProg prog = prog_of(RX(0, .25), S(0).dagger());
  EXPECT_NE(prog.str().find("┤RX(0.25000000)├ ┤S.dag├"), std::string::npos);
  {
    const Printed options({.precision = 2, .show_params = true, .line_length = 0});
    EXPECT_NE(prog.str().find("┤RX(0.25)├ ┤S.dag├"), std::string::npos);
    EXPECT_EQ(chunk_sizes(many(500).str()), (std::vector<std::size_t>{500}));
    EXPECT_THROW(set_print_options({.precision = -1}), NegativeValue);
    EXPECT_THROW(set_print_options({.precision = 101}), InvalidArgument);
    EXPECT_EQ(print_options().precision, 2);
  }
  const Printed options({.precision = 2, .show_params = false, .line_length = 22});
  EXPECT_NE(prog.str().find("┤RX├ ┤S├"), std::string::npos);
  EXPECT_EQ(chunk_sizes(many(20).str()), (std::vector<std::size_t>{4, 4, 4, 4, 4}));
}

TEST(Draw, either_form_and_to_a_file) {
  const QProg prog = prog_of(H(0));
  const std::string path = testing::TempDir() + "/drawing.txt";
  EXPECT_EQ(draw_qprog(prog), draw_text(prog));
  EXPECT_EQ(draw_qprog(prog, PicType::LATEX, {}, path), draw_latex(prog));
  const auto content = [&path] {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  EXPECT_EQ(content(), draw_latex(prog));
  draw_qprog(prog, PicType::TEXT, {}, path);
  EXPECT_EQ(content(), draw_text(prog));
  try {
    draw_qprog(prog, PicType::TEXT, {}, "/no/such/folder/drawing.txt");
    FAIL() << "no folder, no file";
  } catch (const InvalidArgument& error) {
    EXPECT_NE(std::string(error.what()).find("/no/such/folder/drawing.txt"), std::string::npos);
  }
}

TEST(Draw, more_characters_than_memory_holds_are_refused) {
  QProg prog(1 << 22);
  for (int i = 0; i < 8; ++i) prog << RX(0, 0.5);
  EXPECT_THROW(prog.str(), ResourceExhausted);
}

}  // namespace
}  // namespace qpanda3

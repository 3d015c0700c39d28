"""The sources keep to the map in docs/architecture.md, and each rule notices a file that does not."""

from pathlib import Path

import architecture_rules as rules
import pytest

ROOT = Path(__file__).parents[2]

# rule -> file that breaks it and its content
BREAKS: dict[str, list[tuple[str, str]]] = {
    "arrows_between_components": [
        ("cpp/include/qpanda3/cloud/job.hpp", '#include "qpanda3/sim/cpu_qvm.hpp"\n'),
        ("cpp/src/sim/cpu_qvm.cpp", '#include "qpanda3/text/originir.hpp"\n'),
        ("cpp/src/sim/cpu_qvm.cpp", '#include "cloud/detail.hpp"\n'),
        ("cpp/src/gate/gate.cpp", '  #  include "../circuit/circuit.hpp"\n'),
        ("cpp/include/qpanda3/base/bits.hpp", "#include <qpanda3/gate/gate.hpp>\n"),
        ("cpp/src/text/reader.cpp", '#include "qpanda3/qpanda3.hpp"\n'),
    ],
    "every_source_lies_in_a_component": [
        ("cpp/src/misc/helper.cpp", "int x;\n"),
        ("cpp/include/qpanda3/extra.hpp", "int x;\n"),
    ],
    "public_headers_include_public_headers": [("cpp/include/qpanda3/base/bits.hpp", '#include "base/secret.hpp"\n')],
    "library_knows_no_python": [
        ("cpp/src/base/error.cpp", "#include <pybind11/pybind11.h>\n"),
        ("cpp/include/qpanda3/base/error.hpp", "#include <Python.h>\n"),
    ],
    "only_the_transport_knows_curl": [("cpp/src/cloud/job.cpp", "#include <curl/curl.h>\n")],
    "only_the_protocol_knows_json": [
        ("cpp/src/cloud/job.cpp", "#include <nlohmann/json.hpp>\n"),
        ("cpp/src/cloud/poll.cpp", '#include "cloud/json.hpp"\n'),
        ("cpp/include/qpanda3/cloud/protocol.hpp", "#include <nlohmann/json.hpp>\n"),
    ],
    "only_kernels_know_the_processor": [
        ("cpp/src/sim/cpu_qvm.cpp", "#include <immintrin.h>\n"),
        ("cmake/Options.cmake", "add_compile_options(-march=native)\n"),
    ],
    "bindings_keep_to_their_side": [
        ("python/bindings/qcloud/module.cpp", '#include "qpanda3/sim/cpu_qvm.hpp"\n'),
        ("python/bindings/core/module.cpp", '#include "qpanda3/qpanda3.hpp"\n'),
    ],
    "nothing_lives_in_the_original_namespace": [
        ("cpp/src/base/error.cpp", "namespace QPanda3 {}\n"),
        ("tests/cpp/base/error_test.cpp", "using QPanda3::Error;\n"),
    ],
    "only_the_store_knows_sql": [
        ("python/pyqpanda3/localcloud/app.py", 'rows = db.execute("SELECT id FROM job")\n'),
        ("python/pyqpanda3/qcloud.py", "import sqlite3\n"),
    ],
    "the_map_names_every_component": [("cpp/include/qpanda3/pulse/shape.hpp", "int x;\n")],
}


def tree_that_keeps_the_rules(root: Path) -> None:
    files = {
        "cpp/include/qpanda3/qpanda3.hpp": '#include "qpanda3/cloud/job.hpp"\n#include "qpanda3/sim/cpu_qvm.hpp"\n',
        "cpp/include/qpanda3/base/error.hpp": "#include <string>\nnamespace qpanda3 {}\n",
        "cpp/include/qpanda3/gate/gate.hpp": '#include "qpanda3/base/error.hpp"\n',
        "cpp/include/qpanda3/circuit/circuit.hpp": '#include "qpanda3/gate/gate.hpp"\n',
        "cpp/include/qpanda3/text/originir.hpp": '#include "qpanda3/circuit/circuit.hpp"\n',
        "cpp/include/qpanda3/sim/cpu_qvm.hpp": '#include "qpanda3/circuit/circuit.hpp"\n',
        "cpp/include/qpanda3/cloud/job.hpp": '#include "qpanda3/text/originir.hpp"\n',
        "cpp/src/base/secret.hpp": "int secret();\n",
        "cpp/src/cloud/curl_transport.cpp": "#include <curl/curl.h>\n",
        "cpp/src/cloud/protocol.cpp": "#include <nlohmann/json.hpp>\n",
        "cpp/src/sim/kernels/avx2.cpp": "#include <immintrin.h>\n",
        "python/bindings/core/module.cpp": '#include "qpanda3/sim/cpu_qvm.hpp"\n#include <pybind11/pybind11.h>\n',
        "python/pyqpanda3/localcloud/store.py": "import sqlite3\n",
        "docs/architecture.md": "base/ gate/ circuit/ text/ sim/ cloud/\n",
    }
    for name, text in files.items():
        write(root / name, text)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_sources_keep_the_rule(rule: rules.Rule) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_rule_accepts_a_tree_that_keeps_it(rule: rules.Rule, tmp_path: Path) -> None:
    tree_that_keeps_the_rules(tmp_path)
    assert rule(tmp_path) == []


@pytest.mark.parametrize(
    ("rule", "name", "text"),
    [(rule, name, text) for rule in rules.RULES for name, text in BREAKS[rule.__name__]],
    ids=lambda value: getattr(value, "__name__", None) or str(value).strip().replace("/", "_"),
)
def test_the_rule_notices_a_file_that_breaks_it(rule: rules.Rule, name: str, text: str, tmp_path: Path) -> None:
    tree_that_keeps_the_rules(tmp_path)
    write(tmp_path / name, text)
    found = rule(tmp_path)
    assert len(found) == 1, found
    assert name in found[0] or rule is rules.the_map_names_every_component

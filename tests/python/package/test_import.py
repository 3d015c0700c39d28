"""Importing the package is cheap, and every module loads only what it needs."""

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

import pyqpanda3


def run_python(code: str) -> list[str]:
    """The words that `code` prints in a fresh interpreter."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_import_of_the_package_loads_no_extension_and_no_numpy() -> None:
    loaded = run_python("import sys, pyqpanda3; print(*sys.modules)")
    assert "pyqpanda3" in loaded
    assert [name for name in loaded if name.startswith("pyqpanda3.")] == []
    assert "numpy" not in loaded


def test_submodules_are_attributes_without_a_second_import() -> None:
    code = "import pyqpanda3; print(pyqpanda3.core.QProg.__module__, pyqpanda3.qcloud.QCloudJob.__module__)"
    assert run_python(code) == ["pyqpanda3.core", "pyqpanda3.qcloud"]


#: What programs written on this interface import, with a name they take from each.
MODULES = {
    "core": "QProg",
    "hamiltonian": "PauliOperator",
    "intermediate_compiler": "convert_qasm_string_to_qprog",
    "quantum_info": "StateVector",
    "utils": "convert_qprog_to_originbis",
    "qcloud": "QCloudService",
    "localcloud": "serve",
    "errors": "ParseError",
}


@pytest.mark.parametrize("module", MODULES)
def test_every_way_of_importing_a_module_works(module: str) -> None:
    """As an attribute of the package, by its path, by a name, and all of it; each in an interpreter of its own."""
    name = MODULES[module]
    expected = [f"pyqpanda3.{module}"]
    for code in (
        f"import pyqpanda3; print(pyqpanda3.{module}.__name__); pyqpanda3.{module}.{name}",
        f"import pyqpanda3.{module}; print(pyqpanda3.{module}.__name__); pyqpanda3.{module}.{name}",
        f"import pyqpanda3 as pq; print(pq.{module}.__name__); from pyqpanda3.{module} import {name}",
        f"import sys; from pyqpanda3 import {module}; print({module}.__name__); sys.modules['pyqpanda3.{module}']",
        f"from pyqpanda3.{module} import *; {name}; import pyqpanda3; print(pyqpanda3.{module}.__name__)",
    ):
        assert run_python(code) == expected


def test_all_of_it_is_imported_with_a_star() -> None:
    names = [name for name in MODULES if name != "localcloud"]  # which needs its extra
    assert run_python(f"from pyqpanda3 import *; print(*(m.__name__ for m in [{', '.join(names)}]))") == [
        f"pyqpanda3.{name}" for name in names
    ]


@pytest.mark.parametrize("path", ["pyqpanda3.core.simd", "pyqpanda3.core"])
def test_simd_is_found_by_its_path(path: str) -> None:
    assert run_python(f"import {path}; print(pyqpanda3.core.simd.active_backend() != '')") == ["True"]


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs /proc to see which libraries are loaded")
@pytest.mark.parametrize(("module", "expected"), [("core", False), ("qcloud", True)])
def test_only_the_cloud_client_loads_libcurl(module: str, expected: bool) -> None:
    code = f"import pyqpanda3.{module}, pathlib; print('libcurl' in pathlib.Path('/proc/self/maps').read_text())"
    assert run_python(code) == [str(expected)]


def test_the_cloud_client_is_not_linked_to_the_simulator() -> None:
    """The names of needed libraries stand as text in a library; _core shows that the check can see one."""
    package = Path(pyqpanda3.__file__).parent
    linked = {path.name.split(".")[0]: b"libqpanda3_sim" in path.read_bytes() for path in package.rglob("*[.]so")}
    assert linked["_core"]
    assert not linked["_qcloud"]
    assert not linked["libqpanda3_cloud"]


def test_the_version_is_that_of_the_distribution() -> None:
    assert pyqpanda3.__version__ == importlib.metadata.version("pyqpanda3")
    assert run_python("import pyqpanda3; print(pyqpanda3.__version__)") == [pyqpanda3.__version__]


@pytest.mark.parametrize("name", ["vqcircuit", "transpilation", "pilot_os", "draw_time_scheduling"])
def test_modules_that_are_not_built_say_so(name: str) -> None:
    with pytest.raises(AttributeError, match=f"'{name}' is not part of this release"):
        getattr(pyqpanda3, name)


def test_unknown_names_raise_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'quantum_leap'"):
        _ = pyqpanda3.quantum_leap  # type: ignore[attr-defined]


def test_dir_lists_what_can_be_loaded() -> None:
    assert {"core", "qcloud", "localcloud", "errors", "Error", "__version__"} <= set(dir(pyqpanda3))
    assert "import_module" not in dir(pyqpanda3)
    for name in pyqpanda3.__all__:
        assert getattr(pyqpanda3, name) is not None

"""Names of the older pyqpanda interface that users and code generators reach for, and what to use instead.

Asking ``pyqpanda3.core`` or one of its classes for such a name raises an AttributeError (in ``from ... import``, an
ImportError) with this advice. The names exist nowhere: ``hasattr`` is False for each.
"""

import sys
from types import ModuleType
from typing import Any, NoReturn

_QUBITS = "qubits are plain ints, nothing is allocated: write 0, 1 and so on"
_CBITS = "classical bits are plain ints, nothing is allocated: write 0, 1 and so on"
_MACHINE = "make a simulator object: qvm = CPUQVM()"
_NO_END = "simulators need no closing: drop the call"
_RUN = "use CPUQVM().run(prog, shots), then result().get_counts()"
_EXACT = "run a program without measurements, or with 0 shots: CPUQVM().run(prog, 0), then"
_COMPILER = "it is in pyqpanda3.intermediate_compiler:"

MODULE_NAMES = {
    "qAlloc": _QUBITS,
    "qAlloc_many": _QUBITS,
    "qFree": _QUBITS,
    "qFree_all": _QUBITS,
    "QVec": "lists of qubits are plain lists of ints: [0, 1, 2]",
    "cAlloc": _CBITS,
    "cAlloc_many": _CBITS,
    "cFree": _CBITS,
    "cFree_all": _CBITS,
    "ClassicalCondition": "conditions are lists of bits that have to be 1: qif([0, 1]).then(prog).qendif()",
    "QMachineType": _MACHINE,
    "QuantumMachine": _MACHINE,
    "QuantumMachine_type": _MACHINE,
    "init": _MACHINE,
    "init_qvm": _MACHINE,
    "init_quantum_machine": _MACHINE,
    "initQVM": _MACHINE,
    "CPUSingleThreadQVM": "use CPUQVM(); run takes threads=1",
    "NoiseQVM": "use CPUQVM() and pass a NoiseModel: run(prog, shots, model)",
    "Noise": "use NoiseModel()",
    "QCloud": "use pyqpanda3.qcloud.QCloudService",
    "finalize": _NO_END,
    "destroy_quantum_machine": _NO_END,
    "measure_all": "use measure([0, 1, ...], [0, 1, ...])",
    "MeasureAll": "use measure([0, 1, ...], [0, 1, ...])",
    "directly_run": _RUN,
    "run_with_configuration": _RUN,
    "quick_measure": _RUN,
    "prob_run_dict": f"{_EXACT} result().get_prob_dict(qubits)",
    "prob_run_list": f"{_EXACT} result().get_prob_list(qubits)",
    "prob_run_tuple_list": f"{_EXACT} result().get_prob_dict(qubits)",
    "pmeasure": f"{_EXACT} result().get_prob_list(qubits)",
    "PMeasure": f"{_EXACT} result().get_prob_list(qubits)",
    "PMeasure_no_index": f"{_EXACT} result().get_prob_list(qubits)",
    "get_qstate": f"{_EXACT} result().get_state_vector()",
    "create_empty_qprog": "use QProg()",
    "create_empty_circuit": "use QCircuit()",
    "create_if_prog": "use qif([bits]).then(prog).qendif() or .qelse(prog)",
    "create_while_prog": "use qwhile([bits]).loop(prog)",
    "CreateIfProg": "use qif([bits]).then(prog).qendif() or .qelse(prog)",
    "CreateWhileProg": "use qwhile([bits]).loop(prog)",
    "QIfProg": "use qif([bits]).then(prog).qendif() or .qelse(prog)",
    "QWhileProg": "use qwhile([bits]).loop(prog)",
    "Toffoli": "use TOFFOLI(control, control, target)",
    "CCX": "use TOFFOLI(control, control, target)",
    "CX": "use CNOT(control, target)",
    "iSWAP": "use ISWAP(qubit, qubit)",
    "SqiSWAP": "use SQISWAP(qubit, qubit)",
    "Reset": "use RESET(qubit)",
    "QOracle": "use Oracle(qubits, matrix)",
    "U": "use U3(qubit, theta, phi, lambda)",
    "get_matrix": "use circuit.matrix()",
    "get_unitary": "use circuit.matrix()",
    "count_gate": "use prog.count_ops()",
    "get_qgate_num": "use prog.count_ops()",
    "get_qprog_clock_cycle": "use prog.depth()",
    "print_qprog": "use print(prog)",
    "apply_QGate": "append a gate for each qubit: for q in qubits: prog << H(q)",
    "convert_qprog_to_originir": f"use prog.originir(); {_COMPILER} convert_qprog_to_originir",
    "convert_originir_to_qprog": f"use QProg(path, True); {_COMPILER} convert_originir_file_to_qprog",
    "convert_originir_str_to_qprog": f"use QProg(text); {_COMPILER} convert_originir_string_to_qprog",
    "convert_qprog_to_qasm": f"{_COMPILER} convert_qprog_to_qasm",
    "convert_qasm_to_qprog": f"{_COMPILER} convert_qasm_file_to_qprog",
    "convert_qasm_string_to_qprog": f"{_COMPILER} convert_qasm_string_to_qprog",
    "PauliOperator": "it is in pyqpanda3.hamiltonian",
    "Hamiltonian": "it is in pyqpanda3.hamiltonian",
}

_NEXT = "prog << item appends, and can be chained"

CLASS_NAMES = {
    "CPUQVM": {
        "init": "a CPUQVM is ready to run: drop the call",
        "init_qvm": "a CPUQVM is ready to run: drop the call",
        "initQVM": "a CPUQVM is ready to run: drop the call",
        "init_sparse_state": "use init_state(amplitudes)",
        "finalize": _NO_END,
        "qAlloc": _QUBITS,
        "qAlloc_many": _QUBITS,
        "qFree": _QUBITS,
        "qFree_all": _QUBITS,
        "allocate_qubit": _QUBITS,
        "allocate_qubits": _QUBITS,
        "cAlloc": _CBITS,
        "cAlloc_many": _CBITS,
        "cFree": _CBITS,
        "cFree_all": _CBITS,
        "directly_run": "use run(prog, 1), then result().get_counts()",
        "run_with_configuration": "use run(prog, shots), then result().get_counts()",
        "quick_measure": "append measurements, use run(prog, shots), then result().get_counts()",
        "prob_run_dict": "use run(prog, 0), then result().get_prob_dict(qubits)",
        "prob_run_list": "use run(prog, 0), then result().get_prob_list(qubits)",
        "prob_run_tuple_list": "use run(prog, 0), then result().get_prob_dict(qubits)",
        "pmeasure": "use run(prog, 0), then result().get_prob_list(qubits)",
        "pmeasure_no_index": "use run(prog, 0), then result().get_prob_list(qubits)",
        "get_qstate": "use run(prog, 0), then result().get_state_vector()",
        "get_counts": "use result().get_counts()",
        "get_prob_dict": "use result().get_prob_dict(qubits)",
        "get_prob_list": "use result().get_prob_list(qubits)",
        "get_state_vector": "use result().get_state_vector()",
        "set_noise_model": "pass a NoiseModel to run: run(prog, shots, model)",
        "set_measure_error": "use NoiseModel().add_read_out_error(probs, qubit) and run(prog, shots, model)",
    },
    "QProg": {
        "insert": f"use append(item); {_NEXT}",
        "is_empty": "use len(prog) == 0",
        "get_used_qubits": "use qubits()",
        "get_used_cbits": "use cbits()",
        "get_max_qubit_addr": "use qubits_num() - 1",
        "get_qubits_number": "use qubits_num()",
        "get_qgate_number": "use count_ops()",
        "measure": "use prog << measure(qubit, cbit)",
        "measure_all": "use prog << measure(prog.qubits(), prog.qubits())",
        "dagger": "only circuits have an inverse: use to_circuit().dagger()",
        "control": "only circuits can be controlled: use to_circuit().control(qubits)",
    },
    "QCircuit": {
        "insert": f"use append(item); {_NEXT}",
        "is_empty": "use len(circuit) == 0",
        "get_used_qubits": "use qubits()",
        "set_dagger": "use circuit.dagger(), which gives a new circuit",
        "set_control": "use circuit.control(qubits), which gives a new circuit",
        "measure": "measurements stand in programs: prog = QProg(circuit); prog << measure(qubit, cbit)",
    },
    "QGate": {
        "set_dagger": "use gate.dagger(), which gives a new gate",
        "set_control": "use gate.control(qubits), which gives a new gate",
        "get_qubits": "use qubits()",
        "get_qubit_num": "use qubits_num()",
        "get_control_qubits": "use control_qubits()",
    },
}


class OlderName:
    """A name that a class does not have: looking it up raises an AttributeError with advice.

    As a descriptor it costs other lookups nothing, which a ``__getattr__`` of the class would.
    """

    def __init__(self, advice: str) -> None:
        self.__doc__ = f"Of the older interface: {advice}."

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner = owner.__name__
        self._name = name

    def __get__(self, instance: object, owner: type | None = None) -> NoReturn:
        message = f"{self._owner!r} object has no attribute {self._name!r}. {self.__doc__}"
        raise AttributeError(message, name=self._name, obj=instance if instance is not None else owner)


def _listed_names(self: object) -> list[str]:
    cls = type(self)
    return [name for name in object.__dir__(self) if not isinstance(_stored(cls, name), OlderName)]


def _stored(cls: type, name: str) -> object:
    return next((vars(base)[name] for base in cls.__mro__ if name in vars(base)), None)


def advise_classes(module: ModuleType) -> None:
    """Gives the classes of CLASS_NAMES that `module` has their older names; a name that a class has is left alone."""
    for class_name, names in CLASS_NAMES.items():
        cls = getattr(module, class_name)
        for name, advice in names.items():
            if hasattr(cls, name):
                continue
            older = OlderName(advice)
            older.__set_name__(cls, name)
            setattr(cls, name, older)
        cls.__dir__ = _listed_names  # completion offers what is there


def _imports_name() -> bool:
    """True if a module's __getattr__, which called missing(), was called for ``from module import name``."""
    from opcode import opmap

    frame = sys._getframe(2).f_back
    return frame is not None and frame.f_code.co_code[frame.f_lasti] == opmap["IMPORT_FROM"]


def missing(module: str, name: str) -> Any:
    """What the ``__getattr__`` of a module does for a name it does not have. To be called directly by it.

    ``from module import name`` would swallow an AttributeError and its advice, so that it gets an ImportError.
    """
    message = f"module {module!r} has no attribute {name!r}"
    advice = MODULE_NAMES.get(name)
    if advice is None:
        raise AttributeError(message, name=name)
    message += f". Of the older interface: {advice}."
    if _imports_name():
        raise ImportError(message, name=module)
    raise AttributeError(message, name=name)

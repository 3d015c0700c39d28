"""Every function of intermediate_compiler and utils, with the types that users give and get."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from pyqpanda3.core import CNOT, H, QProg, measure
from pyqpanda3.intermediate_compiler import (
    convert_originir_file_to_qprog,
    convert_originir_string_to_qprog,
    convert_qasm_file_to_qprog,
    convert_qasm_string_to_qprog,
    convert_qprog_to_originir,
    convert_qprog_to_qasm,
)
from pyqpanda3.utils import (
    CommProtocolConfig,
    comm_protocol_decode,
    comm_protocol_encode,
    comm_protocol_encode_originir_file,
    comm_protocol_encode_originir_string,
    convert_originbis_to_qprog,
    convert_qprog_to_originbis,
)


def texts(prog: QProg, folder: Path) -> str:
    originir: str = convert_qprog_to_originir(prog, precision=12)
    qasm: str = convert_qprog_to_qasm(prog) + convert_qprog_to_qasm(prog, 4)[:0]
    (folder / "program.ir").write_text(originir)
    (folder / "program.qasm").write_text(qasm)
    back: list[QProg] = [convert_originir_string_to_qprog(originir), convert_qasm_string_to_qprog(qasm)]
    back.append(convert_originir_file_to_qprog(str(folder / "program.ir")))
    back.append(convert_qasm_file_to_qprog(str(folder / "program.qasm")))
    assert all(other.count_ops() == prog.count_ops() for other in back)
    return originir


def binary(prog: QProg, originir: str, folder: Path) -> None:
    data: bytes = convert_qprog_to_originbis(prog)
    assert convert_originbis_to_qprog(data) == prog
    config = CommProtocolConfig()
    config.shots, config.circuits_num, config.optimization_level = 500, 1, 2
    config.open_mapping = config.open_error_mitigation = False
    message: bytes = comm_protocol_encode([prog], config)
    progs: list[QProg]
    progs, read = comm_protocol_decode(message)
    numbers: list[int] = [read.shots, read.circuits_num, read.optimization_level]
    flags: list[bool] = [read.open_mapping, read.open_error_mitigation]
    assert (len(progs), numbers, flags) == (1, [500, 1, 2], [False, False])
    assert comm_protocol_encode_originir_string(originir, config=config) == message
    assert comm_protocol_encode_originir_file(str(folder / "program.ir"), config) == message


def main() -> None:
    prog = QProg() << H(0) << CNOT(0, 1) << measure([0, 1], [0, 1])
    with TemporaryDirectory() as name:
        binary(prog, texts(prog, Path(name)), Path(name))


main()

"""What pyqpanda3.utils offers, and what it says about the names that it does not."""

from __future__ import annotations

import pytest

from pyqpanda3 import utils

VARIATIONAL = [
    "convert_originbis_to_vqcircuit",
    "convert_vqc_with_run_config_bytes_to_config",
    "convert_vqc_with_run_config_bytes_to_vqcircuit",
    "convert_vqcircuit_to_originbis",
    "convert_vqcircuit_with_run_config_to_bytes",
]


def test_all_names_are_there_and_described() -> None:
    assert len(utils.__all__) == 7
    for name in utils.__all__:
        assert getattr(utils, name).__doc__
        assert getattr(utils, name).__module__ == "pyqpanda3.utils"


@pytest.mark.parametrize("name", VARIATIONAL)
def test_names_of_variational_circuits_say_where_they_belong(name: str) -> None:
    assert name not in dir(utils)
    with pytest.raises(AttributeError, match=r"variational circuits \(pyqpanda3.vqcircuit\)"):
        getattr(utils, name)


def test_other_names_are_unknown() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'convert'"):
        _ = utils.convert

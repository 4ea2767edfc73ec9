"""Classes of patents: one form of each, however it was copied, and the address at which WIPO explains it."""

import pytest

from kartotek.text.ipc import address, ipc


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("A61K 31/195", "A61K 31/195"),
        ("a61k31/195", "A61K 31/195"),
        ("H01M 10/0525 (2010.01)", "H01M 10/0525"),
        ("A61K0031195000", "A61K 31/195"),
        ("B42F0017000000", "B42F 17/00"),
        ("G06F 0003/01", "G06F 3/01"),
        ("C07D", "C07D"),
        (" C 07 D ", "C07D"),
    ],
)
def test_one_form(text: str, symbol: str) -> None:
    assert ipc(text) == symbol


@pytest.mark.parametrize("text", ["Y02E 10/50", "A61", "A61K 31", "cards", "A61K/31", "161K 31/00", ""])
def test_what_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="one looks like A61K 31/195"):
        ipc(text)


@pytest.mark.parametrize(
    ("symbol", "end"),
    [("A61K 31/195", "symbol=A61K0031195000"), ("B42F 17/00", "symbol=B42F0017000000"), ("C07D", "symbol=C07D")],
)
def test_its_address(symbol: str, end: str) -> None:
    assert address(symbol).endswith(end)

import pytest

from dj.testing.index_contract import IndexContract


class TestExact(IndexContract):
    name = "exact"
    recall = 1.0


class TestAnnoy(IndexContract):
    name = "annoy"


class TestLists(IndexContract):
    name = "lists"


class TestVoyager(IndexContract):
    name = "voyager"

    @pytest.fixture(autouse=True)
    def installed(self) -> None:
        pytest.importorskip("voyager", reason="the extra voyager is not installed")

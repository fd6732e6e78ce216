"""Goldens hold until a word changes, and then say which."""

from pathlib import Path

from dj.commentary import golden_changes, has_goldens, write_goldens
from tests.commentary.proofs.small_pack import add


def test_what_was_written_down_agrees_until_a_word_changes(tmp_path: Path) -> None:
    add(tmp_path, "front_announce/one", "Here's {{ next.title }}.")
    assert not has_goldens(tmp_path)
    write_goldens(tmp_path)
    assert has_goldens(tmp_path)
    assert golden_changes(tmp_path) == ()
    add(tmp_path, "front_announce/one", "This is {{ next.title }}.")
    rows = golden_changes(tmp_path)
    assert any(row.startswith("-front_announce/one 0 [") and "Here's" in row for row in rows)
    assert any(row.startswith("+front_announce/one 0 [") and "This is" in row for row in rows)


def test_there_is_a_row_for_each_way_and_no_more(tmp_path: Path) -> None:
    source = "Here's {{ next.title }}.{% if next.album %} It's on {{ next.album }}.{% endif %}"
    add(tmp_path, "front_announce/one", source, "Next.")
    write_goldens(tmp_path)
    rows = (tmp_path / "golden" / "front_announce.txt").read_text("utf-8").splitlines()
    assert [row.split(" [")[0] for row in rows] == ["front_announce/one 0"] * 2 + [
        "front_announce/one 1"]  # fmt: skip
    assert sum("It's on" in row for row in rows) == 1


def test_goldens_of_lines_that_have_gone_go_with_the_next_update(tmp_path: Path) -> None:
    add(tmp_path, "front_announce/one", "Here's {{ next.title }}.")
    write_goldens(tmp_path)
    (tmp_path / "front_announce" / "one.j2").unlink()
    assert golden_changes(tmp_path)[1].endswith("(now)")
    write_goldens(tmp_path)
    assert not has_goldens(tmp_path)


def test_the_same_pack_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        add(tmp_path / name, "sign_off/x", "Goodbye from {{ show.title }}.", needs="")
        write_goldens(tmp_path / name)
    one, two = ((tmp_path / n / "golden" / "sign_off.txt").read_bytes() for n in ("a", "b"))
    assert one == two

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dj.editorial import add_fact, known_facts, read_facts, save_imported, take_back
from dj.editorial.facts.prose import bad_words, unvouched
from dj.errors import ConfigError
from dj.model.editorial import PREDICATES, Fact, Source, Standing
from dj.model.usable import unusable
from dj.resources import find

NOTE = Fact(
    id="note", subject={"artist": "Ana Lee", "title": "Salt"}, predicate="editors_note", value="",
    by="Rosa Lind", as_of=date(2026, 5, 1), tier=1,
    sources=(Source(title="Sleeve notes", locator="page 3"),),
)  # fmt: skip


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without files of its own, and a user's folder that does not exist yet."""
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "project"


ORDINARY = {
    "en": """
the bass clarinet enters late; recorded in a former prison; the drums lie a little behind the beat
it was cut live in one room; a barn converted to a studio; the guitar is on the left, piano right
a dead room with carpets on the walls; string stabs answer the voice; she hit the snare with a brush
sung with conviction, almost spoken; the solo is buried in the mix; recorded in a Catholic church
a classic drum machine, slowed down; softer than ever after the bridge; the last chord dies away
listen for the perfect fifth in the horns
stolen tempo in the left hand
copied from tape to tape until it hissed; a fake ending, then one more chorus; only piano and voice
most of it was played in one take; the quietest part comes last; his grandmother's upright piano
the singer counts in under her breath; a race between two fiddles; the killer riff comes back twice
a straight beat under a swinging melody; a blind alley of a middle eight; a shot of brass at the top
the mix is narrow until the chorus; written during a night shift
an old hospital hall gives the echo
the tape was found in an attic; a violent drum fill opens the last part
one microphone for all of them
they tuned down a half step; the first verse has no bass; handclaps in the stairwell; nearly a waltz
cello and accordion share the tune; inspired by a death metal drummer
a pump organ with a leaking pedal
""",
    "de": """
die Bassklarinette setzt spät ein; die Gitarre ist links, das Klavier rechts; ein Rahmen aus Stahl
in einem Raum live eingespielt; aufgenommen in einem alten Krankenhaus
das Tempo betrug erst neunzig
in einer katholischen Kirche aufgenommen; der letzte Ton verklingt; in einem toten Raum aufgenommen
die Sängerin zählt leise an; am besten mit Kopfhörern zu hören; ein Mordent in der rechten Hand
das Schlagzeug kommt erst im Refrain; der Chor sucht den Ton; in einer schwülen Nacht geschrieben
das Klavier gehörte der Großmutter; ein Hit-Hat-Muster ohne Becken
ein starkes Echo aus dem Treppenhaus
gewaltige Bläser im letzten Teil; die Aufnahme besteht aus zwei Takten; bestimmt wird sie vom Cello
eine Orgel mit undichtem Pedal; ein Mikrofon für alle; der größte Teil entstand in einer Nacht
der erste Vers hat keinen Bass; beruht auf einer alten Sage; ein Solo für Posaune; fast ein Walzer
zwei Geigen spielen um die Wette; das Band rauscht hörbar
ein falscher Schluss, dann noch ein Refrain
geschrieben auf der Nachtfähre; die Trommel ist mit einem Tuch gedämpft; nur Klavier und Stimme
die Strophe steht in Moll; vom anderen Ende der Welt mitgebracht; ein Kinderchor summt mit
das Akkordeon atmet hörbar; ein trockener Klang ohne Hall; der Bass schweigt im letzten Refrain
mit Besen gespielt; das Stück beginnt mit Regen; gestimmt einen halben Ton tiefer
eine Partie für Harfe
""",
    "es": """
el clarinete bajo entra tarde; la guitarra suena a la izquierda; el piano queda a la derecha
grabada en vivo en una sala; grabada en una antigua cárcel; grabada en una iglesia católica
la voz cuenta en voz baja; una viola dobla la melodía; basada en una leyenda del norte
un acorde que no se resuelve; un bombo con una manta encima; el contrabajo calla al final
el piano era de su abuela; casi un vals; solo piano y voz; una quinta perfecta en los metales
un final violento de tambores; escrita en un barco de noche; un micrófono para todos
la primera estrofa no tiene bajo; palmas en la escalera; un falso final y otro estribillo
dos violines corren juntos; una toma del año 1994; la cinta apareció en un desván
un órgano con un pedal roto; una flauta de caña; el acordeón respira; un coro de niños tararea
suena mejor con auriculares; grabada al otro lado del mundo; un bajo muy grave en el puente
la batería entra en el estribillo; un eco de escalera; medio tono más abajo
una guitarra de doce cuerdas
la parte más suave llega al final; con escobillas; una tarde de lluvia; tres tomas pegadas
un charango afinado en mi; la voz queda seca; un ritmo de tres por cuatro; la cinta hace ruido
una trompeta con sordina; el tempo baja poco a poco; los coros cantan en otra lengua
""",
}
"""Notes as editors write them, apart at semicolons and ends of lines."""

BAD = {
    "en": """
murdered his wife in 1990 and is the best singer ever; she is dying of cancer; he converted to Islam
the best track of 1994, ever; he stole it; stolen from a friend; they ripped off an older song
plagiarised from a folk tune; he lied about the tape; a convicted fraudster sings; sued by the label
he was arrested twice; the band went bankrupt; accused of assault; he abused the drummer
a known racist
written in rehab; recorded while drunk; an alcoholic at the piano; he was a heroin addict
she was pregnant when she sang it; the gay singer; a devout Catholic; the Jewish drummer
he voted for the far right; his ex-wife sings; after their divorce; she died a year later
he took his own life; she suffers from depression; his HIV diagnosis; a communist song writer
rumoured to be about a rival; allegedly taped in secret; reportedly sung by somebody else
a masterpiece; the greatest band in the world; a legendary voice; the most famous riff
a number one smash hit; an award-winning record; an iconic, timeless tune; you'll love the bridge
what a fucking riff; the guilty producer; a scandal followed
""",
    "de": """
ermordete seine Frau; er ist ein Mörder; er hat es gestohlen; das Lied ist geklaut; ein Plagiat
er wurde verhaftet; verurteilt wegen Betrugs; er hat alle betrogen; ein Skandal folgte; er lügt
sie stahl das Lied; vom Label verklagt; er schlug seine Kinder; er saß im Gefängnis; ein Rassist
die Band war pleite; wegen Missbrauch angeklagt; sie hat Krebs; er ist krank; eine schwere Krankheit
sie starb kurz danach; er beging Suizid; im Entzug geschrieben; ein Alkoholiker am Klavier
unter Drogen aufgenommen; sie war schwanger; der schwule Sänger; konvertierte zum Islam
sie ist gläubig
ein jüdischer Geiger; nach der Scheidung; seine Ehefrau singt; ein Kommunist; er ist rechtsextrem
angeblich heimlich aufgenommen; einem Gerücht nach über einen Rivalen; das beste Lied aller Zeiten
ein Meisterwerk; die größte Band; eine legendäre Stimme; genial gespielt; ein Welthit
wird dir gefallen; das schönste Lied; unglaublich gut; eine Ikone des Pop
""",
    "es": """
asesinó a su mujer; mató a un hombre; robó la canción; es robada; un plagio; plagió a un amigo
una estafa del sello; fue detenido dos veces; acusado de agresión; condenada por fraude
mintió siempre
abusó de su poder; maltrató a la banda; fue a la cárcel; un racista; el sello estaba en quiebra
tiene cáncer; estaba enferma; murió un año después; se suicidó; adicto a la heroína; un alcohólico
grabada con drogas; estaba embarazada; el cantante gay; se convirtió al islam; un católico creyente
la violinista judía; tras su divorcio; canta su esposa; un comunista; votó a la derecha
supuestamente grabada en secreto; se rumorea que es de otro; dicen que la escribió otra persona
la mejor canción de la historia; una obra maestra; la banda más grande; una voz legendaria
un temazo; genial de principio a fin; un éxito mundial; inolvidable; te va a encantar
el mejor disco; una voz increíble
""",
}
"""Notes that no voice may say."""


def notes(table: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (language, note.strip())
        for language, text in table.items()
        for note in text.strip().replace("\n", ";").split(";")
    ]


def against(value: str, language: str = "en", **changes: Any) -> str:
    one = replace(NOTE, value=value, language=language, **changes)
    predicate = PREDICATES[one.predicate]
    return unvouched(one, predicate) or bad_words(one, predicate)


def item(value: str, **changes: object) -> dict[str, object]:
    return {
        "id": "note", "subject": {"artist": "Ana Lee", "title": "Salt"}, "value": value,
        "predicate": "editors_note", "as_of": "2026-05-01", "by": "Rosa Lind",
        "sources": [{"title": "Sleeve notes", "locator": "page 3"}], **changes,
    }  # fmt: skip


@pytest.mark.parametrize("table", [ORDINARY, BAD])
def test_the_tables_hold_forty_notes_of_each_language(table: dict[str, str]) -> None:
    for language in table:
        assert len({note for code, note in notes(table) if code == language}) >= 40


def test_no_ordinary_note_is_refused() -> None:
    told = {note: against(note, language) for language, note in notes(ORDINARY)}
    assert {note: why for note, why in told.items() if why} == {}


def test_every_bad_note_is_refused() -> None:
    assert [note for language, note in notes(BAD) if not against(note, language)] == []


@pytest.mark.parametrize("path", ["house/words/en", "haus/words/de", "casa/words/es"])
def test_what_lines_may_not_tell_of_people_is_told_by_no_note(path: str) -> None:
    lists = yaml.safe_load(find("prompts", f"{path}.yaml").read_text("utf-8"))
    words = {word for name in ("accusations", "traits") for word in lists[name]}
    missed = {word for word in words if not against(f"x {word} y", path[-2:])}
    assert missed <= ORDINARY_IN_NOTES


ORDINARY_IN_NOTES = {
    "fake", "faked", "copied", "betrug", "sucht", "rechts", "links", "derecha",
    "izquierda", "religion", "late great",
}  # fmt: skip
"""Words which fixed wording avoids, and which tell of the sound in a note."""


@pytest.mark.parametrize(
    "value",
    [
        "he MURDERED a man",
        "he\N{NO-BREAK SPACE}stole it",
        "the best‑selling tape",
        "ＳＴＯＬＥＮ tune",
    ],
)
def test_letters_and_hyphens_hide_nothing(value: str) -> None:
    assert against(value)


def test_the_reason_names_the_words_that_stand_there() -> None:
    assert against("he plagiarised it").startswith("'plagiarised' accuses somebody")
    assert "tier 3" in against("she has cancer")


def test_an_artist_may_praise_their_own_song_and_accuse_nobody() -> None:
    says: dict[str, Any] = {"predicate": "artist_says", "by": "Ana Lee", "tier": 2}
    assert against("my best album ever", **says) == ""
    assert "accuses" in against("he stole it", **says)
    assert "health" in against("I was sick and drunk", **says)
    assert "coarse" in against("a fucking good night", **says)


def test_what_an_editor_heard_live_is_not_ranked() -> None:
    assert "ranks" in against("the best concert ever", predicate="heard_live", tier=2)


def test_names_and_dates_are_no_prose() -> None:
    assert against("Murder by the Sea", predicate="producer", by="") == ""


def test_free_text_needs_a_name() -> None:
    assert "no editor's name" in against("a pump organ", by=" ")
    assert against("a pump organ", by="", approvals=("Rosa Lind",)) == ""


def test_words_that_no_list_can_judge_wait_for_an_approval_by_name() -> None:
    assert "no word list for 'fi'" in against("basso tulee myöhään", "fi")
    assert against("basso tulee myöhään", "fi", approvals=("Rosa Lind",)) == ""
    assert against("she stole it", "en-GB")


def test_a_bad_text_is_a_finding_and_is_never_said(place: Path) -> None:
    path = place / "facts.yaml"
    path.write_text(yaml.safe_dump([item("he stole it"), item("a pump organ", id="b")]))
    loaded = read_facts([path])
    assert [one.field for one in loaded.findings] == ["note.value"]
    reasons = [unusable(fact, date(2026, 11, 28), "en") for fact in loaded.facts]
    assert [bool(why) for why in reasons] == [True, False]
    assert "'stole' accuses" in reasons[0]


def test_what_was_imported_is_judged_each_time_it_is_read(place: Path) -> None:
    path = save_imported("old", [replace(NOTE, value="he stole it", objection="of another day")])
    assert "objection" not in path.read_text()
    assert "accuses" in read_facts([path]).facts[0].objection


def test_nothing_bad_and_nothing_unnamed_is_added(place: Path) -> None:
    (place / "facts.yaml").touch()
    for row, field in (
        (item("he stole it"), "note.value"),
        (item("a pump organ", by=""), "note.by"),
    ):
        path, findings = add_fact(row)
        assert [one.field for one in findings] == [field]
        assert path.read_text() == ""
    assert add_fact(item("a pump organ"))[1] == ()


def test_a_bad_text_that_was_taken_back_needs_no_mending(place: Path) -> None:
    (place / "facts.yaml").write_text(yaml.safe_dump([item("he stole it")]))
    assert [one.field for one in known_facts().findings] == ["note.value"]
    (place / "overrides.yaml").touch()
    take_back("note", "Rosa Lind", date(2026, 6, 1), "not ours to say")
    assert known_facts().findings == ()


def test_a_withdrawn_item_is_no_finding(place: Path) -> None:
    path = place / "facts.yaml"
    path.write_text(yaml.safe_dump([item("he stole it", status="withdrawn")]))
    loaded = read_facts([path])
    assert loaded.findings == ()
    assert loaded.facts[0].standing is Standing.WITHDRAWN


def test_a_list_that_is_none_is_told_with_its_place(place: Path) -> None:
    (place / "assets/prose").mkdir(parents=True)
    (place / "assets/prose/en.yaml").write_text("accusations: 3")
    with pytest.raises(ConfigError, match="is no list of words"):
        bad_words(replace(NOTE, value="x"), PREDICATES["editors_note"])

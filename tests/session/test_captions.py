from dataclasses import replace

from dj.session.captions import disclosure
from dj.testing.examples import manifest


def test_a_synthetic_voice_is_disclosed_with_its_engine() -> None:
    assert disclosure(manifest()) == "The host's voice is synthetic (silent 1). Promotion: none."


def test_a_session_without_a_voice_says_so() -> None:
    record = manifest()
    silent = replace(record.disclosure, synthetic_voice=False, engine="")
    quiet = replace(record, takes=(), disclosure=silent)
    assert disclosure(quiet) == "No host speaks. Promotion: none."


def test_a_recorded_voice_is_not_called_synthetic() -> None:
    record = manifest()
    said = replace(record.disclosure, synthetic_voice=False, engine="")
    assert disclosure(replace(record, disclosure=said)).startswith("The host's voice is recorded. ")


def test_a_plan_discloses_the_voice_it_will_have() -> None:
    record = manifest()
    planned = replace(record.disclosure, engine="")
    assert disclosure(replace(record, disclosure=planned)).startswith(
        "The host's voice is synthetic. "
    )

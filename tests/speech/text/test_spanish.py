import pytest

from dj.speech.text.prose import in_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("el 21 de marzo de 1994",
         "el veintiuno de marzo de mil novecientos noventa y cuatro"),
        ("el 1 de mayo de 2001", "el primero de mayo de dos mil uno"),
        ("1994-05-01", "primero de mayo de mil novecientos noventa y cuatro"),
        ("hace 21 años, 31 canciones", "hace veintiún años, treinta y una canciones"),
        ("1 año, 1 canción, 201 veces", "un año, una canción, doscientas una veces"),
        ("cumple 21.", "cumple veintiuno."),
        ("a la 1:15, a las 21:30", "a la una y quince, a las veintiuna y treinta"),
        ("dura 3:45", "dura tres minutos y cuarenta y cinco segundos"),
        ("los 90", "los noventa"),
        ("2.º, 3ª, 1er, 11º", "segundo, tercera, primer, once"),
        ("128 BPM", "ciento veintiocho pulsos por minuto"),
        ("1.234 discos", "mil doscientos treinta y cuatro discos"),
        ("3,5 %", "tres coma cinco por ciento"),
        ("fa# menor", "fa sostenido menor"),
        ("Simón & Inés, Luz & Ana", "Simón e Inés, Luz y Ana"),
        ("R&B, etc.", "ar an bi, etcétera"),
        ("sin cifras queda igual.", "sin cifras queda igual."),
    ],
)  # fmt: skip
def test_spanish_prose_is_read_in_words(written: str, said: str) -> None:
    assert in_words(written, "es-419") == said

import pytest

from dj.speech.text.prose import in_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Erschienen am 21. März 1994.",
         "Erschienen am einundzwanzigsten März neunzehnhundertvierundneunzig."),
        ("Der 3. Oktober 1990", "Der dritte Oktober neunzehnhundertneunzig"),
        ("am 1994-03-21", "am einundzwanzigsten März neunzehnhundertvierundneunzig"),
        ("vor 1 Jahr", "vor einem Jahr"),
        ("1 Jahr alt, wird heute 21.", "ein Jahr alt, wird heute einundzwanzig."),
        ("12 Mal, 12-mal, 1-mal, 1 Minute", "zwölf Mal, zwölfmal, einmal, eine Minute"),
        ("um 19:30 Uhr, um 1 Uhr", "um neunzehn Uhr dreißig, um ein Uhr"),
        ("3:45 lang", "drei Minuten fünfundvierzig Sekunden lang"),
        ("die 1990er, die 90er", "die neunzehnhundertneunziger, die neunziger"),
        ("1990–1994", "neunzehnhundertneunzig bis neunzehnhundertvierundneunzig"),
        ("die 3. Platte, zum 8. Mal", "die dritte Platte, zum achten Mal"),
        ("128 BPM, 44,1 kHz", "hundertachtundzwanzig Schläge pro Minute, "
         "vierundvierzig Komma eins Kilohertz"),
        ("12.345 & 3,5 %", "zwölftausenddreihundertfünfundvierzig und drei Komma fünf Prozent"),
        ("z. B. Nr. 5", "zum Beispiel Nummer fünf"),
        ("F#-Dur und fis-Moll", "Fis-Dur und fis-Moll"),
        ("R&B vom DJ", "Ar en Bi vom Didschäi"),
        ("ohne Zahlen bleibt alles.", "ohne Zahlen bleibt alles."),
    ],
)  # fmt: skip
def test_german_prose_is_read_in_words(written: str, said: str) -> None:
    assert in_words(written, "de-AT") == said

"""Whose language fixed wording is in, told by the small words that no sentence does without.

A word of two languages speaks for both, so that "was", "die" or "no" convict nobody. Names, loan
words and interjections are no small words: they say nothing of the language around them.
"""

from collections import Counter
from collections.abc import Iterable

_SMALL_WORDS = {
    "en": """a about after afternoon again ahead all along also always am an and another any are
        around as ask asked asks at away back be because been before behind being best between
        bit both but by call called can change check close comes coming did different do
        does done down each else end ends enough even evening ever every everything few find
        first follows for from get give go goes going gone good got had half halfway
        has have he hear heard her here here's him his hold how i i'd i'll i'm i've if
        in inside into is isn't it it'll it's its itself just keep last later leave left less
        let let's like listen listening little long look made make many may me means meet more
        morning most moving much music my name near never new next night no nobody not note
        noted nothing now of off old on once one only open or other our out over part play
        played playing please put quite rather right said same say says see she short side
        since so some somebody someone something somewhere song songs soon stay step still
        such take than that that's the their them then there there's these they
        thing this those time to today together tonight too true turn under until up us very
        voice was way we we'll we're we've well went were what what's when where where's which
        while who whoever why will with without won't words would year years yesterday yet
        you you'd you'll you're you've your yours""",
    "de": """ab abend aber alle allem allen aller alles als also am an andere anderen anders auch
        auf aus bald bei beide beiden beim bis bist bitte bleiben bleibt da dabei dafür damit
        danach dann daran darauf darf darin darum das dass davon davor dazu dein deine
        deinem deinen deiner deines dem den denn der derselbe des deshalb dich die dies diese
        diesem diesen dieser dieses dir doch dort dran du durch eben ein eine einem einen
        einer eines einfach er erst ersten es etwas euch euer folgt für ganz ganze gar geht
        gehört genau genug gerade gern gespielt gibt gleich gut gute guten hab habe haben
        hast hat hatte heißt her heute hier hin hinter hör hören hört ich ihm ihn ihnen
        ihr ihre im immer in ins ist jahr jahre jahren jede jeden jeder jetzt kann kein
        keine keinen klingt komm kommt kurz kurze lang langes lass lied lief los läuft mach
        mal man mehr mein meine mich mir mit mittag morgen musik nach nacht neben neu neue
        neuer neues nicht nichts nie niemand noch nun nur nächste nächsten nächstes ob oder
        ohne schon sehr sein seine seit selben selbst sich sie siehe sind so sonst später
        stück tag um und uns unser unter viel vielleicht vom von vor vorbei vorhin
        wann war waren warum was weg wegen weil weiter welche wem wen wenn wer werden wie
        wieder wir wird wo wohin wollte wurde zu zuerst zuletzt zum zur zurück zusammen zwar
        zwischen über""",
    "es": """a acá adelante además ahora ahí al algo alguien alguna algún allí ante antes
        apenas aquel aquella aquello aquí así atrás aunque año años aún bien bienvenida
        bienvenidos buenas buenos cada camino canciones canción casi como con contigo cosa
        cual cuando cuál cuánto da damos de del dentro desde después detrás dice dicen donde
        dos durante día el ella ellas ellos en encima enseguida entonces entre era eran eres
        es esa esas escucha escuchamos escuchar escuchaste ese eso esos esta estaba estamos
        estar estas este esto estos estuvo está están estás fin fue fueron ha había
        hace hacia han has hasta hay hemos hora hoy hubo igual la las le les llama llega
        lo los luego mañana me mejor menos mi mientras mismo mucho muy más mío música nada
        nadie ni ninguna no noche nombre nos nosotros nuestra nuestro nueva nuevo nunca o otra
        otras otro otros para parte pasa pasamos pero poco pongo por porque primera primero
        pues que queda quedan queremos quien quienes quién qué rápido sale salió se seguimos
        según ser si siempre sigue sin sino sobre sois solo somos son sonó soy su suena sus sé
        sí sólo también tan tanto tarde te tengo ti tiene tienes toda todavía todo todos tras
        tu tus tuya un una unas uno unos va vamos van vas veces ver vez viene vienen voz
        vuelta vuelve y ya yo él""",
    "fr": """a au aussi autre aux avant avec bien c'est ce cela ces cet cette
        chanson chaque chez chose ci comme dans de des deux donc du elle elles en encore entre
        est et eux fait il ils j'ai je jusqu'à l'a la le les leur leurs lui là ma maintenant
        mais mes moi moins mon musique même n'est ne ni nos notre nous nouveau on ou où
        par parce pas pendant peu plus pour pourquoi qu'il qu'on quand que quelque qui rien sa
        sans se ses si son sont sous sur ta te tes toi ton toujours tous tout toute très tu un
        une va vers voici voilà vos votre vous y à ça écoute été être""",
    "it": """a adesso al alla anche ancora bene buona c'è canzone che chi ci
        come con cosa così da dal dalla davanti degli dei del della delle di dopo dove e ecco
        era fa gli ha hai ho i il in io la le lei lo loro lui ma me mentre mi mia mio
        molto musica nel nella nessuno niente noi nome non nostra nostro nuova o ogni ora per
        perché però più poi prima qua quando quanto quella quello questa questo qui se sei
        senza si sia siamo solo sono sta stata stato stiamo su sua sul sulla suo te ti tra tu
        tua tuo tutti tutto un un'altra una uno va vi voce voi è""",
    "pt": """a agora ainda algo além antes ao aos aqui as até boa bom cada canção com como da das
        de dela dele depois do dos e ela ele eles em entre era essa esse esta este está estão
        eu faz foi há isso isto já la lhe lo logo mais mas me mesmo meu minha muito música na
        nada nas nem no nos nossa nosso nova novo num numa não nós o onde os ou ouve
        ouvir para pela pelo por porque pouco próxima quando que quem se sem sempre ser seu
        sobre sua são só também te tem tempo teu toda todo tu tua tudo um uma vai vamos vem
        você vocês é""",
    "nl": """aan al alle alles als altijd andere ben bij blijf daar dan dat de deze die dit
        doen door een eens en er geen goed graag haar heb hebben heeft het hier
        hij hoe hoor ik in is jaar je jij jou jouw jullie kan komt laat later liedje
        luister maar man me meer met mij mijn moet muziek na naar net niet niets nieuwe nog
        nooit nu of om onder ons ook op over samen soms straks te tegen toch toen tot tussen
        twee uit van vanavond veel voor waar waarom wat we weer wel wij wordt zal ze zich zijn
        zo zonder""",
}
"""Language → its most usual small words, those it shares with others included."""

SPOKEN = frozenset(_SMALL_WORDS)
"""Languages that are told apart."""
_SPEAKS_FOR: dict[str, frozenset[str]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _SPEAKS_FOR[_word] = _SPEAKS_FOR.get(_word, frozenset()) | {_language}


def stranger(tokens: Iterable[str], language: str) -> str:
    """Name another language that a text is in; empty if it is in its own, or tells too little.

    Args:
        tokens: Of the text, in lower case. A letter alone convicts nobody: it may be a sign.
        language: Primary tag of the one it should be in.
    """
    if language not in SPOKEN:
        return ""
    telling = [token for token in tokens if token in _SPEAKS_FOR]
    if all(language in _SPEAKS_FOR[token] for token in telling):
        return ""
    heard = Counter[str]()
    for token in telling:
        if len(token) > 1 or language in _SPEAKS_FOR[token]:
            heard.update(_SPEAKS_FOR[token])
    best = max(sorted(heard), key=lambda name: heard[name], default=language)
    return best if heard[best] > heard[language] else ""

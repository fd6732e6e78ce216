"""Words of which the corpus for matching makes its artists and titles, in seven scripts."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH = _words(
    """night day love fire water road river city moon sun star heart home time rain wind
    stone blue red black white gold silver dream shadow light summer winter spring autumn
    dance song voice silence echo mirror window door house garden ocean island mountain
    valley forest bird wolf horse lion tiger snake angel devil ghost stranger lover friend
    brother sister mother father child king queen soldier sailor rider driver walker
    dancer singer train car ship plane bridge tower street highway desert harbour station
    radio record tape machine engine paper letter word story secret promise lie truth
    memory future past tomorrow yesterday midnight morning evening afternoon sunday monday
    friday saturday april june july august september lonely happy broken golden electric
    wild slow fast little big young old new last first one two three seven hundred
    thousand burning falling running walking waiting dreaming sleeping leaving coming
    going breathing holding breaking crazy sweet bitter cold warm dark bright deep high
    low lost found alone together forever never always maybe somewhere nowhere everything
    nothing anything without within between against beyond under over again away back down
    up out in on of to for and the a my your me you i it go no yes intro hello goodbye
    sorry please baby girl boy man woman people world life death soul body mind eyes hands
    skin blood bones sugar honey salt wine whiskey coffee smoke dust sand snow ice thunder
    lightning storm cloud sky heaven hell money power glory freedom war peace"""
)
ACCENTED = _words(
    """corazón canción mañana señorita fuego cielo niño jardín café déjà été rêve forêt
    garçon château über für schön mädchen größe straße fußweg coração são pão amanhã
    ilusão łódź gęś żółty día noël île smørrebrød fjäll ångström þór ævintýri český měsíc
    říše"""
)
CYRILLIC = _words(
    """ночь день любовь огонь вода дорога река город луна солнце звезда сердце дом время
    дождь ветер камень мечта тень свет лето зима песня голос тишина окно дверь сад море
    остров птица волк ангел друг брат мама король поезд мост башня письмо слово правда
    память завтра утро вечер хорошо чужой большой маленький новый последний хлеб царь
    юность ещё жизнь щука"""
)
GREEK = _words(
    """νύχτα μέρα αγάπη φωτιά νερό δρόμος πόλη φεγγάρι ήλιος αστέρι καρδιά σπίτι χρόνος βροχή
    όνειρο σκιά τραγούδι φωνή σιωπή παράθυρο θάλασσα νησί πουλί άγγελος φίλος ψυχή ξένος"""
)
KANA = _words(
    """さくら ひかり ゆめ そら うみ かぜ ほし よる あさ はな こころ みち なつ ふゆ うた
    カメラ ギター ロボット メロディー スター ラジオ ピアノ ダンス レモン ミルク"""
)
HAN = _words("""月光 夜空 春風 東京 青空 心 海 雨 花火 時間 旅人 約束 故郷 未来 影""")
HEBREW = _words("""לילה יום אהבה אש מים דרך נהר עיר ירח שמש כוכב לב בית זמן גשם רוח""")
ARABIC = _words("""ليل يوم حب نار ماء طريق نهر مدينة قمر شمس نجمة قلب بيت زمن مطر""")
HANGUL = _words("""밤 낮 사랑 불꽃 바다 하늘 바람 별 꽃 마음 길 여름 겨울 노래 봄날""")

SCRIPTS = (CYRILLIC, GREEK, KANA, HAN, HEBREW, ARABIC, HANGUL)

FIRST_NAMES = _words(
    """ana anna bo carla dan dana eva finn gil hana ida ivan jon jan kim lee lena mara mia
    nils nora olga otto paul pia rosa sam sara tom tim uma vera will yara zoe maria marta
    luis louis erik eric karl carl john joan julia julie peter petra simon simone alex
    alexa chris christa"""
)
SYLLABLES = _words(
    """ba be bo da de do fa fe go ha hi ka ke ko la le li lo ma me mi mo na ne ni no pa pe ra
    re ri ro sa se si so ta te ti to va ve vi wa we ya yo za zo ber den ford gard holm
    land man mond nor ric son stein ton vale wick wood"""
)

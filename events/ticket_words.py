"""Adjectives and nouns for tickets of two words, by language: 64 and 128, so any pair is one of 8192.

All nouns are masculine and each adjective stands in that form, so that any two agree. Nothing here may hurt
or mean anything: no persons, no nations, no body, no politics, no death. Every noun was read beside every
kind of adjective: out went what makes a coat of arms, a brand, a disease, a swear word or a joke of some of
them (a golden rain, a white eagle, a blue whale).
"""

from typing import NamedTuple


class Lists(NamedTuple):
    adjectives: list[str]
    nouns: list[str]


def _lists(adjectives: str, nouns: str) -> Lists:
    return Lists(adjectives.split(), nouns.split())


LISTS = {
    "be": _lists(
        "сіні белы зялёны жоўты ціхі вясёлы хуткі цёплы светлы мяккі добры бурштынавы вішнёвы аранжавы "
        "ліловы срэбны залаты медны драўляны ільняны саламяны лугавы лясны палявы рачны азёрны горны "
        "марскі зорны сонечны вясновы летні восеньскі зімовы ранішні вечаровы мудры спрытны смелы шчыры "
        "ветлівы лагодны спакойны уважлівы цікаўны кемлівы гасцінны шчодры прыязны бадзёры звонкі лёгкі "
        "чысты ясны свежы духмяны круглы высокі шырокі стракаты пухнаты аксамітны шаўковы вязаны",
        "бусел дуб кубак вожык клён ліст човен ветразь гарбуз званок месяц шалік явар ясень вяз граб "
        "каштан арэх жолуд мох верас бэз мак лён сланечнік васілёк рамонак цюльпан ірыс гарошак агрэст "
        "кавун апельсін лімон мандарын абрыкос заяц лось барсук воўк ліс сокал салавей верабей дрозд "
        "снягір шпак голуб жаваранак журавель чмель матыль жук конік светлячок карась акунь шчупак сом "
        "слімак кот вецер іней прамень бераг востраў луг гай бор лес сад пагорак камень пясок світанак "
        "вечар мост ліхтар аловак сшытак парасон плашч капялюш фартух ручнік кошык гаршчок чайнік збан "
        "вянок абруч мяч самакат ровар цягнік трамвай аўтобус карабель плыт якар компас глобус тэлескоп "
        "гадзіннік альбом пэндзаль мальберт барабан бубен акардэон вальс верш пірог торт сыр мёд хлеб "
        "абаранак пернік каравай квас кісель кампот гузік клубок узор пояс чаравік",
    ),
    "ru": _lists(
        "синий белый зелёный жёлтый тихий весёлый быстрый тёплый светлый мягкий добрый янтарный вишнёвый "
        "оранжевый лиловый серебряный золотой медный деревянный льняной соломенный луговой лесной полевой "
        "речной озёрный горный морской звёздный солнечный весенний летний осенний зимний утренний "
        "вечерний мудрый ловкий смелый искренний вежливый ласковый спокойный внимательный любопытный "
        "находчивый радушный щедрый приветливый бодрый звонкий лёгкий чистый ясный свежий душистый "
        "круглый высокий широкий пёстрый пушистый бархатный шёлковый вязаный",
        "аист дуб стакан ёжик клён лист чёлн парус арбуз колокол месяц шарф ясень вяз граб каштан орех "
        "жёлудь мох вереск мак лён подсолнух василёк тюльпан ирис ландыш горошек крыжовник апельсин лимон "
        "мандарин абрикос заяц лось барсук волк сокол соловей воробей дрозд снегирь скворец голубь "
        "жаворонок журавль шмель мотылёк жук кузнечик светлячок карась окунь сом кот щенок ветер иней луч "
        "берег остров луг лес сад холм камень песок рассвет вечер мост фонарь карандаш портфель зонтик "
        "плащ фартук чайник кувшин венок обруч мяч самокат велосипед поезд трамвай автобус корабль плот "
        "якорь компас глобус телескоп будильник альбом мольберт барабан бубен аккордеон вальс стих пирог "
        "торт сыр мёд хлеб бублик пряник каравай квас кисель компот узор пояс клубок ботинок валенок "
        "свитер камин термос коврик кубик маяк пончик букет сироп зефир мармелад кедр",
    ),
    "pl": _lists(
        "niebieski biały zielony żółty cichy wesoły szybki ciepły jasny miękki dobry bursztynowy wiśniowy "
        "pomarańczowy liliowy srebrny złoty miedziany drewniany lniany słomiany łąkowy leśny polny "
        "rzeczny górski morski gwiezdny słoneczny wiosenny letni jesienny zimowy poranny wieczorny mądry "
        "zręczny śmiały szczery uprzejmy łagodny spokojny uważny ciekawy pomysłowy gościnny hojny "
        "życzliwy rześki dźwięczny lekki czysty świeży pachnący okrągły wysoki szeroki pstry puszysty "
        "aksamitny jedwabny bajkowy świąteczny podróżny",
        "bocian dąb kubek jeż klon liść dzwonek żagiel szalik księżyc zeszyt ogród jawor jesion wiąz grab "
        "kasztan orzech mech wrzos mak len słonecznik chaber tulipan irys groszek agrest arbuz cytrus "
        "imbir zając łoś borsuk wilk lis sokół słowik wróbel drozd szpak gołąb skowronek żuraw trzmiel "
        "motyl żuk świetlik karaś okoń sum ślimak kot wiatr szron promień brzeg las sad pagórek kamień "
        "piasek świt wieczór most ołówek parasol płaszcz kapelusz fartuch ręcznik koszyk garnek czajnik "
        "dzban wianek rower pociąg tramwaj autobus statek kompas globus teleskop zegar album pędzel bęben "
        "akordeon walc wiersz piernik tort ser miód chleb obwarzanek placek kisiel guzik kłębek wzór "
        "pasek trzewik sweter kominek ganek termos dywan latawiec bukiet syrop cedr jałowiec wodospad "
        "staw plecak balonik zamek tymianek rumianek krokus hiacynt świerk modrzew dżem pączek sernik",
    ),
    "en": _lists(
        "blue white green yellow quiet merry quick warm bright gentle kind amber orange lilac silver "
        "golden copper wooden linen straw meadow forest river lake mountain island starry sunny spring "
        "summer autumn winter morning evening wise nimble brave honest polite friendly calm careful "
        "curious clever welcoming generous cheerful ringing light clean clear fresh fragrant round tall "
        "wide speckled fluffy velvet silken knitted festive travelling sparkling",
        "stork oak cup hedgehog maple leaf boat sail pumpkin bell moon scarf ash elm hornbeam chestnut "
        "walnut acorn moss heather poppy flax sunflower cornflower daisy tulip iris pea gooseberry lemon "
        "tangerine apricot hare elk badger wolf fox falcon nightingale sparrow finch starling dove lark "
        "crane bumblebee moth beetle cricket firefly carp perch snail wind frost sunbeam shore grove "
        "garden hill pebble sand dawn bridge lantern pencil notebook umbrella raincoat hat apron towel "
        "basket teapot kettle jug wreath hoop scooter bicycle train tram bus ship raft anchor compass "
        "globe telescope clock album paintbrush easel drum tambourine accordion waltz poem cake cheese "
        "honey bread bagel gingerbread pancake loaf button ribbon pattern belt shoe sweater fireplace "
        "porch thermos rug kite bouquet syrup cedar juniper poplar waterfall pond rucksack balloon tent "
        "canoe",
    ),
}

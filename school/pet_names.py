"""What children are called at home, by the name it stands for: a line holds one name first, in the letters of
a passport, and then whatever it becomes. One short name may stand in several lines."""

GROUPS = """
Аляксандр Саша Сашка Алесь Алеська Алік Шура Санька Шурык Sasha Sasza Olek Ales Alik Alex
Аляксандра Саша Сашка Алеся Леся Олеся Шура Sasha Sasza Ola Alesia Lesia Olesya Aleksia
Аляксей Алёша Лёша Лёшка Лёха Алекса Aliosha Alosza Losha Losza Lyosha
Алена Лена Ленка Лена Алёнка Ленуся Lena Lenka Alonka Alenka
Анастасія Настя Насця Настасся Настуся Ася Стася Nastya Nastia Nasta Stasia Asia
Андрэй Андрэйка Андрюша Андрусь Andrusha Andrejka Andrus
Антон Антось Антоша Тоша Antos Antosha Tosha Antek
Ганна Аня Анька Ганулька Ганначка Нюра Нюша Ганка Аннушка Anya Ania Hanka Anka Niusha
Арцём Цёма Тёма Тема Цёмка Tioma Tyoma Tema Ciema Artemka
Багдан Богдан Даня Багданка Bohdan Bogdan Bogdanek
Вадзім Вадзік Вадик Вадим Vadik Wadzik Vadim
Валянцін Валя Валік Valik Walek
Валянціна Валя Валюша Valia Walia
Варвара Варя Варка Варачка Варуша Varya Waria Basia
Васіль Вася Васька Васілёк Vasya Wasia Vasilek
Вера Верачка Веруня Vierka Wierka
Вікторыя Віка Вика Вікуся Vika Wika Wiktoria
Віктар Віця Витя Віценька Vitya Witia Vitsia
Вольга Оля Воля Волечка Олечка Olya Ola Olia Vola
Глеб Глебка Hlebka Glebka Glebushka
Дар'я Даша Дашка Дарка Дашуня Dasha Dasza Darka
Данііл Даня Данік Даник Данілка Danik Dania Danya Danilka
Дзмітрый Дзіма Дима Зміцер Змітрок Міця Митя Dima Dzima Zmicier Mitya Zmitrok
Дзяніс Дзяня Дзянка Дениска Дэн Deniska Denis Den
Еўгенія Жэня Женя Яўгенка Zhenia Żenia Zhenya
Яўген Жэня Женя Яўгенька Zhenia Żenia Zhenya Gienia
Соф'я Соня Зоф'я Зося Сонечка Sonya Sonia Zosia
Ігар Ігарок Гарык Ihariok Igorek Garik
Ілья Ілюша Іллюша Ілька Ilyusha Ilusha Ilka Iliusha
Іван Ваня Ванька Янка Ясь Янак Vanya Wania Janka Jasiek Yanka
Ірына Іра Ірачка Ірка Ira Irka Irusia
Кацярына Каця Катя Кацюша Каська Katya Katia Kacia Kasia Katsia Kate
Карына Карыначка Karinka Karinochka
Кірыл Кіруша Кіра Кірка Kirusha Kiriusha Kirka
Ксенія Ксюша Ксеня Ксюта Аксінка Ksyusha Ksiusha Ksenka
Лізавета Ліза Лиза Лізка Лізанька Liza Lizka Ela
Любоў Люба Любачка Luba Lyuba Lubka
Людміла Люда Міла Людачка Luda Mila Lyuda
Максім Макс Максімка Максік Max Maks Maksik Maksimka
Маргарыта Рыта Рита Марго Rita Ryta Margo
Марыя Маша Марыйка Маруся Машка Маня Маруська Masha Masza Maryjka Marusia Marysia Mania
Марына Марынка Рына Marinka Marynka
Марк Марчык Маркуша Marchik Marik
Мацвей Матвей Мацвейка Матвейка Мотя Maciejka Matvejka Motia Matsvejka
Міхаіл Міша Міхась Міхасік Мишка Misha Misza Michas Michasik
Мікалай Коля Мікола Мікалайка Kolya Kola Mikola
Мікіта Нікіта Мікітка Нікітка Mikitka Nikitka Nikita
Мілана Мілаша Міла Milasha Milka Milana
Міраслава Міра Слава Mira Slawa
Надзея Надзя Надя Надзька Nadya Nadzia Nadia
Наталля Наташа Наталка Ната Тата Natasha Natalka Natasza Nata
Паліна Поля Полінка Палінка Pola Polinka Palinka
Павел Паша Паўлік Пашка Павлик Pasha Pasza Paulik Pawlik
Пётр Петя Пеця Пятрусь Пецька Petya Pietia Piatrus
Раман Рома Ромка Рамашка Roma Romka
Святлана Света Светка Sveta Swieta Svetka
Сяргей Сярожа Серёжа Серый Сяржук Serezha Siarozha Seriozha Siarzhuk
Станіслаў Стас Стась Stas Stasik Staszek
Стэфанія Стэфа Стеша Stefa Stefcia
Сцяпан Сцёпа Стёпа Stiopa Styopa Sciopa
Таццяна Таня Танюша Танечка Tanya Tania Taniusha
Ціхан Цішка Тиша Tisha Cishka
Цімафей Цімоша Цімох Тима Тимоша Cimosh Tima Timosha
Уладзімір Валодзя Вова Вовка Володя Ладзік Vova Wowa Valodzia Volodya
Уладзіслаў Влад Улад Ладзік Уладзік Владик Vlad Ulad Uladzik Wladek
Ульяна Уля Улянка Ulya Ula Ulanka Uljana Ulyana
Юлія Юля Юлечка Юлька Yulya Julia Jula Yulka
Юрый Юра Юрка Юрась Yura Jura Juras
Агата Агатка Agatka
Аліна Алінка Алина Alinka Alina
Аліса Алиса Аліска Алиска Alisa Alice Alicja
Арсеній Арсень Арсений Сеня Сенька Arsien Arsenij Arseniy Senia
Арына Арина Арыша Ариша Arysha Arisha Arina Aryna
Васіліса Василиса Васа Vasilisa Wasilisa
Ева Эва Эвачка Ewa Eva Evachka
Захар Захарка Zachar Zakhar Zahar
Злата Златка Zlata Złata
Кіра Кира Кірка Kira Kirka
Леў Лев Лёва Лёўка Lev Lew Lova
Макар Макарка Makar
Мірон Мирон Міроша Miron
Мія Мия Mija Mia Miya
Назар Назарка Nazar
Тамара Тома Tamara Toma
Эмілія Эмилия Эма Эмілька Emilia Emma Emilka Emiliya
Ян Янік Янэк Janek Janik
Яна Янка Януля Yana Jana Yanulia
Яраслаў Ярык Ярык Ярко Славік Yarik Jarik Slavik Jarek
Ягор Ягорка Егорка Гоша Жора Egorka Jahorka Gosha Yahorka
"""

"""Given names that are one name in four languages though letters do not show it. The first spelling stands
for all."""

GROUPS = """
Adam Адам
Agnieszka Агнешка Агнія Агния Agnes
Alena Алена Алёна Елена Олена Yelena Elena Helena Helen
Aleksandr Аляксандр Александр Aliaksandr Aleksander Alexander Alexandr
Aleksandra Аляксандра Александра Aliaksandra Alexandra
Aleś Алесь Ales
Alaksiej Аляксей Алексей Aliaksei Alexey Aleksei Aleksy Alexei Alexis
Anastasia Анастасія Анастасия Настасся Anastasiya Anastazja Nastassia
Andrej Андрэй Андрей Andrei Andrey Andrzej Andrew
Anton Антон Antoni Anthony
Hanna Ганна Анна Anna Hana Ann
Arciom Арцём Арцем Артём Артем Artsiom Artyom Artem Artiom
Daniel Данііл Даніла Даниил Данила Danila Daniil Daniel Danilo
Darja Дар'я Дар’я Дарья Darya Daria Dasha
Dzianis Дзяніс Денис Dzianis Denis Dionizy
Dzmitry Дзмітрый Дмитрий Dzmitry Dmitry Dmitri Dmitriy Dymitr Дзміцер
Dominika Дамініка Доминика Dominika
Hleb Глеб Hleb Gleb
Ihar Ігар Игорь Ihar Igor
Illa Ілья Илья Ілля Illia Ilya Eliasz Elijah
Ivan Іван Иван Iwan Jan Ян Янка John
Iryna Ірына Ирина Iryna Irina Irena Irene
Jahor Ягор Егор Yahor Egor Yegor Jegor Юрый Юрий Yury Yuri Yuriy Jury Jerzy George
Jauhien Яўген Яўгеній Евгений Yauheni Yauhen Evgeny Evgeni Eugeniusz Eugene Jewgienij
Jauhienija Яўгенія Евгения Yauheniya Evgenia Eugenia
Jakub Якуб Яков Якаў Jacob Yakov
Jazep Язэп Восіп Иосиф Józef Joseph Iosif
Julija Юлія Юлия Yuliya Yulia Julia Julija
Karalina Караліна Каролина Karolina Caroline
Kaciaryna Кацярына Екатерина Katsiaryna Ekaterina Yekaterina Katarzyna Catherine Katherine
Kiryl Кірыл Кирилл Kiryl Kirill Cyryl Cyril
Ksienija Ксенія Ксения Kseniya Ksenia Аксіння Аксинья Xenia
Lidzija Лідзія Лидия Lidziya Lidia Lydia
Luboŭ Любоў Любовь Liubou Lyubov Lubow
Ludmila Людміла Людмила Liudmila Ludmila Lyudmila Ludmiła
Lizavieta Лізавета Елизавета Lizaveta Elizaveta Yelizaveta Elżbieta Elizabeth
Maksim Максім Максим Maksim Maxim Maksym
Marharyta Маргарыта Маргарита Marharyta Margarita Małgorzata Margaret
Maryja Марыя Мария Maryia Mariya Maria Mary Maryja
Maryna Марына Марина Maryna Marina
Marta Марта Martha
Macviej Мацвей Матвей Matsvei Matvey Mateusz Matthew Мацей Maciej
Michail Міхаіл Михаил Mikhail Michał Michael Міхась Міхал
Mikalaj Мікалай Николай Mikalai Nikolai Nikolay Mikołaj Nicholas
Mikita Мікіта Никита Mikita Nikita
Nadzieja Надзея Надежда Nadzeya Nadezhda Nadzieja Nadieżda
Natalla Наталля Наталья Nataliya Natallia Natalia Natalya Natalie
Nina Ніна Нина
Palina Паліна Полина Palina Polina Paulina Паўліна
Paviel Павел Паўла Pavel Paweł Paul
Piotr Пётр Петр Piotr Pyotr Petr Peter
Raman Раман Роман Raman Roman
Siarhiej Сяргей Сергей Siarhei Sergey Sergei Sergiej Siergiej Serge
Stanislaŭ Станіслаў Станислав Stanislau Stanislav Stanisław
Ściapan Сцяпан Степан Stsiapan Stepan Stefan Stephen Szczepan
Śviatlana Святлана Светлана Sviatlana Svetlana Swietłana
Taciana Таццяна Татьяна Tatsiana Tatiana Tatyana Tatjana
Cichan Ціхан Тихон Tsikhan Tikhon
Cimafiej Цімафей Тимофей Tsimafei Timofey Tymoteusz Timothy
Uladzimir Уладзімір Владимир Uladzimir Vladimir Włodzimierz Уладзімер
Uladzislaŭ Уладзіслаў Владислав Uladzislau Vladislav Władysław
Valancin Валянцін Валентин Valiantsin Valentin Walenty
Valancina Валянціна Валентина Valiantsina Valentina Walentyna
Valeryj Валерый Валерий Valery Valeriy Walery
Varvara Варвара Varvara Barbara Барбара
Vasil Васіль Василий Vasil Vasily Vasiliy Bazyli Basil
Viera Вера Vera Wiera Faith
Viktar Віктар Виктор Viktar Viktor Wiktor Victor
Viktoryja Вікторыя Виктория Viktoryia Viktoria Victoria Wiktoria
Volha Вольга Ольга Volha Olga Olha
Zinaida Зінаіда Зинаида
Zoja Зоя Zoya Zofia Соф'я Соф’я Софья София Sofia Sophia Sofya
Žanna Жанна Zhanna Joanna Joan Яна
"""

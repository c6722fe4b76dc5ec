"""Names of invented people: drawn from stocks of common names, with the short forms people use."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from faker.providers.person.en_GB import Provider as BritishNames

from frontdoor.site.authority.chance import Wheel


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """The names that one part of the community draws on, and the ethnicity codes it records."""

    boys: tuple[str, ...]
    girls: tuple[str, ...]
    families: tuple[str, ...]
    ethnicities: Wheel[str]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


RECENT_BOYS = _words(
    "Noah Oliver Leo Arthur Theo Jack Harry Freddie Alfie Archie Jayden Mason Riley Logan Tyler Kai Finley Harley"
    " Jenson Tommy Reggie Ronnie Albie Ezra Rowan Callum Connor Ethan Dylan Lewis Brandon Kian Owen Jake Toby Blake"
    " Zachary"
)
RECENT_GIRLS = _words(
    "Olivia Amelia Isla Ava Lily Freya Ivy Florence Willow Poppy Evie Ellie Gracie Ruby Lacey Maisie Skye Summer Amber"
    " Millie Scarlett Harper Aria Esme Phoebe Daisy Erin Caitlin Paige Keira Libby Courtney Demi Kayleigh Chloe Mia"
)
BRITISH = Stock(
    boys=tuple(BritishNames.first_names_male) + RECENT_BOYS * 6,
    girls=tuple(BritishNames.first_names_female) + RECENT_GIRLS * 6,
    families=tuple(BritishNames.last_names),
    ethnicities=Wheel([("WBRI", 90), ("MWBC", 3), ("MOTH", 2), ("WIRI", 1), ("WIRT", 0.8), ("BCRB", 1), ("NOBT", 2)]),
)
SOUTH_ASIAN = Stock(
    boys=_words("Mohammed Muhammad Ali Hassan Yusuf Ibrahim Zain Hamza Bilal Imran Arjun Rohan Aarav Adeel Usman"),
    girls=_words("Aisha Fatima Maryam Zainab Khadija Amina Hafsa Sana Priya Anaya Iqra Noor Safa Inaya Simran"),
    families=_words(
        "Khan Ahmed Hussain Ali Begum Akhtar Patel Singh Kaur Mahmood Iqbal Malik Shah Rahman Miah Chaudhry"
    ),
    ethnicities=Wheel([("APKN", 50), ("ABAN", 16), ("AIND", 18), ("AOTH", 10), ("MWAS", 6)]),
)
EASTERN_EUROPEAN = Stock(
    boys=_words("Jakub Filip Kacper Szymon Oskar Mateusz Andrei Stefan Luca Nikolas Ionut Tomasz Adrian David Matei"),
    girls=_words("Zuzanna Oliwia Maja Lena Hanna Natalia Ioana Elena Andreea Sofia Gabriela Alicja Daria Wiktoria"),
    families=_words("Kowalski Nowak Wisniewski Lewandowski Zielinski Popescu Ionescu Dumitru Stan Radu Horvath Kucera"),
    ethnicities=Wheel([("WOTH", 80), ("WROM", 20)]),
)
AFRICAN = Stock(
    boys=_words("Emmanuel Samuel David Kofi Kwame Tendai Chidi Daniel Joshua Abdi Yonas Ayo Tunde Farai Elijah"),
    girls=_words("Grace Blessing Precious Esther Chioma Adaeze Amara Rutendo Hodan Selam Faith Abena Zola Ngozi"),
    families=_words("Okafor Adeyemi Mensah Moyo Ncube Tesfaye Osei Eze Balogun Abdi Warsame Kamau Dube Boateng Diallo"),
    ethnicities=Wheel([("BAFR", 80), ("BOTH", 12), ("MWBA", 8)]),
)
ARABIC_AND_KURDISH = Stock(
    boys=_words("Omar Karim Mustafa Ahmad Yousef Rebin Aram Khalid Samir Hussein Abdullah Dilan Tariq Zaid"),
    girls=_words("Layla Mariam Noura Yasmin Hiba Shirin Rojin Salma Rania Huda Dilnaz Amal Sara Nadia"),
    families=_words("Al-Hassan Haddad Saleh Karimi Rashid Mahmoud Amin Aziz Barzani Nasser Hamid Farooqi Jaber"),
    ethnicities=Wheel([("OOTH", 85), ("WOTH", 10), ("REFU", 5)]),
)
STOCKS = Wheel(
    [(BRITISH, 84.0), (SOUTH_ASIAN, 6.0), (EASTERN_EUROPEAN, 4.5), (AFRICAN, 3.5), (ARABIC_AND_KURDISH, 2.0)]
)
SHORT_FORMS: dict[str, tuple[str, ...]] = {
    **{name: ("Will", "Billy", "Liam") for name in ("William",)},
    **{"James": ("Jamie", "Jim"), "Thomas": ("Tom", "Tommy"), "Joseph": ("Joe", "Joey"), "Daniel": ("Dan", "Danny")},
    **{"Benjamin": ("Ben", "Benji"), "Samuel": ("Sam", "Sammy"), "Matthew": ("Matt", "Matty"), "Joshua": ("Josh",)},
    **{"Alexander": ("Alex", "Xander"), "Zachary": ("Zac", "Zak"), "Christopher": ("Chris",), "Jonathan": ("Jon",)},
    **{"Michael": ("Mike", "Mikey"), "Robert": ("Rob", "Bobby"), "Edward": ("Ed", "Teddy"), "Nicholas": ("Nick",)},
    **{"Anthony": ("Tony", "Ant"), "Andrew": ("Andy", "Drew"), "David": ("Dave", "Davey"), "Jacob": ("Jake",)},
    **{"Theo": ("Teddy",), "Frederick": ("Freddie",), "Brandon": ("Bran",), "Mohammed": ("Mo", "Mohamed", "Muhammad")},
    **{"Muhammad": ("Mo", "Mohammad", "Mohammed"), "Yusuf": ("Yousuf", "Yusef"), "Ibrahim": ("Ebrahim",)},
    **{"Elizabeth": ("Lizzie", "Beth", "Liz"), "Katherine": ("Kate", "Katie"), "Catherine": ("Cathy", "Kate")},
    **{"Charlotte": ("Lottie", "Charlie"), "Isabella": ("Bella", "Izzy"), "Isabelle": ("Izzy",), "Amelia": ("Millie",)},
    **{"Olivia": ("Liv", "Livvy"), "Abigail": ("Abi", "Abbie"), "Rebecca": ("Becky", "Becca"), "Natalie": ("Nat",)},
    **{"Jessica": ("Jess", "Jessie"), "Samantha": ("Sam",), "Victoria": ("Vicky", "Tori"), "Rachael": ("Rach",)},
    **{"Jennifer": ("Jen", "Jenny"), "Georgina": ("Georgie",), "Gabriela": ("Gabi",), "Wiktoria": ("Viktoria", "Wiki")},
    **{"Florence": ("Flo", "Flossie"), "Kayleigh": ("Kaylee", "Kayley"), "Caitlin": ("Kaitlyn", "Cait")},
    **{"Aisha": ("Ayesha", "Aysha"), "Fatima": ("Fatimah",), "Maryam": ("Mariam",), "Zuzanna": ("Zuzia", "Susanna")},
    **{"Oliver": ("Ollie", "Oli"), "Alfie": ("Alf",), "Archie": ("Arch",), "Leo": ("Leon",), "Emmanuel": ("Manny",)},
    **{"Szymon": ("Simon",), "Mateusz": ("Matty", "Matthew"), "Jakub": ("Kuba", "Jacob"), "Tomasz": ("Tom",)},
}


def first_name(rng: Random, stock: Stock, sex: str) -> str:
    """Draw a first name."""
    names = stock.boys if sex == "M" else stock.girls
    return names[int(rng.random() * len(names))]


def family_name(rng: Random, stock: Stock) -> str:
    """Draw a family name."""
    return stock.families[int(rng.random() * len(stock.families))]


def full_name(rng: Random) -> str:
    """Draw the name of an adult at work or next door."""
    stock = STOCKS.turn(rng.random())
    return f"{first_name(rng, stock, 'M' if rng.random() < 0.35 else 'F')} {family_name(rng, stock)}"


def misspelt(rng: Random, name: str) -> str:
    """Spell a name as a tired hand or a bad line would."""
    for right, wrong in (("ph", "f"), ("ei", "ie"), ("y", "ie"), ("ck", "k"), ("ll", "l"), ("nn", "n"), ("aa", "a")):
        if right in name[1:] and rng.random() < 0.5:
            return name[0] + name[1:].replace(right, wrong, 1)
    if len(name) < 4:
        return name + name[-1]
    place = rng.randrange(1, len(name) - 1)
    if rng.random() < 0.5:
        return name[:place] + name[place + 1 :]
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]

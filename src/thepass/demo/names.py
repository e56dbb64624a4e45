"""Names of people, and the addresses made of them."""

import unicodedata
from random import Random

FIRST = (
    "Aaron Abena Adele Ahmed Aiko Alan Albena Amara Amir Ana Andrei Anika Anton Aoife Arash Asta Ayla Beatriz Ben "
    "Bilal Bram Bryn Camila Carlos Cem Chiara Chidi Clara Dafydd Dana Deepa Diego Dina Ebba Edith Efua Eilidh Elena "
    "Elif Emeka Emil Erik Esther Eva Farah Fatima Femi Filip Finn Freya Gita Grace Gustav Hana Haruto Hassan Heidi "
    "Hugo Ibrahim Ida Ilse Imran Ines Isla Ivan Jamila Jana Jin Jonas José Julia Kamal Karin Keiko Khadija Kiran "
    "Klara Kwame Lars Laila Lena Liam Lina Lucía Luca Magnus Maja Malik Marta Mateo Maya Mina Mira Nadia Naomi Nia "
    "Nils Noor Nuno Olga Omar Osman Otto Paulo Petra Pia Rafael Rania Rashid Rhys Rosa Rowan Sadia Salma Sanjay "
    "Sara Selim Signe Simone Sofía Stefan Sunita Tariq Tess Thabo Theo Tilda Uma Vera Viktor Wanjiru Wei Yara Yusuf "
    "Zainab Zofia Åsa Çağla Øystein"
).split()
LAST = (
    "Abbott Achebe Adler Ahmadi Ali Almeida Andersen Asante Aziz Bakker Banerjee Baptiste Barlow Bauer Becker Berg "
    "Bianchi Blom Boateng Brandt Byrne Castillo Chandra Chen Clarke Costa Cruz Dahl Daniels Das Davies Demir Diallo "
    "Doyle Duarte Eriksen Evans Fernández Fischer Flynn Fontaine Fraser Fuchs Gallagher García Ghosh Gomes Grant "
    "Greene Gupta Hagen Hall Hansen Haque Hart Hoang Holm Horvat Hussain Iqbal Ivanova Jansen Jensen Johansson "
    "Jones Kamau Kapoor Kaya Keller Khan Kim Kowalska Kumar Larsen Lehmann Lewis Lopes Lund MacLeod Mahmoud Malik "
    "Marsh Martin Mbeki Mendes Meyer Mistry Moreno Morgan Murphy Mwangi Müller Nakamura Nguyen Nkosi Novotná Nowak "
    "Nyström O’Brien Obi Olsen Ortega Osei Owusu Park Patel Pereira Petrov Popescu Quinn Rahman Ramos Rasmussen "
    "Reid Ricci Rossi Roy Ruiz Sandberg Santos Sato Schmidt Shah Sharma Silva Singh Sousa Strand Suzuki Svensson "
    "Tanaka Taylor Thomas Torres Tran Turner Uddin Varga Vega Vidal Wagner Walker Walsh Wang Ward Weber Wilson "
    "Wolff Wood Yamada Yıldız Young Zhang Zimmermann"
).split()
PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ı": "i", "ł": "l", "’": None})


class Names:
    """Names without end; no two people share an address."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._called: set[str] = set()
        self._addresses: dict[str, int] = {}

    def keep(self, name: str) -> None:
        """Somebody already has this name."""
        self._called.add(name)

    def another(self) -> str:
        """A name nobody has, as long as one is easily found."""
        for _try in range(5):
            name = f"{self._rng.choice(FIRST)} {self._rng.choice(LAST)}"
            if name not in self._called:
                break
        self._called.add(name)
        return name

    def address(self, name: str, domain: str) -> str:
        plain = unicodedata.normalize("NFKD", name.translate(PLAIN)).encode("ascii", "ignore").decode().lower()
        mine = ".".join(plain.split())
        self._addresses[mine] = which = self._addresses.get(mine, 0) + 1
        return f"{mine}{which if which > 1 else ''}@{domain}"

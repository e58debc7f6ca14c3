"""The people of the demo: four schools, teachers who write, reviewers who judge, a chief, two operators."""

from dataclasses import dataclass

from accounts.domain import create_person
from accounts.models import School, User
from accounts.roles import ADMINISTRATOR, CHIEF_REVIEWER, OPERATOR, REVIEWER, TEACHER

PASSWORD = "vivier de talents"  # noqa: S105 - of the demo, which refuses to run on a public site
HOST = "vivier.example"

SCHOOLS = {
    "0750001A": ("Collège Ada-Lovelace", "Paris", "Paris"),
    "0690002B": ("Lycée Alan-Turing", "Lyon", "Lyon"),
    "0440003C": ("Collège Grace-Hopper", "Nantes", "Nantes"),
    "0670004D": ("Lycée Hedy-Lamarr", "Strasbourg", "Strasbourg"),
}

TEACHERS = {
    ("Claire", "Moreau", "0750001A"): ("francais", "histoire-geographie", "emc", "langues-vivantes"),
    ("Karim", "Benali", "0690002B"): ("mathematiques", "snt", "nsi", "physique-chimie"),
    ("Sophie", "Lefèvre", "0440003C"): ("svt", "technologie", "eps", "pse"),
    ("Hugo", "Martin", "0670004D"): ("arts-plastiques", "education-musicale", "ses", "economie-gestion"),
    ("Inès", "Garnier", "0690002B"): ("documentation", "emi"),
}

REVIEWERS = {
    ("Nadia", "Roux", "0750001A"): ("mathematiques", "technologie", "svt"),
    ("Paul", "Girard", "0690002B"): ("francais", "histoire-geographie", "arts-plastiques"),
    ("Lucie", "Faure", "0440003C"): ("snt", "nsi", "economie-gestion", "ses"),
    ("Marc", "Dubois", "0670004D"): ("physique-chimie", "pse", "eps"),
    ("Amina", "Haddad", "0440003C"): ("langues-vivantes", "documentation", "emi"),
    ("Yann", "Le Goff", "0670004D"): ("emc", "education-musicale", "francais"),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody. `teachers` are found by each discipline they write for."""

    teachers: dict[str, User]
    reviewers: tuple[User, ...]
    chief: User
    operators: tuple[User, User]
    administrator: User

    def author_of(self, disciplines: tuple[str, ...]) -> User:
        """The teacher who writes for the first of these disciplines."""
        return self.teachers[disciplines[0]]


def call_everybody() -> Cast:
    """Make the people of the demo, or find them again."""
    schools = {
        uai: School.objects.update_or_create(uai=uai, defaults={"name": name, "city": city, "academy": academy})[0]
        for uai, (name, city, academy) in SCHOOLS.items()
    }

    def person(first: str, last: str, *roles: str, uai: str | None = None, disciplines: tuple[str, ...] = ()) -> User:
        return create_person(
            email=f"{first}.{last}@{HOST}".lower().replace(" ", "").translate(str.maketrans("èéï", "eei")),
            first_name=first,
            last_name=last,
            roles=roles,
            password=PASSWORD,
            school=schools.get(uai or ""),
            disciplines=disciplines,
        )

    teachers: dict[str, User] = {}
    for (first, last, uai), disciplines in TEACHERS.items():
        teachers |= dict.fromkeys(disciplines, person(first, last, TEACHER, uai=uai))
    return Cast(
        teachers=teachers,
        reviewers=tuple(
            person(first, last, REVIEWER, uai=uai, disciplines=disciplines)
            for (first, last, uai), disciplines in REVIEWERS.items()
        ),
        chief=person("Jeanne", "Perrin", CHIEF_REVIEWER),
        operators=(person("Olga", "Petit", OPERATOR), person("Omar", "Diallo", OPERATOR)),
        administrator=person("Anne", "Colin", ADMINISTRATOR),
    )

"""What a name is known as: which forms are right as an answer, and which give it away."""

from quiz.language.gazetteer import countries
from quiz.language.names import Entity
from quiz.schema.findings import Organisation, Person, Place
from quiz.schema.question import Asks


def kind_of(entity: Entity) -> Asks:
    """Return what a question for `entity` asks."""
    if isinstance(entity, Person):
        return "person"
    if isinstance(entity, Organisation):
        return "organisation"
    return entity.kind


def accepted_names(entity: Entity) -> tuple[str, ...]:
    """Return the forms of a name that count as right; a demonym does not."""
    if isinstance(entity, Place) and entity.kind == "country" and entity.country in countries():
        country = countries()[entity.country]
        if entity.name == country.name:
            return country.names
    return (entity.name, *entity.aliases)


def giveaways(entity: Entity) -> tuple[str, ...]:
    """Return every form that points at `entity`: aliases, demonyms, the seat of its government."""
    forms = [entity.name, *entity.aliases]
    code = entity.country if isinstance(entity, Place) else None
    if isinstance(entity, Place) and entity.kind == "country" and code in countries():
        country = countries()[code]
        if country.name == entity.name:
            forms += [*country.names, *country.demonyms, *country.seats]
    return tuple(dict.fromkeys(forms))

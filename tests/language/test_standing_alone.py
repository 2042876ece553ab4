"""Why a statement cannot stand alone: every reason, each with a sentence."""

import pytest

from tests.language.stories import sound, stated


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "If Norway closes its embassy, Belarus will expel 12 diplomats in June 2025.",
            "condition",
        ),
        (
            "Had Norway closed its embassy in Minsk, Belarus would have expelled 12 diplomats in "
            "June 2023.",
            "condition",
        ),
        (
            "Belarus would have expelled 12 diplomats in June 2023 had Norway closed its embassy "
            "in Minsk.",
            "condition",
        ),
        (
            "Norway will pay Denmark 40 million euros in 2025 provided Sweden closes its border.",
            "condition",
        ),
        (
            "In June 2023, when Norway closed its embassy in Minsk, Sweden sold 12 ferries to "
            "Denmark.",
            "condition",
        ),
        (
            "Norway will, in the event of a war, sell 12 ferries to Denmark in June 2025.",
            "condition",
        ),
        ("Subject to approval, Norway will sell 12 ferries to Denmark in June 2025.", "condition"),
        ("Norway will sell 12 ferries to Denmark in June 2025, subject to approval.", "condition"),
        ("But for Sweden, Norway would have sold 12 ferries in June 2023.", "condition"),
        ("Norway's embassy in Minsk, closed in June 2023, reopened in May 2024.", "a comma parts"),
        ("Norway's king and queen, Harald and Sonja, opened 12 schools in June 2023.", "a comma"),
        (
            "Norway must pay Sweden and Denmark 40 million euros or close its border in 2025.",
            "alternative",
        ),
        (
            "Norway neither closed its embassy in Minsk nor moved it to Vilnius in June 2023.",
            "alternative",
        ),
        (
            "Norway closed its consulates in Belarus in June 2023, but not in Minsk.",
            "exception",
        ),
        (
            "Norway, according to Paul Achterberg, closed its embassy in Minsk in June 2023.",
            "source",
        ),
        ("Norway, Paul Achterberg said, closed its embassy in Minsk in June 2023.", "source"),
        ("Reportedly, Norway closed its embassy in Minsk in June 2023.", "doubt"),
        ("Perhaps Norway closed its embassy in Minsk in June 2023.", "doubt"),
        ("Did Norway close its embassy in Minsk in June 2023?", "question"),
        (
            "Norway closed 12 embassies and plans to open three in Africa in 2025.",
            "“three” has lost",
        ),
        # what only the article explains
        ("Norway signed the deal in Oslo on 3 June 2024.", "“the deal” is not explained"),
        ("Norway Rail lost £18m in Oslo in the year.", "“the year” is not explained"),
        ("The trains were late in Norway on 3 June 2024.", "“the trains” is not explained"),
        ("This closed the embassy of Norway in Minsk in June 2023.", "“This” points outside"),
        ("Norway closed the embassy there in June 2023.", "“there” points outside"),
        ("Norway lent a larger ferry to Denmark in June 2023.", "“larger” has lost"),
        ("The same day Norway closed its embassy in Minsk.", "“same” points outside"),
        ("Norway and Sweden agreed in June 2023 to build what they call a wall.", "indirect"),
        (
            "The minister said on 3 June 2024 that Norway and Sweden would build a wall.",
            "“the minister” is not explained",
        ),
        ("Norway closed the GRZX office in Minsk in June 2023.", "“GRZX” is not explained"),
        # who and what
        ("We closed the embassy of Norway in Minsk in June 2023.", "first or second person"),
        ("He promised Oslo a second harbour in March 2024.", "who “He” is"),
        ("They closed the embassy of Norway in Minsk in June 2023.", "what “They” stands for"),
        ("Paul Achterberg asked Jonas Aldal on 3 June 2024 about a ferry he sank.", "who “he” is"),
        ("Nobody in Norway closed 12 consulates in June 2023.", "the subject is “Nobody”"),
        ("Officials toured Bergen and Oslo in June 2023.", "“Officials” says nothing"),
        ("Norway's ministers said on 3 June 2024 it would close the port of Oslo.", "what “it”"),
        ("Norway's navy said on 3 June 2024 they would close the port of Oslo.", "what “they”"),
        # quotations and asides
        (
            "Paul Achterberg said “Norway closed its embassy in Minsk in June 2023”.",
            "inside a quotation",
        ),
        ("Norway named 12 ferries ‘Oslo, the queen’ in June 2023.", "a quotation is cut"),
        ("Norway posted 12 pictures of its ferries on 3 June 2023 “Welcome”.", "hangs loose"),
        ("Norway bought the “harbour plan, which” Sweden had sold in June 2023.", "is cut"),
        ("Jonas Aldal, of Bergen, is 40.", "an age"),
        ("Norway (except for the port of Oslo) closed its harbours in June 2023.", "aside"),
        # no news
        ("Norway has been buying trams from Sweden and Denmark.", "a state without a date"),
        ("Norway has never closed its embassy in Minsk.", "never until now"),
        ("Norway appeared to accept the closure of its embassy in June 2023.", "impression"),
        ("Norway declined to comment on 12 trawlers near Bergen in June 2023.", "refusal"),
        ("Mr Aldal's latest remarks pleased Norway in June 2023.", "the day of the report"),
        ("Norway bought Bornholm.", "too short"),
        ("Paul Achterberg spoke about Norway and Sweden.", "too little"),
        ("Norway met several ministers and some advisers in many cities.", "neither who nor"),
        ("Norway has 12 ferries that Sweden wants to sell.", "has lost its object"),
        (
            "Norway bought 12 ferries and 40 trams from Sweden, Denmark, Latvia, Lithuania, "
            "Estonia, Poland, Germany, France, Spain, Portugal, Italy, Greece, Malta, Ireland, "
            "Austria, Hungary, Romania, Bulgaria and Britain in June 2023 for the harbour of Oslo.",
            "too long",
        ),
        ("Norway declined to say on 3 June 2024 when its navy would sail.", "refusal"),
        # dates that cannot be told
        ("Norway published last year's figures for Sweden and Denmark.", "not an adverbial"),
        ("Norway sold Denmark 12 ferries from next month.", "no calendar date"),
        ("Norway closed its embassy in Minsk on Monday.", "“Monday” has no calendar date"),
        ("Norway will close its embassy in Minsk on Friday.", "“Friday” has no calendar date"),
        ("Norway closed its embassy in Minsk in recent weeks.", "no calendar date"),
        ("Last May, Norway closed its embassy in Minsk.", "“Last May” has no calendar date"),
        (
            "Maria Keller said at the fair of Bremen in May 2021.",
            "what was said is lost",
        ),
        (
            "In May 2021, the council of Bremen disagreed.",
            "what was said is lost",
        ),
        (
            "Researchers at the University of Bremen reached rather different conclusions in 2019.",
            "“different” has lost what it is compared with",
        ),
    ],
)
def test_why_a_statement_cannot_stand_alone(text: str, fault: str) -> None:
    assert sound(text) == []
    faults = [s.fault for s in stated(text) if s.fault]
    assert any(fault in found for found in faults), faults


def test_a_stretch_of_time_is_explained_by_its_end() -> None:
    text = "Norway Rail lost £18m in the year to September 2023."
    assert sound(text) == [text]

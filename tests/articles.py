"""Made-up news articles, and how to make one from a few sentences, for tests of the engine.

People, firms and events are invented; countries and capitals are real, as the word lists need them.
"""

from datetime import date

from quiz.schema.article import Article, Block, BlockKind
from quiz.schema.record import digest

PUBLISHED = date(2024, 11, 30)


def article(
    *paragraphs: str,
    title: str = "Test of a made-up article",
    published: date | None = PUBLISHED,
    captions: tuple[str, ...] = (),
) -> Article:
    """Return an article of `paragraphs`, with `captions` between the title and the first."""
    parts: list[tuple[BlockKind, str]] = [("title", title)]
    parts += [("caption", caption) for caption in captions]
    parts += [("paragraph", paragraph) for paragraph in paragraphs]
    blocks, position = [], 0
    for kind, part in parts:
        blocks.append(Block(kind=kind, start=position, end=position + len(part)))
        position += len(part) + 2
    return Article(
        id=digest("article", title, published.isoformat() if published else ""),
        title=title,
        published=published,
        text="\n\n".join(part for _, part in parts),
        blocks=tuple(blocks),
    )


POLITICS = (
    "Latvia and Portugal signed a fisheries treaty in Lisbon on 12 March 2024, after six years of "
    "talks over cod quotas in the North Atlantic.",
    "“A small fleet can live with a fair quota, but no fleet can live with a guess,” said Latvian "
    "fisheries minister Anna Vanaga. She arrived in Lisbon with 14 advisers.",
    "Portugal ratified the treaty in June 2024. The Portuguese parliament approved it by 131 votes "
    "to 87, and opposition leader Duarte Maciel called the vote “a quiet surrender”.",
    "Norway rejected a similar treaty with Latvia in 2021. Norway’s prime minister, Sigrid "
    "Haugland, said the quota for Norwegian trawlers would have fallen by 18 per cent.",
    "“The herring does not read our treaties, and the herring will decide in the end,” Ms Haugland "
    "told a conference in Oslo.",
    "Former Latvian president Andris Kalve, who opened the talks in 2018, described the treaty as "
    "his proudest work. Iceland joined the talks last month as an observer.",
    "Duarte Maciel founded the Atlantic Workers’ League in 2009. More than 2,400 fishermen from "
    "Porto signed a letter to Anna Vanaga in May 2024.",
    "“Who will pay the crews when the nets stay empty for a whole winter?” asked Mr Maciel. "
    "Denmark and Sweden closed their herring grounds in September 2023.",
)
BUSINESS = (
    "Halvorsen Motors, the Norwegian company that builds electric lorries, bought the battery "
    "maker Tessera Cells for $2.4bn in August 2023.",
    "Chief executive Petra Lindqvist said Halvorsen Motors would build 9,500 lorries in Bergen by "
    "the end of the decade. “Every lorry that leaves this factory must earn its own battery,” said "
    "Ms Lindqvist.",
    "Halvorsen Motors employed 3,200 people in Bergen in 2022. Tessera Cells opened its first "
    "factory in Seville in 2015, and Spain paid 40 per cent of the cost.",
    "Rafael Ortuno, founder of Tessera Cells, sold his last shares in January 2024. “I have sold "
    "the factory, the patents and the coffee machine, but not the idea,” said Mr Ortuno.",
    "Carmen Iglesias, head of the Spanish Metal Union, called the sale of Tessera Cells “a leap in "
    "the dark”. About 1,800 workers marched through Seville on 3 February 2024.",
    "“Nobody asked the workers who built those batteries whether they wanted to move to Norway,” "
    "said Ms Iglesias.",
    "The Seville Chamber of Commerce published a report on the sale in April 2024. Germany and "
    "Austria ordered 600 lorries from Halvorsen Motors in May 2024.",
    "Former finance director Olav Brekke left Halvorsen Motors in July 2023. Petra Lindqvist won "
    "three export awards over two decades.",
)
SCIENCE = (
    "Astronomers at the Atacama Institute in Chile found water on the dwarf planet Oruma in "
    "October 2023, using a telescope that cost $310m.",
    "“We pointed the telescope at a dull grey rock and found an ocean under its skin,” said "
    "Professor Lucia Ferrand, director of the Atacama Institute.",
    "Lucia Ferrand discovered Oruma in 2011 with her student Tobias Wenger. Oruma orbits the Sun "
    "once every 412 years.",
    "Chile built the telescope in 2019. Canada and Japan paid 35 per cent of the cost, and 27 "
    "engineers from Osaka installed the mirror in March 2020.",
    "Dr Tobias Wenger, now head of the Geneva Ice Laboratory, measured the ocean at a depth of "
    "61 kilometres. “She saw the ocean in the numbers long before anybody else believed it,” said "
    "Dr Wenger.",
    "Grace Nwosu, chairwoman of the Global Astronomy Union, said the finding would change the "
    "search for life. “A cold little world at the edge of the map has become the best place to "
    "look for life,” said Ms Nwosu.",
    "Brazil rejected a plan for a probe in July 2024. France and Italy will launch the probe "
    "“Lantern” in 2031, and the Geneva Ice Laboratory will build the “deep drill” for it.",
    "Japan lost a probe in May 2016. Roughly 340 scientists attended the Oruma conference in "
    "Santiago in January 2024.",
)
SPORT = (
    "Wales beat Argentina 3-1 in Cardiff on 9 November 2024 in front of 62,000 spectators, with "
    "captain Daniel Prosser scoring twice.",
    "“My grandmother taught me to shoot with a rolled-up sock in her kitchen in Swansea,” said "
    "Daniel Prosser.",
    "“He trains like a beginner and he thinks like an old professor,” said coach Bronwen Tudor.",
    "Bronwen Tudor took over the Wales squad in January 2022. Bronwen Tudor won four titles "
    "with Cardiff City over nine seasons.",
    "Argentina’s coach, Matias Ledesma, blamed the rain. “The pitch had more water on it than the "
    "harbour, and the Welsh players had brought boats,” said Mr Ledesma.",
    "Argentina lost five matches in 2023. Wales drew with Uruguay in October 2024, and Mexico "
    "knocked Argentina out of the Andes Cup in June 2024.",
    "The Welsh Football Association sold 48,000 tickets in two days. Nearly 5,000 supporters "
    "travelled from Buenos Aires, and 12 trains ran to Cardiff from London.",
    "Former Wales captain Gethin Parry, now president of the Welsh Football Association, signed "
    "Daniel Prosser’s first contract in 2015. Chile and Peru withdrew from the Andes Cup in May "
    "2024.",
)
STORIES: dict[str, Article] = {
    "politics": article(
        *POLITICS,
        title="Latvia and Portugal end their quarrel over cod",
        captions=("Anna Vanaga and 300 guests in the port of Lisbon on 11 March 2024 (Foto Mar)",),
    ),
    "business": article(*BUSINESS, title="Lorry maker swallows its battery supplier"),
    "science": article(
        *SCIENCE,
        title="Ocean found under the ice of a dwarf planet",
        captions=("Lucia Ferrand opened the telescope in May 2019 (Instituto Atacama)",),
    ),
    "sport": article(*SPORT, title="Wales sink Argentina in the Cardiff rain"),
}

"""Made-up articles full of quotations of every shape, with who says each of four or more words.

A quotation is named by its first words. None: the article names no person as its speaker.
"""

Said = tuple[str, str | None]

FERRY = (
    "The island ferry Solvane will sail twice a day from March, the harbour company said on "
    "Tuesday.",
    "“We have waited eleven winters for a second crossing,” said Ingunn Aksdal, the mayor of "
    "Hestray. “Nobody here will have to choose between school and the dentist any more.”",
    "“The old boat,” she added, “has carried three generations of us to the mainland.”",
    "Tarjei Osmo, 56, who has steered the ferry since he was a young man, was less certain. “A "
    "second crossing needs a second crew, and I have not met them yet,” the 56-year-old said.",
    "“We asked for eight sailors in the spring. We were given two.",
    "“If that does not change, the timetable is a wish and not a promise.”",
    "Asked whether he would strike, Osmo said: “I will be on the bridge at six, as I always am.”",
    "A spokeswoman for the company said crews would be hired in time. “We are speaking to several "
    "candidates,” she said.",
    "Aksdal called the delay “a quarrel about pennies” and said that Osmo had been told of the "
    "plan in June. “Tarjei was in the room when we voted,” she said, “and he raised his hand with "
    "all the others.”",
    "The sailors’ union warned that the crossing was “an accident waiting to happen”.",
    "“Two tired men on the bridge at midnight is not a service,” its secretary, Bodil Krane, told "
    "the council. Krane, a former pilot, wants a limit of nine hours.",
    "“Who will check the hours when the sea is bad?” she asked.",
)
FERRY_SAID: tuple[Said, ...] = (
    ("We have waited eleven", "Ingunn Aksdal"),
    ("Nobody here will have", "Ingunn Aksdal"),
    ("has carried three generations", "Ingunn Aksdal"),
    ("A second crossing needs", "Tarjei Osmo"),
    ("We asked for eight", "Tarjei Osmo"),
    ("If that does not", "Tarjei Osmo"),
    ("I will be on", "Tarjei Osmo"),
    ("We are speaking to", None),
    ("a quarrel about pennies", "Ingunn Aksdal"),
    ("Tarjei was in the", "Ingunn Aksdal"),
    ("and he raised his", "Ingunn Aksdal"),
    ("an accident waiting to", None),
    ("Two tired men on", "Bodil Krane"),
    ("Who will check the", "Bodil Krane"),
)
MUSEUM = (
    'Coach Dario Velasquin has left the museum of sport in Tarnby after "the best two years of my '
    'life", as he put it.',
    "Velasquin, who won the cup with Tarnby in 1998, opened the museum in a disused gasworks and "
    "filled it with 900 shirts.",
    '"People told me that nobody would pay to smell an old boot. They queued round the '
    'gasworks," Velasquin says.',
    'His successor is Merete Lunde, a historian. "Dario collected things; I collect the stories '
    'behind them," Lunde says, adding that the shirts will be shown in turn.',
    '"A shirt without a story is laundry."',
    'According to Lunde, the museum will close in January for repairs. "The roof lets in the rain '
    'in four places," she explains, "and the rain has no respect for the cup of 1998."',
    'Not everybody is pleased. Piotr Hanak, the kit man of those years, wrote in a letter: "They '
    'have put my needle in a glass case and my name nowhere at all."',
    "Velasquin answered that Hanak had refused to be named. \"I begged him. He said 'let the "
    "shirts talk' and shut the door,\" the former coach said.",
    "Hanak denies this.",
    '"Ask anybody who was in the laundry that year," he told the Tarnby Courier.',
    'A sign at the door says: "Please do not feed the goalkeeper."',
    "Lunde has promised to speak to both of them before spring.",
)
MUSEUM_SAID: tuple[Said, ...] = (
    ("the best two years", "Dario Velasquin"),
    ("People told me that", "Dario Velasquin"),
    ("Dario collected things;", "Merete Lunde"),
    ("A shirt without a", "Merete Lunde"),
    ("The roof lets in", "Merete Lunde"),
    ("and the rain has", "Merete Lunde"),
    ("They have put my", "Piotr Hanak"),
    ("I begged him.", "Dario Velasquin"),
    ("Ask anybody who was", "Piotr Hanak"),
    ("Please do not feed", None),
)
REACTOR = (
    "Engineers have switched off the research reactor at Olmar for the last time, forty years "
    "after Professor Ysolde Brandt first switched it on.",
    "Professor Brandt, now 81, pressed the button herself. ‘I was never afraid of it,’ she said, "
    "‘but I was always polite to it.’",
    "The minister for science, Lev Tamarin, said in a statement that the reactor had made isotopes "
    "for 300 hospitals. Mr Tamarin said: “There is hardly a family in this country that owes "
    "it nothing. The next one will be smaller, safer and a great deal cheaper to run.”",
    "The opposition disagrees. “The minister promised us the next one in 2019, in 2021 and in "
    "2024,” replied Signe Vester of the Green Alliance. She accused Mr Tamarin of “counting a "
    "drawing as a building”.",
    "“If he has a date, let him name it in parliament,” Vester, who sits on the energy committee, "
    "told reporters.",
    "Under the law the site must be cleared by 2041. “It took six years to build and it will take "
    "sixteen to remove,” said Jonas Abreu, who leads the work; “that tells you which of the two "
    "is the harder science.”",
    "Abreu said robots would cut up the core. He dismissed the fears of neighbours as “more film "
    "than physics” but admitted that the road would be closed “for a good many nights”.",
    "The neighbours’ group did not agree. “We have seen the film and the physics both,” it said "
    "in a letter.",
    "“I shall miss its blue light at night,” Professor Brandt said. “Nothing else in Olmar was "
    "ever that colour.”",
)
REACTOR_SAID: tuple[Said, ...] = (
    ("I was never afraid", "Ysolde Brandt"),
    ("but I was always", "Ysolde Brandt"),
    ("There is hardly a", "Lev Tamarin"),
    ("The minister promised us", "Signe Vester"),
    ("counting a drawing as", "Signe Vester"),
    ("If he has a", "Signe Vester"),
    ("It took six years", "Jonas Abreu"),
    ("that tells you which", "Jonas Abreu"),
    ("more film than physics", "Jonas Abreu"),
    ("for a good many", "Jonas Abreu"),
    ("We have seen the", None),
    ("I shall miss its", "Ysolde Brandt"),
    ("Nothing else in Olmar", "Ysolde Brandt"),
)
INTERVIEW = (
    "Adaeze Morrow has baked the bread of the town of Lenning for thirty years. On Friday the "
    "baker sells her shop to a chain called Crumb & Company.",
    "Why now? “My knees were asking the question before you were,” she laughs.",
    "And what will she miss? “Four in the morning. The street belongs to the baker and the cat,” "
    "says Morrow, wiping the counter.",
    "The chain will keep the name above the door. Its director, Gil Santerre, promises that prices "
    "will not rise before autumn. “We would be fools to buy a loved shop and change it,” says "
    "Santerre. Asked about the oven, he smiles: “The oven stays. I am told it would come back by "
    "itself if we moved it.”",
    "Customers are not so sure. “They said the same in Ostbrook and now it sells telephones,” said "
    "one woman in the queue.",
    "“I shall buy a dozen and freeze them,” said another customer.",
    "Retired teacher Emeka Rowe has come every day since 1996. “She once gave me a loaf when I had "
    "lost my purse, and she wrote ‘pay when it rains’ on the bag,” Rowe recalls. “It rained the "
    "next day, so I paid.”",
    "Morrow shakes her head at the story. “It was a roll, and he paid the same evening,” she says.",
    "She told Rowe last week that she would be moving to the coast. “I want to eat bread that "
    "somebody else got up for.”",
    "Santerre has offered her a loaf a day for life, which she says she will accept “as long as it "
    "is any good”.",
)
INTERVIEW_SAID: tuple[Said, ...] = (
    ("My knees were asking", "Adaeze Morrow"),
    ("Four in the morning.", "Adaeze Morrow"),
    ("We would be fools", "Gil Santerre"),
    ("The oven stays.", "Gil Santerre"),
    ("They said the same", None),
    ("I shall buy a", None),
    ("She once gave me", "Emeka Rowe"),
    ("It rained the next", "Emeka Rowe"),
    ("It was a roll,", "Adaeze Morrow"),
    ("I want to eat", "Adaeze Morrow"),
    ("as long as it", "Adaeze Morrow"),
)
STORIES: dict[str, tuple[tuple[str, ...], tuple[Said, ...]]] = {
    "ferry": (FERRY, FERRY_SAID),
    "museum": (MUSEUM, MUSEUM_SAID),
    "reactor": (REACTOR, REACTOR_SAID),
    "interview": (INTERVIEW, INTERVIEW_SAID),
}

"""Texts for the reader tests, all written for them."""

TITLE = "Harbour town of Brindle opens its first tidal power station"
PARAGRAPHS = (
    "The harbour town of Brindle opened its first tidal power station on 14 May 2024, after eleven "
    "years of planning. Mayor Imke Sandoval switched on the first turbine in front of some 2,300 "
    "guests.",
    "“We have waited for this tide since I was at school,” said Ms Sandoval. “Now it pays our "
    "electricity bill.”",
    "Brindle Energy, the company that runs the station, expects it to supply 4,100 homes. Its "
    "director, Paul Achterberg, warned that the channel would have to be dredged every second "
    "year.",
    "The rival project in Corran was given up in 2019, when its main investor withdrew.",
)
ARTICLE = "\n\n".join((TITLE, *PARAGRAPHS))

FOREIGN = {
    "French": "La ville a ouvert sa première centrale marémotrice après onze ans de travaux. Le "
    "maire a déclaré que les habitants attendaient ce jour depuis longtemps et que la facture "
    "d'électricité serait plus basse pour toutes les familles du port.",
    "German": "Die Stadt hat nach elf Jahren Planung ihr erstes Gezeitenkraftwerk eröffnet. Die "
    "Bürgermeisterin sagte, dass die Menschen auf diesen Tag gewartet hätten und dass der Strom "
    "für die Häuser am Hafen nun nicht mehr so teuer sein werde wie in den Jahren vor dem Bau.",
    "Spanish": "La ciudad abrió su primera central mareomotriz después de once años de obras. La "
    "alcaldesa dijo que los vecinos esperaban este día desde hace mucho tiempo y que la factura de "
    "la luz será más baja para todas las familias del puerto.",
    "Italian": "La città ha aperto la sua prima centrale di marea dopo undici anni di lavori. La "
    "sindaca ha detto che gli abitanti aspettavano questo giorno da molto tempo e che la bolletta "
    "della luce sarà più bassa per tutte le famiglie del porto.",
    "Portuguese": "A cidade abriu a sua primeira central de marés depois de onze anos de obras. A "
    "presidente da câmara disse que os moradores não esperavam que a conta da luz fosse mais baixa "
    "para todas as famílias do porto e também para os pescadores.",
    "Dutch": "De stad heeft na elf jaar haar eerste getijdencentrale geopend. De burgemeester zei "
    "dat de mensen lang op deze dag hebben gewacht en dat de rekening voor de stroom nu lager "
    "wordt voor alle gezinnen die bij de haven wonen.",
    "Polish": "Miasto otworzyło po jedenastu latach budowy swoją pierwszą elektrownię pływową. "
    "Burmistrz powiedziała, że mieszkańcy czekali na ten dzień od dawna i że rachunek za prąd "
    "będzie teraz niższy dla tych rodzin, które mieszkają przy porcie.",
    "Swedish": "Staden har efter elva år öppnat sitt första tidvattenkraftverk. Borgmästaren sade "
    "att invånarna hade väntat på den här dagen och att räkningen för el nu ska bli lägre för alla "
    "som bor vid hamnen och inte har råd.",
    "Ukrainian": "Місто відкрило свою першу припливну електростанцію після одинадцяти років "
    "будівництва. Мерка сказала, що мешканці чекали на цей день і що рахунок за світло тепер буде "
    "нижчим для всіх родин, які живуть біля порту.",
    "Russian": "Город открыл свою первую приливную электростанцию после одиннадцати лет "
    "строительства. Мэр сказала, что жители ждали этого дня и что счёт за свет теперь будет ниже "
    "для всех семей, которые живут у порта, но не сразу.",
    "Greek": "Η πόλη άνοιξε τον πρώτο της παλιρροϊκό σταθμό μετά από έντεκα χρόνια. Η δήμαρχος "
    "είπε ότι οι κάτοικοι περίμεναν αυτή την ημέρα.",
    "Chinese": "这座港口城市在十一年的规划之后启用了第一座潮汐发电站。市长说居民们期待这一天已久。",
    "Japanese": "港町は十一年の計画を経て、最初の潮力発電所を開きました。"
    "市長は住民がこの日を待っていたと述べました。",
    "Korean": "항구 도시는 십일 년의 계획 끝에 첫 조력 발전소를 열었습니다. "
    "시장은 주민들이 이 날을 기다렸다고 말했습니다.",
    "Arabic": "افتتحت المدينة محطتها الأولى للطاقة بعد أحد عشر عاما من "
    "التخطيط. وقالت رئيسة البلدية إن السكان انتظروا هذا اليوم طويلا.",
}

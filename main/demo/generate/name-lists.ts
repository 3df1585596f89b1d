/** Names of one culture as people write them, each with its Latin spelling where that differs: "native|latin". */
export interface Culture {
  readonly language: string;
  readonly given: readonly string[];
  readonly family: readonly string[];
  readonly familyFirst?: true;
}

const list = (names: string): readonly string[] => names.split(", ");

export const cultures: readonly Culture[] = [
  {
    language: "nb-NO",
    given: list(
      "Åse, Bjørn, Eirik, Frøydis, Håkon, Ingrid, Kjersti, Magnus, Nora, Øystein, Ragnhild, Sigurd, Torbjørn, Unni",
    ),
    family: list(
      "Bakke, Dahl-Østbye, Fjeldstad, Haugen, Kvåle, Lindqvist, Myhre, Nygård, Sæther, Solberg, Tveit, Ødegård, Åsheim",
    ),
  },
  {
    language: "de-DE",
    given: list(
      "Anneliese, Björn, Claus-Dieter, Elke, Günther, Hans-Jürgen, Jörg, Käthe, Lukas, Maximilian, Sören, Ursula, Wiebke",
    ),
    family: list(
      "Bauer, Freiherr von Stetten-Hohenbüchel, Groß, Hölderlin, Jäger, Krüger, Müller-Lüdenscheidt, Strauß, Wagner, Weiß, Zöllner",
    ),
  },
  {
    language: "en-IE",
    given: list("Aoife, Caoimhe, Deirdre, Eoin, Fionnuala, Gráinne, Niamh, Oisín, Pádraig, Róisín, Siobhán, Tadhg"),
    family: list(
      "D’Arcy, Fitzgerald, MacGiolla Phádraig, McCarthy, Ní Bhraonáin, O’Brien, O'Connor, Ó Súilleabháin, O’Shaughnessy, Walsh",
    ),
  },
  {
    language: "en-US",
    given: list(
      "Alexandra, Brandon, Caroline, DeShawn, Emily, Gregory, Hannah, Isaiah, Jasmine, Kevin, Madison, Tyler, Xavier",
    ),
    family: list(
      "Anderson, Baker-Hughes, Cooper, Edwards, Freeman, Jackson, Montgomery, Parker, Robinson, Thompson, Washington, Young",
    ),
  },
  {
    language: "pt-BR",
    given: list("Ana Beatriz, Caetano, Conceição, Gonçalo, Inês, João Guilherme, Luísa, Tomás, Vitória, Zélia"),
    family: list(
      "Araújo, da Conceição de Albuquerque e Vasconcelos, Ferreira, Gonçalves, Magalhães, Nascimento, Simões, Tavares",
    ),
  },
  {
    language: "it-IT",
    given: list("Alessandra, Bartolomeo, Chiara, Federico, Giosuè, Ludovica, Niccolò, Ottavia, Zoë"),
    family: list("Bellini, D'Angelo, Dell'Acqua, De Santis, Esposito, Lo Presti, Rossi, Sant’Agata"),
  },
  {
    language: "hi-IN",
    given: list("Aditya, Deepika, Harish, Kavya, Lakshmi, Manjunath, Nandini, Priya, Rohan, Sanjay, Venkateswara"),
    family: list(
      "Chakraborty, Gopalakrishnan, Iyer, Krishnamurthy, Mukhopadhyay, Patel, Raghunathan, Sharma, Venkatasubramanian",
    ),
  },
  {
    language: "ar-AE",
    given: list(
      "أحمد|Ahmad, خديجة|Khadija, عبد الرحمن|Abd al-Rahman, فاطمة|Fatima, ليلى|Layla, محمود|Mahmoud, نور|Nour, يوسف|Yousef",
    ),
    family: list(
      "البغدادي|al-Baghdadi, الحسيني|al-Husseini, الشريف|al-Sharif, المنصوري|al-Mansouri, بن سعيد|bin Saeed, خوري|Khoury",
    ),
  },
  {
    language: "he-IL",
    given: list("אביגיל|Avigail, דוד|David, יעל|Yael, משה|Moshe, נועה|Noa, שירה|Shira"),
    family: list("בן־דוד|Ben-David, גולדשטיין|Goldstein, כהן|Cohen, לוי|Levi, פרידמן|Friedman"),
  },
  {
    language: "ja-JP",
    given: list("健太|Kenta, 陽菜|Hina, 翔太|Shota, 美咲|Misaki, 大輔|Daisuke, さくら|Sakura"),
    family: list("佐藤|Sato, 鈴木|Suzuki, 高橋|Takahashi, 渡辺|Watanabe, 長谷川|Hasegawa, 五十嵐|Igarashi"),
    familyFirst: true,
  },
  {
    language: "zh-CN",
    given: list("伟|Wei, 秀英|Xiuying, 建国|Jianguo, 美玲|Meiling, 志强|Zhiqiang, 雪|Xue"),
    family: list("王|Wang, 李|Li, 欧阳|Ouyang, 张|Zhang, 诸葛|Zhuge, 陈|Chen"),
    familyFirst: true,
  },
  {
    language: "pl-PL",
    given: list("Agnieszka, Bożena, Grzegorz, Łukasz, Małgorzata, Stanisław, Wojciech, Żaneta"),
    family: list("Brzęczyszczykiewicz, Gołębiewska, Kowalczyk, Świątek, Wiśniewski, Zieliński, Żurawska"),
  },
  {
    language: "uk-UA",
    given: list("Андрій|Andrii, Олена|Olena, Святослав|Sviatoslav, Юлія|Yuliia, Богдан|Bohdan"),
    family: list("Бондаренко|Bondarenko, Ковальчук|Kovalchuk, Шевченко|Shevchenko, Лук'яненко|Lukianenko"),
  },
  {
    language: "th-TH",
    given: list("กัญญารัตน์|Kanyarat, ณัฐพงษ์|Nattapong, สุภาพร|Supaporn"),
    family: list("วงศ์สวัสดิ์|Wongsawat, ศรีสุวรรณเวชพาณิชย์กุล|Srisuwanwetphanitkun, รัตนโกสินทร์|Rattanakosin"),
  },
  {
    language: "yo-NG",
    given: list("Adébáyọ̀, Chiamaka, Folákẹ́, Ngozi, Olúwaṣeun, Táíwò, Zainab"),
    family: list("Adéyẹmí, Nwankwo-Eze, Okonkwo, Ọláńrewájú, N’Diaye, Òjó"),
  },
];

/** A few people put one behind their name. */
export const nameOrnaments: readonly string[] = ["🚚", "✨", "👩‍🔧", "🏳️‍🌈", "🇳🇴"];

export interface PersonName {
  readonly given: string;
  readonly family: string;
  readonly display: string;
  /** Letters a to z, digits and dots. */
  readonly address: string;
  readonly language: string;
}

interface Spelling {
  readonly native: string;
  readonly address: string;
}

function spelling(entry: string): Spelling {
  const [native = "", latin = native] = entry.split("|");
  return { native, address: addressPart(latin) };
}

const substitutes: Readonly<Record<string, string>> = { ø: "o", æ: "ae", ß: "ss", ł: "l" };

function addressPart(latin: string): string {
  const plain = latin.toLowerCase().replace(/[øæßł]/g, (letter) => substitutes[letter] ?? "");
  return plain.normalize("NFD").replace(/[^a-z0-9-]/g, "");
}

/** The cultures with every spelling worked out once. */
export const spelledCultures = cultures.map(({ given, family, ...rest }) => ({
  ...rest,
  given: given.map(spelling),
  family: family.map(spelling),
}));

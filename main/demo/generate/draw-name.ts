import type { Seeded } from "./draw.ts";
import { chance, draw } from "./draw.ts";
import type { PersonName } from "./name-lists.ts";
import { nameOrnaments, spelledCultures } from "./name-lists.ts";

/** A name of any culture, the two parts of one person from the same one. */
export function drawName(seeded: Seeded): PersonName {
  const culture = draw(seeded, spelledCultures);
  const [given, family] = [draw(seeded, culture.given), draw(seeded, culture.family)];
  const ordered = culture.familyFirst === true ? `${family.native}${given.native}` : `${given.native} ${family.native}`;
  const display = chance(seeded, 0.4) ? `${ordered} ${draw(seeded, nameOrnaments)}` : ordered;
  return {
    given: given.native,
    family: family.native,
    display,
    address: `${given.address}.${family.address}`,
    language: culture.language,
  };
}

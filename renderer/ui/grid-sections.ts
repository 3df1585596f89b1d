import type { ReactNode } from "react";

/** A heading inside a grid, with the rows beneath it. */
export interface GridSection {
  readonly label: ReactNode;
  readonly count: number;
  readonly open: boolean;
}

/** How a list's items and its headings share the rows of a grid. */
export interface GridSections {
  readonly rowCount: number;
  readonly sectionAt: (row: number) => GridSection | undefined;
  /** Undefined for a heading. */
  readonly itemAt: (row: number) => number | undefined;
  /** Undefined while it is folded away. */
  readonly rowOf: (item: number) => number | undefined;
  /** Opens or closes a heading; without `open`, the other way round. */
  readonly fold: (row: number, open?: boolean) => void;
}

interface Stretch {
  readonly section: GridSection;
  /** Its heading's row, and the first of its items. */
  readonly row: number;
  readonly item: number;
}

/** The rows of sections that follow each other; what is folded away has none. */
export function gridSections(
  sections: readonly GridSection[],
  onFold: (section: number, open: boolean) => void,
): GridSections {
  const stretches: Stretch[] = [];
  let [row, item] = [0, 0];
  for (const section of sections) {
    stretches.push({ section, row, item });
    row += 1 + (section.open ? section.count : 0);
    item += section.count;
  }
  const lastBy = (isBefore: (stretch: Stretch) => boolean) => stretches.findLastIndex(isBefore);
  const at = (wanted: number) => stretches[lastBy((stretch) => stretch.row <= wanted)];
  return {
    rowCount: row,
    sectionAt: (wanted) => {
      const stretch = at(wanted);
      return stretch?.row === wanted ? stretch.section : undefined;
    },
    itemAt: (wanted) => {
      const stretch = at(wanted);
      return stretch === undefined || stretch.row === wanted ? undefined : stretch.item + wanted - stretch.row - 1;
    },
    rowOf: (wanted) => {
      const stretch = stretches[lastBy(({ item: first }) => first <= wanted)];
      return stretch?.section.open === true ? stretch.row + 1 + wanted - stretch.item : undefined;
    },
    fold: (wanted, open) => {
      const place = stretches.findIndex((stretch) => stretch.row === wanted);
      const section = stretches[place]?.section;
      if (section !== undefined) onFold(place, open ?? !section.open);
    },
  };
}

/** A row that exists on the page, and the place (one element of the page) that it is drawn in. */
export interface PlacedRow {
  readonly place: number;
  readonly row: number;
}

/**
 * Which rows of a long list stand in which places. A row that comes takes the place of one that goes, so that scrolling changes words
 * instead of making and throwing away elements. Until `tidy`, places do not move: then they stand in the order of their rows, as
 * whoever has the page read aloud hears them.
 */
export class RowPlaces {
  #placed: readonly PlacedRow[] = [];

  /** Places for these rows, which are in order; asked again for the same, it changes nothing. */
  stand(rows: readonly number[]): readonly PlacedRow[] {
    const wanted = new Set(rows);
    const standing = new Set(this.#placed.map(({ row }) => row));
    const coming = rows.filter((row) => !standing.has(row));
    const next = this.#placed.flatMap((placed) => {
      if (wanted.has(placed.row)) return placed;
      const row = coming.shift();
      return row === undefined ? [] : { place: placed.place, row };
    });
    this.#placed = [...next, ...inNewPlaces(coming, next)];
    return this.#placed;
  }

  /** Puts the places in the order of their rows; says whether any has moved. */
  tidy(): boolean {
    const isTidy = this.#placed.every(({ row }, index) => row > (this.#placed[index - 1]?.row ?? -1));
    if (!isTidy) this.#placed = this.#placed.toSorted((one, other) => one.row - other.row);
    return !isTidy;
  }
}

function inNewPlaces(rows: readonly number[], taken: readonly PlacedRow[]): readonly PlacedRow[] {
  const highest = taken.reduce((most, { place }) => Math.max(most, place), -1);
  return rows.map((row, index) => ({ place: highest + 1 + index, row }));
}

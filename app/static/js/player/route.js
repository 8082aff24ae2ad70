/* The way through a script with branches: the pieces of its line of time that are played, one after the other. */
const ENOUGH = 40;

export class Route {
  constructor(beats, answers) {
    Object.assign(this, { beats, answers, pieces: [], asks: [], duration: 0 });
    let first = 0;
    let index = 0;
    while (index < beats.length && this.pieces.length < ENOUGH) {
      const beat = beats[index];
      const target = this.targetOf(beat, first);
      if (target == null) {
        index++;
        continue;
      }
      this.add(first, index);
      first = index = target;
    }
    if (first < beats.length && this.pieces.length < ENOUGH) this.add(first, beats.length - 1);
  }

  targetOf(beat, first) {
    if (beat.verb === "goto") return beat.to;
    if (beat.verb !== "ask") return null;
    const at = this.duration + beat.end - this.beats[first].start;
    const taken = this.answers[this.asks.length] ?? Math.max(0, beat.choices.findIndex((one) => one.verdict === "good"));
    this.asks.push({ beat, at, number: this.asks.length });
    return (beat.choices[taken] || {}).to;
  }

  add(first, last) {
    const { start } = this.beats[first];
    const end = Math.max(...this.beats.slice(first, last + 1).map((beat) => beat.end));
    this.pieces.push({ first, last, start, end, at: this.duration });
    this.duration += end - start;
  }

  pieceAt(position) {
    let number = this.pieces.length - 1;
    while (number && this.pieces[number].at > position) number--;
    return number;
  }

  toScript(position) {
    const piece = this.pieces[this.pieceAt(position)];
    return Math.min(piece.end, piece.start + position - piece.at);
  }

  markAt(position) {
    const number = this.pieceAt(position);
    const { first, last } = this.pieces[number];
    const time = this.toScript(position);
    let index = first;
    for (let one = first; one <= last; one++) if (this.beats[one].start <= time) index = one;
    const { start, end } = this.beats[index];
    return { piece: number, index, part: end > start ? Math.min(1, (time - start) / (end - start)) : 0 };
  }

  positionOf({ piece, index, part }) {
    const found = this.pieces[piece];
    if (!found) return this.duration;
    const { start, end } = this.beats[index];
    return found.at + start - found.start + part * (end - start);
  }

  marks() {
    return this.pieces.flatMap(({ first, last }, piece) =>
      this.beats.slice(first, last + 1).map((beat, step) => ({ piece, index: first + step, beat })),
    );
  }
}

/* A second place beside the first, for two people who are far apart. Loaded only by clips that show one. */
import { Stage } from "./stage.js";
import { shotAt, Track } from "./timeline.js";

export class Split {
  constructor(parent, clip) {
    Object.assign(this, { parent, clip, stages: new Map() });
  }

  show(time) {
    const { timeline, isStoryboard, isCalm, width, height, isNarrow } = this.clip;
    const number = timeline.partner.at(time);
    this.current = number < 0 ? null : this.stageOf(timeline.partners[number]);
    for (const { stage } of this.stages.values()) stage.root.hidden = stage !== this.current?.stage;
    if (!this.current) return;
    const { stage, people } = this.current;
    stage.root.className = "clip-view clip-view--partner";
    stage.resize(width / 2, height, isNarrow);
    const isAsking = shotAt(timeline.camera, time) === "ask";
    this.timeline = { ...timeline, people: this.tracksOf(people), places: new Track(0), props: {}, camera: [{ time: -1, lasts: 0, shot: isAsking ? "ask" : "two" }] };
    this.frame = stage.show(this.timeline, time, isStoryboard, isCalm);
  }

  stageOf({ index, set, people }) {
    if (!this.stages.has(index)) {
      const { data, art, prefix } = this.clip;
      const cast = Object.fromEntries(Object.keys(people).map((person) => [person, data.cast[person]]));
      const stage = new Stage(this.parent, { cast, set, sets: [set] }, art, `${prefix}-${index}`);
      this.parent.insertBefore(stage.root, this.parent.children[1]);
      this.stages.set(index, { stage, people });
    }
    return this.stages.get(index);
  }

  /** They stand where the split puts them; faces, hands and speech come from the common timeline. */
  tracksOf(people) {
    const tracks = {};
    for (const person in people) {
      const { x, face } = people[person];
      const dir = new Track(face === "left" ? -1 : 1);
      tracks[person] = { ...this.clip.timeline.people[person], x: new Track(x), dir, walks: [] };
    }
    return tracks;
  }

  headOf(person, time) {
    if (!this.current || !(person in this.current.people)) return null;
    const left = this.clip.width / 2;
    const [x, y] = this.current.stage.headOf(person, this.timeline, time, this.frame);
    return [x + left, y, left];
  }
}

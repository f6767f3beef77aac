/** How much work may still be spent; counted in nodes, so that the same problem takes the same way everywhere. */
export type Effort = {
  left: number;
  nodes: number;
  /** True once the search was cut short, by the count or by the caller: then nothing is proven. */
  cut: boolean;
  readonly stop: () => boolean;
};

export function newEffort(nodes: number, stop: () => boolean): Effort {
  return { left: nodes, nodes: 0, cut: false, stop };
}

/** Counts one node; true when the search has to end. */
export function spent(effort: Effort): boolean {
  if (effort.cut) return true;
  effort.nodes += 1;
  effort.left -= 1;
  if (effort.left < 0 || (effort.nodes % 256 === 0 && effort.stop())) effort.cut = true;
  return effort.cut;
}

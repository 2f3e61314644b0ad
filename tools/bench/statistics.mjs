/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** `label: median 0.97 (0.95 to 1.01 of 30 pairs)`: two series measured in turn, pair by pair. */
export function ratioRow(label, ours, others) {
  const ratios = ours.map((x, i) => x / others[i]);
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
  const show = (x) => x.toFixed(3);
  return `${label}: median ${show(median(ratios))} (${show(low)} to ${show(high)} of ${ratios.length} pairs)`;
}

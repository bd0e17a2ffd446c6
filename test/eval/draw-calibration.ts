import type { Bin, Calibration } from './calibration.ts';

/** A reliability diagram: the nearer the points lie to the diagonal, the more a score can be trusted. */
export function drawCalibration({ bins, error }: Calibration): string {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  const spoken = bins.map(
    ({ given, right, count }) => `${percent(given)} given, ${percent(right)} right (${count})`,
  );
  const path = bins.map(({ given, right }) => `${x(given)},${y(right)}`).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="13">
  <title id="title">How often the first match is right, by the probability it was given</title>
  <desc id="desc">${all} messages, mean error ${error.toFixed(3)}. ${spoken.join('; ')}.</desc>
  <rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
  <text x="${LEFT}" y="24" font-size="15" font-weight="bold" fill="#1a1a1a">How often the first match is right</text>
  <text x="${LEFT}" y="43" fill="#1a1a1a">${all} messages; mean error ${error.toFixed(3)}; figures at the points: messages</text>
${TICKS.map(drawTick).join('\n')}
  <line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#595959" stroke-dasharray="6 4"/>
  <polyline points="${path}" fill="none" stroke="#0b5394" stroke-width="2"/>
${bins.map(drawBin).join('\n')}
  <text x="${x(0.5)}" y="${HEIGHT - 12}" text-anchor="middle" fill="#1a1a1a">probability given</text>
  <text transform="translate(18 ${y(0.5)}) rotate(-90)" text-anchor="middle" fill="#1a1a1a">share that is right</text>
</svg>
`;
}

const WIDTH = 520;
const HEIGHT = 520;
const LEFT = 64;
const TOP = 64;
const SIDE = 400;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

function x(share: number): number {
  return Math.round(LEFT + share * SIDE);
}

function y(share: number): number {
  return Math.round(TOP + (1 - share) * SIDE);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function drawTick(at: number): string {
  return `  <g stroke="#d9d9d9"><line x1="${x(at)}" y1="${y(0)}" x2="${x(at)}" y2="${y(1)}"/><line x1="${x(0)}" y1="${y(at)}" x2="${x(1)}" y2="${y(at)}"/></g>
  <text x="${x(at)}" y="${y(0) + 18}" text-anchor="middle" fill="#1a1a1a">${percent(at)}</text>
  <text x="${x(0) - 8}" y="${y(at) + 4}" text-anchor="end" fill="#1a1a1a">${percent(at)}</text>`;
}

function drawBin({ given, right, count }: Bin): string {
  // Above the diagonal there is room to the left of a point, below it to the right.
  const above = right >= given;
  const beside = `x="${x(given) + (above ? -8 : 8)}" text-anchor="${above ? 'end' : 'start'}"`;
  return `  <circle cx="${x(given)}" cy="${y(right)}" r="5" fill="#0b5394"/>
  <text ${beside} y="${y(right) + 5}" fill="#1a1a1a" stroke="#ffffff" stroke-width="4" paint-order="stroke">${count}</text>`;
}

const BARS = 120;
const SIZE = { width: 640, height: 72 };

/** Draws how loud a sound is over its length as soon as somebody plays it; a touch goes to that moment. */
export function drawSounds() {
  for (const sound of document.querySelectorAll('.media audio')) {
    sound.addEventListener('play', () => void draw(sound), { once: true });
  }
}

async function draw(sound) {
  const levels = await levelsOf(sound.currentSrc).catch(() => undefined);
  if (!levels) return; // a kind that this browser cannot open
  const canvas = Object.assign(document.createElement('canvas'), { className: 'wave', ...SIZE });
  canvas.setAttribute('aria-hidden', 'true');
  sound.after(canvas);
  const paint = () => paintBars(canvas, levels, sound.currentTime / (sound.duration || 1));
  sound.addEventListener('timeupdate', paint);
  canvas.addEventListener('click', ({ offsetX }) => {
    sound.currentTime = (offsetX / canvas.clientWidth) * sound.duration;
  });
  paint();
}

/** The loudest moment of each part, against the loudest of all. */
async function levelsOf(address) {
  const response = await fetch(address);
  const context = new OfflineAudioContext(1, 1, 16_000);
  const samples = (await context.decodeAudioData(await response.arrayBuffer())).getChannelData(0);
  const length = Math.ceil(samples.length / BARS);
  const peaks = Array.from({ length: BARS }, (_, at) =>
    samples
      .subarray(at * length, (at + 1) * length)
      .reduce((peak, each) => Math.max(peak, Math.abs(each)), 0),
  );
  const most = Math.max(...peaks) || 1;
  return peaks.map((peak) => peak / most);
}

function paintBars(canvas, levels, played) {
  const { accentColor, color } = getComputedStyle(canvas);
  const pen = canvas.getContext('2d');
  const step = SIZE.width / BARS;
  pen.clearRect(0, 0, SIZE.width, SIZE.height);
  for (const [at, level] of levels.entries()) {
    const height = Math.max(2, level * SIZE.height);
    pen.fillStyle = at / BARS < played ? accentColor : color;
    pen.fillRect(at * step, (SIZE.height - height) / 2, step - 1.5, height);
  }
}

const FRAMES = 8;
const WIDTH = 1280;

/** Shows moments of a film side by side when somebody asks for them; each can be shown in full. */
export function showFrames() {
  for (const button of document.querySelectorAll('button[data-frames]')) {
    button.addEventListener('click', () => {
      button.disabled = true;
      void take(button.closest('.media'), button.dataset.frames);
    });
  }
}

async function take(box, name) {
  const film = document.createElement('video');
  Object.assign(film, { muted: true, preload: 'auto', src: box.querySelector('video').currentSrc });
  const strip = Object.assign(document.createElement('p'), { className: 'frames' });
  box.append(strip);
  if (!(await happens(film, 'loadeddata'))) return;
  for (let at = 0; at < FRAMES; at += 1) {
    film.currentTime = (film.duration * (at + 0.5)) / FRAMES;
    if (!(await happens(film, 'seeked'))) return;
    strip.append(frameOf(film, name));
  }
}

/** Whether it comes to that; not for a film that the browser cannot open. */
function happens(film, event) {
  return new Promise((resolve) => {
    film.addEventListener(event, () => resolve(true), { once: true });
    film.addEventListener('error', () => resolve(false), { once: true });
  });
}

/** A moment of a film as a link to its picture, which the viewer opens. */
function frameOf(film, name) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.min(WIDTH, film.videoWidth);
  canvas.height = Math.round((canvas.width * film.videoHeight) / film.videoWidth);
  canvas.getContext('2d').drawImage(film, 0, 0, canvas.width, canvas.height);
  const second = Math.floor(film.currentTime);
  const time = `${Math.floor(second / 60)}.${String(second % 60).padStart(2, '0')}`;
  const link = Object.assign(document.createElement('a'), { className: 'enlarge' });
  link.href = canvas.toDataURL('image/jpeg', 0.9);
  link.download = `${name}-${time}.jpg`;
  link.append(canvas, time);
  return link;
}

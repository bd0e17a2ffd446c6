const LIMITS = { least: 0.25, most: 12 };

/** Shows a picture in full, to be made larger, moved and turned. */
export function viewPictures() {
  const dialog = document.querySelector('#viewer');
  if (!dialog) return;
  const picture = dialog.querySelector('img');
  const at = { x: 0, y: 0, zoom: 1, turn: 0 };
  const draw = (change) => {
    Object.assign(at, change);
    at.zoom = Math.min(LIMITS.most, Math.max(LIMITS.least, at.zoom));
    picture.style.transform = `translate(${at.x}px, ${at.y}px) rotate(${at.turn}deg) scale(${at.zoom})`;
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('.enlarge');
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    picture.src = link.getAttribute('href');
    draw({ x: 0, y: 0, zoom: 1, turn: 0 });
    dialog.showModal();
  });
  const press = ({ zoom, turn, close }) => {
    if (close) dialog.close();
    draw({ zoom: at.zoom * Number(zoom ?? 1), turn: at.turn + Number(turn ?? 0) });
  };
  dialog.addEventListener('click', ({ target }) => press(target.dataset));
  dialog.addEventListener('keydown', ({ key }) => {
    const button = { '+': '[data-zoom]', '-': '[data-zoom^="0"]', r: '[data-turn]' }[key];
    if (button) dialog.querySelector(button).click();
  });
  dialog.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      draw({ zoom: at.zoom * (event.deltaY < 0 ? 1.15 : 0.87) });
    },
    { passive: false },
  );
  picture.addEventListener('pointermove', ({ buttons, movementX, movementY }) => {
    if (buttons) draw({ x: at.x + movementX, y: at.y + movementY });
  });
  picture.addEventListener('dragstart', (event) => event.preventDefault());
}

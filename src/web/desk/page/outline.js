const SVG = 'http://www.w3.org/2000/svg';

/** Draws a frame around the part of a picture that is the same in another. */
export function outlineParts() {
  for (const picture of document.querySelectorAll('img[data-box]')) {
    if (picture.complete && picture.naturalWidth > 0) outline(picture);
    else picture.addEventListener('load', () => outline(picture), { once: true });
  }
}

function outline(picture) {
  const { naturalWidth: width, naturalHeight: height } = picture;
  const [left, top, right, bottom] = picture.dataset.box.split(' ').map(Number);
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', `0 0 ${width} ${height}`);
  drawing.setAttribute('class', 'outline');
  drawing.setAttribute('aria-hidden', 'true');
  const part = document.createElementNS(SVG, 'rect');
  const places = {
    x: left * width,
    y: top * height,
    width: (right - left) * width,
    height: (bottom - top) * height,
  };
  for (const [name, place] of Object.entries(places)) part.setAttribute(name, place);
  drawing.append(part);
  const around = document.createElement('span');
  around.className = 'outlined';
  picture.replaceWith(around);
  around.append(picture, drawing);
}

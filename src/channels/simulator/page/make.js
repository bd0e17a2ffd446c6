const SVG = 'http://www.w3.org/2000/svg';

/** Makes an element; what is said arrives as text, never as markup. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Draws one of the symbols in chat.html; without a label it is only decoration. */
export function makeIcon(name, label) {
  const icon = document.createElementNS(SVG, 'svg');
  icon.classList.add('icon', `icon-${name}`);
  if (label) {
    icon.setAttribute('role', 'img');
    icon.setAttribute('aria-label', label);
  } else icon.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'use');
  shape.setAttribute('href', `#icon-${name}`);
  icon.append(shape);
  return icon;
}

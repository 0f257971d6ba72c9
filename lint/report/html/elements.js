// Elements of the page. Text is only ever text: nothing here reads markup.

const byId = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString('en');
const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
const bySeverity = (count, severity) => counted(count, ...WORDS[severity]);

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

// A link leads to the web, whatever a plug-in says of its rule.
function link(url, ...children) {
  if (!/^https?:\/\//i.test(url)) return el('span', null, ...children);
  return el('a', { href: url, rel: 'noopener noreferrer' }, ...children);
}

const percent = (part, whole) => {
  const value = (100 * part) / Math.max(whole, 1);
  return part && value < 0.05 ? '<0.1 %' : `${value.toFixed(1)} %`;
};

const tag = (severity) => el('span', { class: `tag ${severity}` }, WORDS[severity][0]);

// A bar of parts, as wide as its share of `most`.
function bar(parts, most) {
  const made = el('span', { class: 'bar', 'aria-hidden': 'true' });
  for (const [name, count] of parts) {
    if (!count) continue;
    const part = el('span', { class: `fill ${name}` });
    part.style.width = `${(100 * count) / Math.max(most, 1)}%`;
    made.append(part);
  }
  return made;
}

function excerpt(row) {
  const [before, marked, after] = row[EXCERPT];
  return el('code', { class: 'excerpt' }, before, el('mark', null, marked || '\u200b'), after);
}

// A text with a button that copies it.
function copyable(text, name) {
  const button = el('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${name}` }, 'Copy');
  const code = el('code', null, text);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    } catch {
      getSelection().selectAllChildren(code); // a page from a disk may not copy by itself
    }
  });
  return el('div', { class: 'copyable' }, code, button);
}

function later(work, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, wait);
  };
}

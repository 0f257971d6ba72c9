// The page as a whole.

const THEMES = ['', 'light', 'dark'];

function showTheme() {
  const root = document.documentElement;
  const button = byId('theme');
  const say = () => { button.textContent = `Theme: ${root.dataset.theme || 'system'}`; };
  button.addEventListener('click', () => {
    root.dataset.theme = THEMES[(THEMES.indexOf(root.dataset.theme || '') + 1) % THEMES.length];
    say();
    redraw();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  let before = '';
  addEventListener('beforeprint', () => { before = root.dataset.theme || ''; root.dataset.theme = 'light'; redraw(); });
  addEventListener('afterprint', () => { root.dataset.theme = before; redraw(); });
  say();
}

showHead();
showTheme();
showHealth();
showNext();
showFilters();
showCharts();
showHistory();
showCauses();
showTable();
document.documentElement.dataset.ready = 'yes';

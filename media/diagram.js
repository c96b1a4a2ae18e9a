/*
 * The page of the image flow diagram: shows what the extension draws, zooms it, and tells which box was chosen. Knows no image and no file.
 */
(() => {
  const host = acquireVsCodeApi();
  const drawing = document.getElementById('drawing');
  const empty = document.getElementById('empty');
  /** `legible`: a picture that is too wide for the window opens no smaller than this. */
  const limits = { least: 0.1, legible: 0.8, most: 4 };
  /** What stays free above a lane that is brought into view. */
  const gap = 12;
  let scale = host.getState()?.scale ?? 0;

  const picture = () => drawing.querySelector('svg');
  const size = () => picture()?.viewBox.baseVal ?? { width: 1, height: 1 };

  /** Zooms so that the point of the window (its middle if none is given) stays where it is. */
  const zoom = (wanted, x = drawing.clientWidth / 2, y = drawing.clientHeight / 2) => {
    const svg = picture();
    if (!svg) return;
    const before = scale || 1;
    scale = Math.min(limits.most, Math.max(limits.least, wanted));
    const { width, height } = size();
    svg.setAttribute('width', String(width * scale));
    svg.setAttribute('height', String(height * scale));
    drawing.scrollLeft = ((drawing.scrollLeft + x) * scale) / before - x;
    drawing.scrollTop = ((drawing.scrollTop + y) * scale) / before - y;
    host.setState({ scale });
  };
  const fitting = () => Math.min(1, drawing.clientWidth / size().width);
  const fit = () => zoom(fitting());
  const open = (target) => {
    const box = target.closest?.('[data-box]');
    if (box) host.postMessage({ kind: 'open', box: Number(box.dataset.box) });
    return box !== null && box !== undefined;
  };

  /** The rules of our own sheet with the theme's colours put in, so that the picture stands alone. */
  const sheet = () => {
    const variables = getComputedStyle(document.documentElement);
    const fill = (text) => {
      const filled = text.replace(/var\((--[\w-]+)(?:,\s*((?:[^()]|\((?:[^()]|\([^()]*\))*\))*))?\)/g, (_, name, other) => variables.getPropertyValue(name).trim() || (other === undefined ? 'currentColor' : other));
      return filled === text ? text : fill(filled);
    };
    const rules = [...document.styleSheets].filter((own) => own.href?.endsWith('diagram.css')).flatMap((own) => [...own.cssRules]);
    const wanted = rules.filter(({ selectorText = '' }) => /^(text|rect|\.)/.test(selectorText)).map(({ cssText }) => fill(cssText));
    return [`svg { background: ${variables.getPropertyValue('--vscode-editor-background')} }`, ...wanted].join('\n');
  };

  const actions = { in: () => zoom(scale * 1.25), out: () => zoom(scale / 1.25), fit, save: () => host.postMessage({ kind: 'save', style: sheet() }) };

  window.addEventListener('message', ({ data }) => {
    if (data?.kind !== 'draw') return;
    const focused = document.activeElement?.getAttribute('aria-label');
    const first = scale === 0;
    drawing.innerHTML = data.svg;
    empty.hidden = !data.empty;
    drawing.hidden = data.empty;
    if (first) zoom(Math.max(limits.legible, fitting()));
    else zoom(scale);
    const lane = drawing.querySelector(`[data-lane="${Number(data.lane)}"]`);
    if (lane) drawing.scrollTop += lane.getBoundingClientRect().top - drawing.getBoundingClientRect().top - gap;
    if (focused) drawing.querySelector(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
  });
  document.getElementById('tools').addEventListener('click', ({ target }) => actions[target.closest('button')?.dataset.action]?.());
  drawing.addEventListener('click', ({ target }) => open(target));
  drawing.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = drawing.getBoundingClientRect();
    zoom(scale * Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
  }, { passive: false });
  document.addEventListener('keydown', (event) => {
    if ((event.key === 'Enter' || event.key === ' ') && open(event.target)) event.preventDefault();
    else if (!event.ctrlKey && !event.metaKey && !event.altKey) ({ '+': actions.in, '=': actions.in, '-': actions.out, 0: actions.fit })[event.key]?.();
  });
  host.postMessage({ kind: 'ready' });
})();

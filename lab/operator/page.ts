/** The page on which a person is asked: one question, a timer, and what can be said to it. It holds no data of its own. */

const STYLE = `
:root{color-scheme:light dark;--ink:#16202c;--soft:#4a5868;--ground:#f4f6f8;--card:#fff;--line:#8795a6;--go:#0b5c3b;--warn:#9a3412}
@media(prefers-color-scheme:dark){:root{--ink:#e8eef5;--soft:#b3c0ce;--ground:#10161d;--card:#1a232d;--line:#6d7d8f;--go:#8fe0b8;--warn:#ffb48a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.125rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem}
h1{font-size:1rem;color:var(--soft);margin:0 0 1rem;font-weight:600}
#card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1.25rem}
#instruction{font-size:1.5rem;line-height:1.3;margin:.25rem 0 1rem;overflow-wrap:anywhere}
#where,#left{color:var(--soft);margin:0;overflow-wrap:anywhere}
#left.soon{color:var(--warn);font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0 0 1rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
form{margin:1rem 0 0}
label{display:block;color:var(--soft)}
input,button{font:inherit;color:inherit;padding:.6rem .9rem;border-radius:.4rem;border:1px solid var(--line);background:var(--card);max-width:100%}
input{width:100%}
fieldset{border:1px solid var(--line);border-radius:.4rem;margin:0}
legend{color:var(--soft)}
#choices label{color:var(--ink);padding:.4rem 0}
input[type=radio]{width:1.2em;height:1.2em;vertical-align:middle}
button{cursor:pointer;margin:.5rem .5rem 0 0}
#yes{border:2px solid var(--go);color:var(--go);font-weight:700;min-width:8rem}
:focus-visible{outline:3px solid var(--go);outline-offset:2px}
#problem{color:var(--warn);margin:.5rem 0 0}
[hidden]{display:none!important}
`;

/** Everything that is shown goes in as text, never as markup. */
const SCRIPT = `
const $ = (id) => document.getElementById(id);
let shown = 0, endsAt = 0;
const show = (q) => {
  const idle = q.idle === true;
  $('idle').hidden = !idle; $('card').hidden = idle; $('problem').textContent = '';
  document.title = q.idle ? 'PR2: nothing to do' : 'PR2: ' + q.instruction;
  shown = q.idle ? 0 : q.n;
  if (q.idle) return;
  endsAt = performance.now() + q.leftMs;
  $('where').textContent = q.where;
  $('instruction').textContent = q.instruction;
  $('details').replaceChildren(...q.details.flatMap(([name, value]) => {
    const [dt, dd] = [document.createElement('dt'), document.createElement('dd')];
    dt.textContent = name; dd.textContent = value;
    return [dt, dd];
  }));
  $('yes').textContent = q.yes;
  $('saw').value = ''; $('number').value = '';
  const { typed } = q, few = typed !== undefined && typed.choices.length > 0;
  $('typed').hidden = typed === undefined || few; $('chosen').hidden = !few;
  if (typed) $('typed-label').textContent = typed.what + (typed.unit ? ', in ' + typed.unit : '');
  if (few) {
    $('chosen-label').textContent = typed.what;
    $('choices').replaceChildren(...typed.choices.map((c, i) => {
      const [label, input] = [document.createElement('label'), document.createElement('input')];
      Object.assign(input, { type: 'radio', name: 'choice', value: c, checked: i === 0 });
      label.append(input, ' ', c);
      return label;
    }));
  }
  (few ? $('choices').querySelector('input') : typed ? $('number') : $('yes')).focus();
  tick();
};
const tick = () => {
  const s = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
  $('left').textContent = Math.floor(s / 60) + ':' + String(s % 60).padStart(2, '0') + ' left';
  $('left').className = s <= 30 ? 'soon' : '';
};
const answer = async (kind, text) => {
  if (!shown) return;
  const said = await fetch('answer', {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ n: shown, kind, text }),
  }).catch(() => undefined);
  const told = said === undefined ? { problem: 'The kit cannot be reached.' } : await said.json();
  if (told.problem) { $('problem').textContent = told.problem; $('problem').focus(); }
};
$('do').addEventListener('submit', (e) => {
  e.preventDefault();
  const value = !$('chosen').hidden ? document.querySelector('[name=choice]:checked').value : !$('typed').hidden ? $('number').value : '';
  answer('yes', value);
});
$('cannot').addEventListener('click', () => answer('cannot', ''));
$('else').addEventListener('submit', (e) => {
  e.preventDefault();
  if ($('saw').value.trim() === '') { $('problem').textContent = 'Write what you saw.'; $('saw').focus(); }
  else answer('saw', $('saw').value);
});
setInterval(tick, 500);
const events = new EventSource('questions');
events.onmessage = (e) => { $('gone').hidden = true; show(JSON.parse(e.data)); };
events.onerror = () => { show({ idle: true }); $('idle').hidden = true; $('gone').hidden = false; };
`;

/** @param nonce by which the page's own style and script are told from any other */
export function operatorPage(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>PR2: nothing to do</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>PR2 conformance test: what the kit asks you to do</h1>
<p id="idle" role="status">Nothing to do now. The kit asks here when it needs you; leave this page open.</p>
<p id="gone" role="status" hidden>The kit is not there: the run is over, or it was ended.</p>
<section id="card" aria-live="polite" hidden>
<p id="where"></p>
<p id="instruction"></p>
<dl id="details"></dl>
<p id="left" role="timer" aria-live="off"></p>
<form id="do">
<p id="typed" hidden><label for="number" id="typed-label"></label><input id="number" inputmode="decimal" autocomplete="off" maxlength="40"></p>
<fieldset id="chosen" hidden><legend id="chosen-label"></legend><div id="choices"></div></fieldset>
<button id="yes" type="submit"></button><button id="cannot" type="button">Cannot do it</button>
</form>
<form id="else">
<label for="saw">Something else happened? Write what you saw.</label>
<input id="saw" autocomplete="off" maxlength="2000"><button type="submit">Saw something else</button>
</form>
<p id="problem" role="alert" tabindex="-1"></p>
</section>
</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;
}

/** Nothing but the page's own style, script and origin. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Search in the reader's own browser: a small index, and a script of a few lines that is all the book ever runs. */
import { html, type Html } from '../reports/text/html';
import { MESSAGE_NAMES, MESSAGE_NUMBERS } from '../schemas';
import type { BookInputs } from './inputs';
import { aboutOf } from './messages';

/** Title, where it leads, what else it is found by, and 1 for a test case, which comes after what it tests. */
export type Entry = readonly [title: string, href: string, more: string, isCase?: 1];

export function searchIndex(inputs: BookInputs): Entry[] {
  const { requirements, cases } = inputs.suite.catalogue;
  const groupOf = new Map(requirements.map((r) => [r.id, r.group]));
  return [
    ...requirements.map((r): Entry => [`${r.id} ${r.text}`, `${r.group}.html#${r.id}`, r.description]),
    ...MESSAGE_NAMES.map((n): Entry => [
      `${MESSAGE_NUMBERS[n]} ${n}`,
      `messages.html#${n}`,
      aboutOf(inputs, n),
    ]),
    ...inputs.places.map((p): Entry => [
      `${p.id} ${p.question}`,
      `readings.html#${p.id}`,
      p.readings[p.chosen] ?? '',
    ]),
    ...inputs.machines.map((m): Entry => [m.title, `states.html#${m.id}`, Object.keys(m.states).join(' ')]),
    ...cases.map((c): Entry => [
      c.name,
      `${groupOf.get(c.requirement) ?? 'general'}.html#${c.requirement}`,
      c.id,
      1,
    ]),
  ];
}

export function searchBox(): Html {
  return html`<div class="search" role="search">
    <label for="q">Search requirements, messages, readings, states and test cases</label>
    <input id="q" type="search" autocomplete="off" spellcheck="false" />
    <p class="soft small" id="found" role="status" aria-live="polite"></p>
    <ul class="hits" id="hits"></ul>
  </div>`;
}

/**
 * Every word must be found; a hit in the title counts more than one elsewhere, and test cases come last. Texts are set as
 * text, never as markup.
 */
export const SEARCH_SCRIPT = `(function(){
var all=JSON.parse(document.getElementById('index').textContent);
var input=document.getElementById('q'),hits=document.getElementById('hits'),found=document.getElementById('found');
function score(entry,words){var title=entry[0].toLowerCase(),more=entry[2].toLowerCase(),sum=0;
for(var i=0;i<words.length;i++){var t=title.indexOf(words[i]),m=more.indexOf(words[i]);if(t<0&&m<0)return 0;sum+=t===0?4:t>0?2:1}return sum}
function search(){var words=input.value.toLowerCase().split(/\\s+/).filter(Boolean);hits.textContent='';
if(!words.length){found.textContent='';return}
var ranked=all.map(function(e){return{e:e,s:score(e,words)}}).filter(function(r){return r.s>0}).sort(function(a,b){return(a.e[3]||0)-(b.e[3]||0)||b.s-a.s});
found.textContent=ranked.length===0?'Nothing found':ranked.length===1?'1 place':ranked.length+' places'+(ranked.length>30?', the first 30 shown':'');
ranked.slice(0,30).forEach(function(r){var li=document.createElement('li'),a=document.createElement('a'),more=document.createElement('span');
a.href=r.e[1];a.textContent=r.e[0];more.className='soft small';more.textContent=r.e[2].slice(0,160);li.append(a,more);hits.append(li)})}
input.addEventListener('input',search);search()})();`;

import { PALETTE } from './palette';

/** The style sheet of the report: system fonts, one column, light and dark, phone and paper. */
export const STYLE = `
${PALETTE}*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
main,.top,.foot{max-width:62rem;margin:0 auto;padding:0 1.5rem}
a{color:var(--mark);text-underline-offset:.18em;text-decoration-thickness:1px}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px;border-radius:2px}
h1,h2,h3,h4,p,dl,dd,ol,ul,figure,table,pre{margin:0;padding:0}
ol,ul{list-style:none}
p,dd,h1,h2,h3,figcaption{text-wrap:pretty}
h1{font-size:clamp(2.3rem,7vw,3.6rem);line-height:1.05;letter-spacing:-.028em;font-weight:700}
h2{font-size:1.45rem;line-height:1.25;letter-spacing:-.012em;font-weight:650;margin-bottom:1rem}
h3{font-size:1.3rem;line-height:1.3;letter-spacing:-.01em;font-weight:650}
h4{font-size:.95rem;font-weight:650;margin-bottom:.5rem}
code,pre,.id,.device,dd{overflow-wrap:anywhere}
code,pre,.id{font-family:ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
section{margin-top:3.5rem}
.soft{color:var(--soft)}
.small{font-size:.875rem}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static;display:inline-block;margin:.5rem 1.5rem}
.top{padding-top:2.5rem}
.kicker{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;font-size:.875rem;color:var(--soft);border-bottom:1px solid var(--rule);padding-bottom:.75rem;margin-bottom:2.25rem}
.kicker b{color:var(--ink);font-weight:600}
.device{font-size:1.25rem;font-weight:600;margin-top:.9rem}
.lead{font-size:1.125rem;max-width:44rem;margin-top:.35rem}
.conformant h1{color:var(--pass)}.not-conformant h1{color:var(--fail)}.not-fully-verified h1{color:var(--warn)}
.evidence{margin-top:.6rem;color:var(--soft);max-width:44rem}
.evidence b{color:var(--ink);font-weight:600}
.bar{display:flex;height:.6rem;margin-top:1.75rem;border-radius:.3rem;overflow:hidden;width:100%}
.legend{display:flex;flex-wrap:wrap;gap:.35rem 1.4rem;margin-top:.7rem;font-size:.9rem}
.legend b{font-weight:650}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(11.5rem,1fr));gap:1.1rem 2rem;margin-top:2rem;padding-top:1.25rem;border-top:1px solid var(--rule);font-size:.9rem}
.facts dt{color:var(--soft);font-size:.8125rem}
.facts dd{font-weight:500}
.nav{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;margin-top:1.75rem;font-size:.95rem}
.note{margin-top:2rem;padding:1rem 1.25rem;border-left:4px solid var(--fail);background:var(--fail-bg);font-size:1.0625rem}
.note.open{border-color:var(--warn);background:var(--warn-bg)}
.note b{display:block;font-weight:650}
.f{color:var(--fail)}.w{color:var(--warn)}.p{color:var(--pass)}.n{color:var(--soft)}
.v{white-space:nowrap;font-weight:600;font-size:.875rem}
.v i{display:inline-block;width:1.25rem;height:1.25rem;line-height:1.25rem;margin-right:.45rem;border-radius:50%;text-align:center;font-style:normal;font-size:.75rem;font-weight:700;background:currentColor}
.v i span{color:var(--sign)}
.v.n i{background:none;box-shadow:inset 0 0 0 1.5px currentColor}.v.n i span{color:inherit}
.todo>li{padding:1rem 0;border-top:1px solid var(--rule)}
.todo>li:last-child{border-bottom:1px solid var(--rule)}
.todo ul{margin-top:.4rem}
.todo ul li{padding:.25rem 0 .25rem 1.1rem;border-left:2px solid var(--rule)}
.todo ul .soft{display:block}
.todo .req{font-weight:600}
.todo .req .id{font-weight:400}
table{border-collapse:collapse;width:100%;font-size:.925rem}
th,td{text-align:left;vertical-align:top;padding:.7rem 1.25rem .7rem 0;border-top:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:0}
thead th{border-top:0;padding-top:.25rem;padding-bottom:.45rem;font-size:.8125rem;font-weight:500;color:var(--soft)}
tbody th{font-weight:400}
caption{text-align:left;font-weight:650;font-size:1.02rem;padding:1.6rem 0 .4rem}
td.num,th.num{text-align:right;white-space:nowrap}
.scroll{overflow-x:auto}
@media (min-width:44.01rem){.matrix{table-layout:fixed}.matrix th:nth-child(1){width:9.5rem}.matrix th:nth-child(3){width:7.5rem}.matrix th:nth-child(4){width:15rem}}
.matrix .what b{font-weight:600;display:block}
.matrix .meta{font-size:.8125rem;color:var(--soft)}
.chips{display:flex;flex-wrap:wrap;gap:.3rem .9rem;font-size:.8125rem;min-width:9rem}
.chips a{text-decoration:none}.chips a:hover{text-decoration:underline}
article{content-visibility:auto;contain-intrinsic-size:auto 120rem;margin-top:1.5rem;padding-top:1.75rem;border-top:3px solid var(--fail)}
article+article{margin-top:3.5rem}
article.open{border-color:var(--warn)}
article>*+*{margin-top:1.5rem}
.eyebrow{display:flex;flex-wrap:wrap;align-items:baseline;gap:.1rem 1.1rem;font-size:.875rem;color:var(--soft);margin-bottom:.35rem}
.rule{max-width:48rem;margin-top:.5rem;color:var(--soft)}
.rule b{color:var(--ink);font-weight:600}
.versus+.versus{margin-top:-1px}
.versus .by{grid-column:1/-1;font-size:.8125rem;color:var(--soft);padding:.4rem 1.1rem}
.versus{display:grid;grid-template-columns:1fr 1fr;gap:1px;background:var(--rule);border:1px solid var(--rule)}
.versus>div{background:var(--bg);padding:.9rem 1.1rem}
.versus dt{font-size:.8125rem;color:var(--soft);margin-bottom:.15rem}
.versus dd{font-size:1.0625rem;white-space:pre-line}
.versus .seen{background:var(--fail-bg)}.versus .seen dt{color:var(--fail);font-weight:600}
.open .versus .seen{background:var(--warn-bg)}.open .versus .seen dt{color:var(--warn)}
.where{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.4rem;font-size:.95rem}
.where dt{color:var(--soft)}
pre{white-space:pre-wrap;background:var(--raised);padding:.7rem .9rem;overflow-x:auto;line-height:1.5}
pre.cmd{border-left:3px solid var(--mark);font-size:.875rem;white-space:pre}
details>summary{cursor:pointer}
details.more>summary{font-weight:600;padding:.35rem 0}
details.more[open]>summary{margin-bottom:.5rem}
figcaption{font-size:.875rem;color:var(--soft);max-width:46rem;margin-bottom:.75rem}
figcaption b{display:block;color:var(--ink);font-size:.95rem;font-weight:650}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.8125rem;color:var(--soft);margin-bottom:.5rem}
.key svg{width:1.6rem;height:.7rem;margin-right:.4rem;vertical-align:middle}
svg{overflow:visible}
.plot{display:block;width:100%}
.plot text{font-size:11.5px;fill:var(--soft)}
.plot .mk{fill:var(--ink);font-weight:600}.plot .mf{fill:var(--fail);font-weight:600}
.g{stroke:var(--rule)}.z{stroke:var(--soft)}
.pw{fill:none;stroke:var(--mark);stroke-width:2.25;stroke-linejoin:round}
.rq{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:6 4}
.lm{fill:none;stroke:var(--soft);stroke-width:1.25;stroke-dasharray:1.5 3}
.sc{fill:none;stroke:var(--pass);stroke-width:2}
.fl{fill:none;stroke:var(--warn);stroke-width:1.5;stroke-dasharray:6 4}
.br{fill:var(--fail);opacity:.15}
.dv{stroke:var(--fail);stroke-width:1.5}.mkl{stroke:var(--ink);stroke-width:1;stroke-dasharray:3 3}
.halo{paint-order:stroke;stroke:var(--bg);stroke-width:4px;stroke-linejoin:round}
.seq{border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);font-size:.8125rem}
.body{position:relative}
.lines{position:absolute;left:7.2rem;top:0;width:calc(100% - 7.2rem);height:100%;pointer-events:none}
.body>ol{position:relative}
.lanes,.row{display:grid;grid-template-columns:7.2rem 1fr;align-items:stretch}
.lanes{position:sticky;top:0;background:var(--bg);border-bottom:1px solid var(--rule);z-index:1;padding:.5rem 0}
.names{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;text-align:center;font-weight:600;gap:.3rem}
.names .dut{color:var(--mark)}
.names small{display:block;font-weight:400;color:var(--soft)}
.t{color:var(--soft);padding:.55rem .5rem 0 0;font-size:.75rem;white-space:nowrap}
.seq summary{list-style:none}
.seq summary::-webkit-details-marker{display:none}
.seq summary:hover .row{background:var(--hover)}
.seq summary .t::before{content:"+";display:inline-block;width:.9rem;color:var(--mark);font-weight:700}
.seq details[open]>summary .t::before{content:"−"}
.seq .plain .t{padding-left:.9rem}
.s{display:block;width:100%;height:36px}
.s text{font-size:12px;fill:var(--ink)}
.start{text-anchor:start}.middle{text-anchor:middle}.end{text-anchor:end}
.s .c{font-weight:650}.s .d{fill:var(--soft)}
.l{stroke:var(--lane)}.ld{stroke:var(--mark);stroke-width:1.75}
.a{stroke:var(--ink);stroke-width:1.25}.h{fill:var(--ink)}
.rl .a{stroke:var(--soft)}.rl .h{fill:var(--soft)}
.bad .a{stroke:var(--fail)}.bad .h{fill:var(--fail)}.bad text,.bad .c{fill:var(--fail)}
.lost .a{stroke-dasharray:4 3}
.step{padding:.8rem 0 .35rem .9rem;font-size:.95rem;font-weight:600}
.step span,.gap span,.chk p{background:var(--bg);padding:.1rem .3rem .1rem 0}
.step i{font-style:normal;font-weight:400;color:var(--soft)}
.gap{padding:.3rem 0 .3rem 7.2rem;color:var(--soft);font-size:.8125rem}
.folded[open]>ol{border-left:3px solid var(--rule)}
.fold{padding:.5rem .6rem .3rem;color:var(--soft)}
.fold span{background:var(--bg);padding:.1rem .3rem}
.gap span::before{content:"⋮  "}
.chk{padding:.15rem 0 .35rem .9rem}
.chk p{display:inline-flex;gap:.9rem;font-size:.875rem}
.act{padding:.3rem 0}
.act p{padding:.3rem .6rem;background:var(--raised);border-left:3px solid var(--soft)}
.act.rd p{border-color:var(--mark)}
.shows>details>summary .row{background:var(--fail-bg);border:solid var(--fail);border-width:2px 0 0}
.shows .t{color:var(--fail);font-weight:700}
.div .row{background:var(--fail-bg);border:solid var(--fail);border-width:2px 0}
.div .t{color:var(--fail);font-weight:700;padding:.6rem .5rem .6rem .9rem}
.div p{padding:.55rem .6rem;color:var(--fail);font-size:.875rem}
.div p+p{padding-top:0;color:var(--ink)}
.div b{font-weight:700}
.msg{padding:.6rem 1rem 1rem 7.2rem;background:var(--bg);border:solid var(--rule);border-width:1px 0}
.msg p{color:var(--soft);margin-bottom:.4rem}
.msg .f{margin:.2rem 0}
.times th:first-child{min-width:11.5rem;padding-right:1rem}
.times td,.times th{padding-right:1rem;padding-top:.5rem;padding-bottom:.5rem;vertical-align:middle}
.strip{display:block;width:14rem;height:46px}
.strip .dot{fill:var(--mark)}.strip .bad{fill:var(--fail)}
.strip text{font-size:11px;fill:var(--soft)}
.grp{font-size:1rem;margin:1.5rem 0 .4rem}
.grp .soft{font-weight:400}
.passed{margin-bottom:1.75rem}
.passed>li:last-child{border-bottom:1px solid var(--rule)}
.passed>li{border-top:1px solid var(--rule)}
.passed>li>details>summary::after{content:"+";color:var(--mark);font-weight:700}
.passed>li>details[open]>summary::after{content:"−"}
.passed>li>details>summary{display:grid;grid-template-columns:1.6rem 1fr auto .8rem;gap:.2rem .7rem;padding:.55rem 0;align-items:baseline}
.passed>li>details>summary::-webkit-details-marker{display:none}
.passed .in{padding:.25rem 0 1.75rem 2.3rem}
.passed .in>*+*{margin-top:1.25rem}
.decl{table-layout:fixed}.decl th{width:16rem}.decl td,.decl th{padding-top:.35rem;padding-bottom:.35rem;overflow-wrap:anywhere}
.pairs{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.4rem;font-size:.9rem}
.pairs dt{color:var(--soft)}
.glossary{columns:2 20rem;column-gap:2.5rem;font-size:.9rem}
.glossary div{break-inside:avoid;margin-bottom:.7rem}
.glossary dt{font-weight:600}
.glossary dd{color:var(--soft)}
.foot{margin-top:4rem;padding-top:1.25rem;padding-bottom:3rem;font-size:.8125rem;color:var(--soft)}
.foot p{border-top:1px solid var(--rule);padding-top:1rem}
@media (max-width:44rem){
main,.top,.foot{padding-left:1.1rem;padding-right:1.1rem}
.top{padding-top:1.5rem}
section{margin-top:2.75rem}
.versus{grid-template-columns:1fr}
.matrix thead,.checks thead{position:absolute;left:-999rem}
.matrix tr,.checks tr{display:block;border-top:1px solid var(--rule);padding:.75rem 0}
.matrix td,.matrix th,.checks td,.checks th{display:block;border:0;padding:.1rem 0}
.lanes,.row{grid-template-columns:1fr}
.decl th{width:45%}
.passed>li>details>summary{grid-template-columns:1.6rem 1fr .8rem}.passed>li>details>summary .id{grid-column:2}.passed>li>details>summary::after{grid-column:3;grid-row:1}
.lanes>:first-child{display:none}
.t{padding:.45rem 0 0}
.seq .wide{display:none}
.gap{padding-left:.9rem}
.msg{padding-left:.9rem}
.lines{left:0;width:100%}
.where{grid-template-columns:1fr}
.where dd{margin-bottom:.4rem}
.passed .in{padding-left:0}
.s{height:32px}
}
@media print{
:root{--bg:#fff;--raised:#f4f4f4;--ink:#000;--soft:#444;--rule:#bbb;--lane:#999;--fail:#a11;--fail-bg:#fbeceb;--warn:#6b4300;--warn-bg:#fbf3e4;--pass:#14532d;--mark:#0b3f7a;--sign:#fff;color-scheme:light}
pre.cmd{white-space:pre-wrap}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:9.5pt}
main,.top,.foot{max-width:none;padding:0}
.nav,.skip{display:none}
.lanes{position:static}
section{margin-top:2rem}
article,tr,.versus,.where,.seq>li,.plot,.note{break-inside:avoid}
article{break-inside:auto}
h2,h3,h4,caption,figcaption,.key,.step{break-after:avoid}
a{color:inherit;text-decoration:none}
@page{margin:16mm 14mm}
}
`;

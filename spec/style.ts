/** The style sheet of the book: the report's colours, a column of text, phone, print and dark. */
import { PALETTE } from '../reports/html/palette';

export const STYLE = `${PALETTE}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
main,.top,.foot{max-width:60rem;margin:0 auto;padding:0 1.5rem}
h1,h2,h3,h4,p,dl,dd,ol,ul,table,pre{margin:0;padding:0}
ol,ul{list-style:none}
a{color:var(--mark);text-underline-offset:.18em;text-decoration-thickness:1px}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px;border-radius:2px}
h1{font-size:clamp(1.9rem,5vw,2.7rem);line-height:1.1;letter-spacing:-.02em;margin:2.2rem 0 1rem}
h2{font-size:1.4rem;line-height:1.25;margin:2.75rem 0 .8rem}
h3{font-size:1.1rem;line-height:1.35;margin:1.5rem 0 .4rem}
h4{font-size:.95rem;margin:1.2rem 0 .4rem}
code,pre,.id{font-family:ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em;overflow-wrap:anywhere}
.soft{color:var(--soft)}.small{font-size:.875rem}
p+p{margin-top:.6rem}
.lead{font-size:1.1rem;max-width:46rem}
.skip{position:absolute;left:-999rem}.skip:focus{position:static;display:inline-block;margin:.5rem 1.5rem}
.top{padding-top:1.5rem}
.book{font-weight:650}.book .soft{font-weight:400}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.2rem;margin-top:.6rem;padding-bottom:.75rem;border-bottom:1px solid var(--rule);font-size:.95rem}
nav a[aria-current]{color:var(--ink);font-weight:650;text-decoration:none}
.req{border-top:3px solid var(--rule);padding-top:1.1rem;margin-top:2.5rem}
.req h2{margin-top:0}
.req h2 .id{display:block;font-weight:400;color:var(--soft);font-size:.9rem;margin-bottom:.2rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.4rem;font-size:.925rem;margin:.9rem 0}
.facts dt{color:var(--soft)}
.about{max-width:46rem;white-space:pre-line}
details{border-top:1px solid var(--rule)}
details:last-of-type{border-bottom:1px solid var(--rule)}
summary{cursor:pointer;padding:.5rem 0}
summary .id{color:var(--soft);margin-left:.5rem}
pre{white-space:pre-wrap;background:var(--raised);padding:.8rem 1rem;line-height:1.55;margin:.3rem 0 .9rem}
pre b{color:var(--mark);font-weight:650}
pre i{font-style:normal;color:var(--soft)}
table{border-collapse:collapse;width:100%;font-size:.925rem}
th,td{text-align:left;vertical-align:top;padding:.5rem 1rem .5rem 0;border-top:1px solid var(--rule)}
thead th{border-top:0;color:var(--soft);font-weight:500;font-size:.8125rem}
tbody th{font-weight:400}
.scroll{overflow-x:auto}
.list li{padding:.35rem 0;border-top:1px solid var(--rule)}
.list .id{display:inline-block;min-width:6.2rem}
.list.wide li{padding-left:6.4rem;text-indent:-6.4rem}.list.wide .id{text-indent:0}
.stack th code{overflow-wrap:normal}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem 2rem;margin-top:1rem}
.machine{display:block;margin:.5rem 0;max-width:100%;height:auto}
.machine text{font-size:11.5px;text-anchor:middle;fill:var(--ink)}
.st rect{fill:var(--raised);stroke:var(--soft);stroke-width:1.25}
.st.in rect{stroke:var(--mark);stroke-width:2.5}
.st text{font-weight:600}
.tr{fill:none;stroke:var(--soft);stroke-width:1.25}
.hd{fill:var(--soft)}
.no circle{fill:var(--bg);stroke:var(--lane)}
.machine .no text{font-size:10px;fill:var(--soft)}
.search{margin:1.5rem 0}
.search label{display:block;font-weight:650;margin-bottom:.35rem}
.search input{width:100%;max-width:34rem;font:inherit;padding:.55rem .75rem;color:var(--ink);background:var(--bg);border:1.5px solid var(--soft);border-radius:4px}
.hits li{padding:.5rem 0;border-top:1px solid var(--rule)}
.hits .soft{display:block}
.foot{margin-top:4rem;padding-top:1rem;padding-bottom:3rem;font-size:.8125rem;color:var(--soft)}
@media (max-width:44rem){
main,.top,.foot{padding-left:1.1rem;padding-right:1.1rem}
.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.4rem}

.machine{max-width:none}
.list.wide li{padding-left:0;text-indent:0}.list.wide .id{display:block}
.stack thead{position:absolute;left:-999rem}
.stack tr{display:block;border-top:1px solid var(--rule);padding:.6rem 0}
.stack td,.stack th{display:block;border:0;padding:.1rem 0}
}
@media print{
:root{--bg:#fff;--raised:#f4f4f4;--ink:#000;--soft:#444;--rule:#bbb;--lane:#999;--mark:#0b3f7a;color-scheme:light}
body{font-size:9.5pt}
main,.top,.foot{max-width:none;padding:0}
nav,.skip,.search{display:none}
details::details-content{content-visibility:visible;display:block}
h2,h3,h4,summary{break-after:avoid}
tr,pre,.machine{break-inside:avoid}
a{color:inherit;text-decoration:none}
@page{margin:16mm 14mm}
}
`;

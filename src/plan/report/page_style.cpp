#include "plan/report/page_style.hpp"

namespace tandem::report {
namespace {

// Text on these surfaces keeps a contrast of 4.5 and more (WCAG 2.2 AA).
constexpr std::string_view kLight = R"(
color-scheme:light;--paper:#f6f7f9;--card:#fff;--ink:#16202e;--soft:#4d5a6b;--line:#e2e6ec;--faint:#eef1f5;
--accent:#0b5cad;--tint:#e9f1fb;--c1:#2468b4;--c2:#d9661f;--c3:#2b8a5f;--c6:#8b97a8;--good:#1b7a4b;--bad:#b3261e;
--goodtint:#e6f4ec;--badtint:#fcebea;--ref:#6b3fa0;--onh:#fff;
--h0:#f3f7fc;--h1:#dbe8f6;--h2:#bcd6ee;--h3:#94bfe3;--h4:#669fd2;--h5:#3a78b6;--h6:#215f9f;--h7:#0c3f78;
--l0:#a63c12;--l1:#d4692d;--l2:#eda36f;--l3:#f8d4b8;--l4:#a9d5cf;--l5:#3d9a90;
--w0:#fdf5ec;--w1:#fae3c9;--w2:#f6cb9c;--w3:#f0ad6c;--w4:#e48a40;--w5:#cc6a22;--w6:#a54d12;--w7:#74330a;
)";
constexpr std::string_view kDark = R"(
color-scheme:dark;--paper:#0f141b;--card:#171e28;--ink:#e7ecf3;--soft:#a3b0c0;--line:#2a3442;--faint:#1f2834;
--accent:#7ab4f5;--tint:#1b2b40;--c1:#6aa8ec;--c2:#f0935a;--c3:#58bd8d;--c6:#76859a;--good:#6fd3a0;--bad:#ff9a92;
--goodtint:#173226;--badtint:#3a1d1d;--ref:#c3a3ef;--onh:#08111c;
--h0:#1b2532;--h1:#1f3147;--h2:#24425f;--h3:#2b567f;--h4:#376fa3;--h5:#4f8cc6;--h6:#7badde;--h7:#b3d3f4;
--l0:#ff8a5c;--l1:#d4692d;--l2:#9a4f27;--l3:#5c3a2a;--l4:#2d6660;--l5:#58b5aa;
--w0:#26211c;--w1:#3a2c1f;--w2:#573b22;--w3:#7a4d25;--w4:#a3642a;--w5:#cd8238;--w6:#eba763;--w7:#fbd3a6;
)";

constexpr std::string_view kFrame = R"(
*{box-sizing:border-box}html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}body{margin:0}
.choice{position:absolute;opacity:0;width:1px;height:1px;pointer-events:none}
.page{background:var(--paper);color:var(--ink);min-height:100vh;font:15px/1.55 Inter,"Segoe UI",system-ui,-apple-system,Roboto,"Noto Sans","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums}
#language-en:checked~.page [data-language=ru],#language-ru:checked~.page [data-language=en]{display:none}
#language-en:checked~.page [for=language-en],#language-ru:checked~.page [for=language-ru],#theme-auto:checked~.page [for=theme-auto],#theme-light:checked~.page [for=theme-light],#theme-dark:checked~.page [for=theme-dark]{background:var(--card);color:var(--ink);box-shadow:0 1px 2px #0003}
#language-en:focus-visible~.page [for=language-en],#language-ru:focus-visible~.page [for=language-ru],#theme-auto:focus-visible~.page [for=theme-auto],#theme-light:focus-visible~.page [for=theme-light],#theme-dark:focus-visible~.page [for=theme-dark]{outline:2px solid var(--accent);outline-offset:1px}
.toolbar{position:sticky;top:0;z-index:5;display:flex;gap:14px;align-items:center;padding:9px max(22px,calc(50vw - 618px));background:color-mix(in srgb,var(--paper) 92%,transparent);backdrop-filter:blur(8px);border-bottom:1px solid var(--line)}
.toolbar .brand{font-weight:700;letter-spacing:-.01em;margin-right:auto}
.toolbar .set{display:flex;background:var(--faint);border-radius:8px;padding:3px}
.toolbar label{padding:3px 10px;border-radius:6px;font-size:13px;color:var(--soft);cursor:pointer;white-space:nowrap}
.skip{position:absolute;left:-999px}.skip:focus{left:12px;top:10px;z-index:9;background:var(--card);padding:6px 12px;border-radius:6px}
.view{max-width:1280px;margin:0 auto;padding:0 22px 60px;display:grid;grid-template-columns:196px minmax(0,1fr);gap:0 36px}
nav.contents{position:sticky;top:62px;align-self:start;padding:34px 0;font-size:13.5px;max-height:calc(100vh - 62px);overflow:auto}
nav.contents ol{list-style:none;margin:0;padding:0;border-left:1px solid var(--line)}
nav.contents a{display:block;padding:4px 0 4px 14px;margin-left:-1px;border-left:2px solid transparent;color:var(--soft);text-decoration:none}
nav.contents a:hover{color:var(--ink)}nav.contents a.here{color:var(--accent);border-left-color:var(--accent);font-weight:600}
a{color:var(--accent)}a:focus-visible,input:focus-visible+label,button:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
footer{grid-column:1/-1;color:var(--soft);font-size:13px;border-top:1px solid var(--line);margin-top:40px;padding-top:14px}
)";

constexpr std::string_view kText = R"(
.masthead{padding:34px 0 4px}.eyebrow{margin:0;color:var(--accent);font-weight:650;font-size:13px;letter-spacing:.07em;text-transform:uppercase}
h1{margin:2px 0 0;font-size:38px;line-height:1.15;letter-spacing:-.022em;overflow-wrap:anywhere}.lead{margin:6px 0 18px;color:var(--soft);font-size:17px}
.facts{display:flex;flex-wrap:wrap;gap:10px 30px;margin:0;padding:14px 0;border:solid var(--line);border-width:1px 0;font-size:13.5px}
.facts dt{color:var(--soft);font-size:12px}.facts dd{margin:0;font-weight:550;overflow-wrap:anywhere}
section{padding-top:38px;scroll-margin-top:44px}
h2{margin:0 0 10px;font-size:24px;letter-spacing:-.015em;line-height:1.25}h3{margin:24px 0 6px;font-size:16px}h4{margin:14px 0 4px;font-size:14px}
p{margin:6px 0 12px;max-width:78ch}.note{color:var(--soft);font-size:13px}
.unknown{border-left:3px solid var(--c6);background:var(--faint);padding:10px 14px;border-radius:0 8px 8px 0}
code{font:12.5px/1.4 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(182px,1fr));gap:12px;margin:0}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:14px 16px 12px;display:flex;flex-direction:column}
.card dt{color:var(--soft);font-size:13px}.card dd{margin:0}.card .value{font-size:27px;font-weight:680;letter-spacing:-.02em;line-height:1.25}
.card .note{margin-top:2px;line-height:1.4}.card.strong{background:var(--tint);border-color:transparent}.card.strong .value{color:var(--accent)}
.card.good{background:var(--goodtint);border-color:transparent}.card.good .value,.card.good .note{color:var(--good)}
.card.bad{background:var(--badtint);border-color:transparent}.card.bad .value,.card.bad .note{color:var(--bad)}
.cards.small{grid-template-columns:repeat(auto-fill,minmax(150px,1fr))}.cards.small .value{font-size:21px}
.findings{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:12px}
.finding{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px 20px 8px;display:flex;flex-direction:column}
.finding h3{margin:0 0 6px}.finding p{margin:0 0 8px}.finding ul{margin:0 0 8px;padding-left:18px}.finding li{margin:2px 0}.finding .more{margin-top:auto;font-size:13px}
.others{list-style:none;padding:0!important}.others li{display:flex;justify-content:space-between;align-items:baseline;gap:10px;break-inside:avoid}.others code{display:block;color:var(--soft)}.kinds{list-style:none;padding:0!important}.kinds ul{font-size:13.5px;padding-left:16px}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:12px 26px;align-items:start}.pair>div{min-width:0}
.method{columns:2;column-gap:32px;font-size:14px}.method p{break-inside:avoid}
.scroll{overflow-x:auto;margin:8px 0 4px}
table{border-collapse:collapse;width:100%;font-size:13.5px}caption{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
th,td{padding:6px 10px;text-align:right;border-bottom:1px solid var(--line);vertical-align:baseline}
thead th{color:var(--soft);font-weight:550;font-size:12.5px;line-height:1.3;vertical-align:bottom;border-bottom:1.5px solid var(--c6)}
th.w,td.w{text-align:left}tbody th{font-weight:500;overflow-wrap:break-word}tbody tr:hover{background:var(--faint)}
th:first-child,td:first-child{padding-left:2px}th:last-child,td:last-child{padding-right:2px}
tr.strong th,tr.strong td,td.strong{font-weight:680;color:var(--accent)}
thead th button{all:unset;cursor:pointer;position:relative}thead th button:hover{color:var(--ink)}thead th button::after{content:"↕";opacity:0;position:absolute;left:calc(100% + 1px);bottom:0}thead th button:hover::after,thead th button:focus-visible::after{opacity:.6}
th[aria-sort=ascending] button::after{content:"↑";opacity:1}th[aria-sort=descending] button::after{content:"↓";opacity:1}
table:not(.week):not(:has(th:nth-child(4))){max-width:760px}details{margin:12px 0;border:1px solid var(--line);border-radius:10px;padding:8px 16px;background:var(--card)}summary{cursor:pointer;font-weight:600}
.examples{margin:4px 0;padding-left:18px;font-size:13px}.examples code{overflow-wrap:anywhere}
table.week{font-size:13px}table.week td{text-align:center;border:1px solid var(--paper);padding:3px 4px}table.week th{padding:3px 4px;border-bottom:0}table.week thead th{text-align:center}table.week thead th.w{text-align:left}
table.week small{opacity:.75}table.week .n0{background:var(--h0)}table.week .n1{background:var(--h1)}table.week .n2{background:var(--h2)}table.week .n3{background:var(--h3)}table.week .n4{background:var(--h5);color:var(--onh)}table.week .n5{background:var(--h6);color:var(--onh)}
table.week .peak{outline:2.5px solid var(--c2);outline-offset:-2px;font-weight:750}
)";

constexpr std::string_view kCharts = R"(
figure{margin:10px 0 14px;min-width:0}figcaption{font-weight:600;font-size:14.5px;margin-bottom:2px}
.chart{overflow-x:auto}.chart svg{display:block;width:100%;height:auto;min-width:700px}.pair .chart svg{min-width:360px}
.legend,.scale{list-style:none;display:flex;flex-wrap:wrap;gap:2px 16px;margin:2px 0 4px;padding:0;font-size:12.5px;color:var(--soft)}
.legend i,.scale i{display:inline-block;width:12px;height:12px;border-radius:3px;margin-right:6px;vertical-align:-1px;background:currentColor}
.legend i.s1{background:var(--c1)}.legend i.s2{background:var(--c2)}.legend i.s3{background:var(--c3)}.legend i.s6{background:var(--c6)}.legend i.band{opacity:.3}.legend i.missing{background:repeating-linear-gradient(45deg,var(--bad) 0 2px,transparent 2px 5px)}.legend i.mark{height:2.5px;vertical-align:4px;background:var(--ink)}
svg{font:12px Inter,"Segoe UI",system-ui,-apple-system,Roboto,"Noto Sans","DejaVu Sans",sans-serif;fill:var(--ink);font-variant-numeric:tabular-nums}
.grid line{stroke:var(--line)}.tick text,.axis{fill:var(--soft);font-size:11.5px}.notch line{stroke:var(--c6);stroke-width:.8}
.line{fill:none;stroke-width:2;stroke-linejoin:round}.thin{stroke-width:1.1!important}.area{fill-opacity:.16;stroke:none}.band{fill-opacity:.22;stroke:none}
.s1.line{stroke:var(--c1)}.s2.line{stroke:var(--c2)}.s3.line{stroke:var(--c3)}.s6.line{stroke:var(--c6)}
.s1.area,.s1.band,.s1.bar,.s1.dot{fill:var(--c1)}.s2.area,.s2.bar,.s2.dot{fill:var(--c2)}.s3.bar{fill:var(--c3)}.s6.area,.s6.bar,.s6.dot{fill:var(--c6)}.s6.area{fill-opacity:.28}
.missing.bar{fill:var(--bad);fill-opacity:.2;stroke:var(--bad);stroke-dasharray:3 3;stroke-width:.8}
.mark{stroke:var(--ink);stroke-width:1.6}.figure{font-weight:650}.row{fill:var(--ink);font-size:12.5px}.row.strong{font-weight:700;fill:var(--accent)}.bold{font-weight:650}.formula{fill:var(--soft);font:11.5px ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}.track{fill:var(--faint)}
line.ref{stroke:var(--ref);stroke-dasharray:5 4;stroke-width:1.3}text.ref{fill:var(--ref);font-size:11.5px;font-weight:600;paint-order:stroke;stroke:var(--paper);stroke-width:3px}
.hit{fill:transparent}.hit:hover{fill:var(--ink);fill-opacity:.06}.void{fill:var(--faint);fill-opacity:.5}
.measures{border:0;margin:0;padding:0;min-width:0}.measures legend{position:absolute;clip-path:inset(50%)}.measures>input{position:absolute;opacity:0;width:1px;height:1px}
.measures>label{display:inline-block;padding:3px 12px;margin:4px 5px 6px 0;border:1px solid var(--line);border-radius:99px;font-size:13px;color:var(--soft);cursor:pointer;background:var(--card)}
.measures>input:checked+label{background:var(--accent);border-color:var(--accent);color:var(--paper)}.scale{display:none;gap:2px 8px}.ramp i{border-radius:0;margin:0;width:22px}.heat svg rect{shape-rendering:crispEdges}.heat rect:hover{stroke:var(--ink);stroke-width:1.4}
#tip{position:fixed;z-index:10;max-width:340px;padding:7px 11px;border-radius:8px;background:var(--ink);color:var(--paper);font-size:13px;line-height:1.4;pointer-events:none;white-space:pre-line;box-shadow:0 4px 18px #0004}#tip[hidden]{display:none}
)";

constexpr std::string_view kNarrowAndPrint = R"(
@media(max-width:1020px){.view{grid-template-columns:minmax(0,1fr)}nav.contents{position:static;padding:14px 0 0;max-height:none}nav.contents ol{display:flex;overflow-x:auto;border:0;gap:2px}nav.contents a{white-space:nowrap;padding:4px 10px;border:0;background:var(--faint);border-radius:99px;margin-right:4px}}
@media(max-width:820px){.pair{grid-template-columns:minmax(0,1fr)}}@media(max-width:640px){.view{padding:0 14px 40px}.toolbar{padding:8px 14px;gap:8px}.toolbar .brand{display:none}.toolbar label{padding:3px 8px}h1{font-size:29px}h2{font-size:21px}.cards{grid-template-columns:1fr 1fr;gap:8px}.card{padding:11px 12px}.card .value{font-size:22px}.method,.others{columns:1}.facts{gap:8px 22px}}
@page{size:A4;margin:13mm 12mm}
@media print{.toolbar,.skip,nav.contents,#tip,.on-screen,.measures>label,thead th button::after{display:none!important}.page{background:#fff;min-height:0;font-size:10.5pt}.view{display:block;padding:0;max-width:none}.masthead{padding-top:0}
section{padding-top:16px}footer{margin-top:8px;padding-top:6px;break-before:avoid}h2,h3,figcaption,section>p,caption,thead{break-after:avoid}p,li,figure,.card,.finding,tr,thead,.unknown,.pair>*{break-inside:avoid}tbody tr:nth-child(-n+2){break-before:avoid}thead{display:table-header-group}.pair{grid-template-columns:1fr 1fr;gap:8px 16px}.pair .chart svg,.chart svg{min-width:0}.chart,.scroll{overflow:visible}
table{font-size:9pt}th,td{padding:3px 6px}.cards,.cards.small{grid-template-columns:repeat(5,1fr);gap:6px}.card{padding:7px 9px}.card .value{font-size:14pt}.card dt,.card .note{font-size:8.5pt}.findings{display:block;columns:2;column-gap:8px}.finding{display:block;margin:0 0 8px;padding:10px 13px 4px}.finding .more{display:none}a{color:inherit;text-decoration:none}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)";

/// Which class of a heat map's cell colours it while a measure is chosen.
std::string heat_rules() {
  std::string css;
  const auto colour = [&css](char letter, int step, std::string_view variable) {
    const std::string name = std::string(1, letter) + std::to_string(step);
    css += std::string(".pick-") + letter + ":checked~.heat ." + name + "{fill:var(--" +
           std::string(variable) + ")}.scale ." + name + "{background:var(--" + std::string(variable) + ")}";
  };
  for (const char letter : {'a', 'b', 'd', 'e'})
    for (int step = 0; step < 8; ++step)
      colour(letter, step, (letter == 'd' ? "w" : "h") + std::to_string(step));
  for (int step = 0; step < 6; ++step) colour('c', step, "l" + std::to_string(step));
  for (const char letter : {'a', 'b', 'c', 'd', 'e'})
    css += std::string(".pick-") + letter + ":checked~.for-" + letter + "{display:flex}";
  // A cell without the chosen measure is empty.
  css += ".heat rect{fill:var(--faint)}";
  return css;
}

}  // namespace

std::string page_style() {
  std::string css;
  css += ".page{" + std::string(kLight) + "}";
  css += "@media screen{#theme-dark:checked~.page{" + std::string(kDark) + "}}";
  css +=
      "@media screen and (prefers-color-scheme:dark){#theme-auto:checked~.page{" + std::string(kDark) + "}}";
  css += kFrame;
  css += kText;
  css += kCharts;
  css += heat_rules();
  css += kNarrowAndPrint;
  return css;
}

std::string_view page_script() {
  return R"JS((()=>{
"use strict";
const $=(s,r=document)=>[...r.querySelectorAll(s)];
const keep=(k,v)=>{try{v===undefined||localStorage.setItem(k,v);return localStorage.getItem(k)}catch{return null}};
const shown=()=>$(".view").find(v=>v.offsetParent!==null||getComputedStyle(v).display!=="none");
const choose=(name)=>{
  const saved=keep("tandem-"+name),radios=$(`input[name=${name}]`);
  for(const r of radios){
    if(saved===r.value)r.checked=true;
    r.addEventListener("change",()=>{keep("tandem-"+name,r.value);document.documentElement.lang=language()});
  }
};
const language=()=>document.querySelector("input[name=language]:checked").value;
choose("theme");
for(const r of $("input[name=language]")){
  r.addEventListener("change",()=>{
    // Stay at the same section of the other language.
    document.documentElement.lang=r.value;document.title=$(`.view[lang=${r.value}]`)[0].dataset.title;
    if(place)document.getElementById(r.value+place)?.scrollIntoView({behavior:"instant",block:"start"});
  });
}
let place="";
const seen=new IntersectionObserver(list=>{
  for(const e of list)if(e.isIntersecting){
    place=e.target.id.slice(2);
    for(const a of $("nav.contents a"))a.classList.toggle("here",a.hash.slice(3)===place);
  }
},{rootMargin:"-15% 0px -75% 0px"});
for(const s of $("section[id]"))seen.observe(s);
// Paper shows what is folded on the screen.
let folded=[];
addEventListener("beforeprint",()=>{folded=$("details:not([open])");for(const d of folded)d.open=true});
addEventListener("afterprint",()=>{for(const d of folded)d.open=false});
const tip=document.getElementById("tip");
const words=new WeakMap();
document.addEventListener("pointermove",e=>{
  const shape=e.target.closest?.("svg rect,svg circle");
  let text=shape&&words.get(shape);
  if(shape&&text===undefined){const t=shape.querySelector("title");text=t?t.textContent:"";if(t)t.remove();words.set(shape,text);if(text)shape.setAttribute("aria-label",text)}
  tip.hidden=!text;
  if(!text)return;
  tip.textContent=text;
  const w=tip.offsetWidth,h=tip.offsetHeight;
  tip.style.left=Math.max(6,Math.min(innerWidth-w-6,e.clientX-w/2))+"px";
  tip.style.top=(e.clientY-h-14<6?e.clientY+18:e.clientY-h-14)+"px";
});
for(const table of $("table.sortable")){
  const body=table.tBodies[0];
  $("thead th",table).forEach((th,i)=>{
    const b=document.createElement("button");b.type="button";b.append(...th.childNodes);th.append(b);
    b.addEventListener("click",()=>{
      const down=th.getAttribute("aria-sort")!=="descending";
      for(const o of $("thead th",table))o.removeAttribute("aria-sort");
      th.setAttribute("aria-sort",down?"descending":"ascending");
      const value=r=>{const c=r.cells[i];return c.dataset.v!==undefined?+c.dataset.v:c.classList.contains("w")?c.textContent:-Infinity};
      const rows=[...body.rows].sort((x,y)=>{const a=value(x),b=value(y);const d=typeof a==="string"?a.localeCompare(b,language(),{numeric:true}):a-b;return down?-d:d});
      body.append(...rows);
    });
  });
}
})();)JS";
}

}  // namespace tandem::report

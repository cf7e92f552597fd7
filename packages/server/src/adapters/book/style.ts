/** The book's own style sheet: one page, no outside resource, readable at 390 pixels and on A4. */
export const STYLE = `
:root{--ink:#1f2328;--soft:#565e67;--line:#d8dee4;--hair:#ebeef1;--strong:#7d858e;--blue:#1a5eab;--ok:#257965;--late:#7a1210;--tint:#eef4fb;color-scheme:light}
*{box-sizing:border-box}
html{text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;color:var(--ink);background:#fff;font:15px/26px "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","Noto Sans SC",system-ui,sans-serif;font-variant-numeric:tabular-nums;line-break:strict}
a{color:inherit;text-decoration:underline;text-decoration-color:#9db8d8;text-decoration-thickness:1px;text-underline-offset:4px}
a:hover{color:var(--blue)}
:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.language{position:absolute;opacity:0}
#zh:checked~* .en,#en:checked~* .zh{display:none}
.bar{display:flex;gap:16px;align-items:baseline;padding:10px 32px;border-bottom:1px solid var(--line);font-size:13px;line-height:22px}
.bar b{font-size:16px}
.bar a{text-decoration:none}
.bar .choose{margin-left:auto;display:flex;gap:12px}
.bar label{cursor:pointer;color:var(--blue);padding:2px 4px}
#zh:checked~.bar label[for=zh],#en:checked~.bar label[for=en]{color:var(--ink);font-weight:600;cursor:default}
#zh:focus-visible~.bar label[for=zh],#en:focus-visible~.bar label[for=en]{outline:2px solid var(--blue)}
.page{display:grid;grid-template-columns:200px minmax(0,1fr);gap:48px;max-width:1240px;margin:0 auto;padding:32px 32px 96px}
.toc{position:sticky;top:24px;align-self:start;font-size:14px}
.toc ol{list-style:none;margin:0;padding:0;border-left:2px solid var(--hair)}
.toc a{display:block;padding:4px 14px;text-decoration:none;color:var(--soft)}
.toc a:hover{color:var(--blue)}
h1{font-size:28px;line-height:40px;margin:0 0 4px;font-weight:600}
h2{font-size:19px;line-height:30px;margin:56px 0 12px;padding-top:12px;border-top:2px solid var(--ink);font-weight:600}
h3{font-size:16px;line-height:26px;margin:0 0 6px;font-weight:600}
h4{font-size:14px;margin:14px 0 2px;font-weight:600}
small,.note{font-size:13px;line-height:20px;font-weight:400;color:var(--soft)}
p{margin:0 0 8px}
.lead{font-size:17px;line-height:30px;max-width:46em}
article{padding:20px 0;border-bottom:1px solid var(--hair);break-inside:avoid-page}
article:target{background:var(--tint);box-shadow:-12px 0 0 var(--tint),12px 0 0 var(--tint)}
.beside{display:grid;grid-template-columns:minmax(0,1fr) 260px;gap:32px}
aside{font-size:13px;line-height:21px;color:var(--soft);border-left:1px solid var(--line);padding-left:16px}
.ask{margin-top:10px}
.requires{color:var(--soft)}
.rule ol{list-style:none;margin:2px 0 2px;padding:0;counter-reset:c}
.rule li{counter-increment:c;position:relative;padding-left:2.4em}
.rule .depth-1>li,.rule .depth-3>li{padding-left:3.1em}
.rule li::before{position:absolute;left:0;color:var(--strong)}
.depth-1>li::before{content:"（" counter(c,cjk-ideographic) "）"}
.depth-2>li::before{content:counter(c) "．";left:.9em}
.depth-3>li::before{content:"（" counter(c) "）";left:.3em}
.depth-4>li::before{content:counter(c,lower-alpha) "．";left:.9em}
.depth-5>li::before{content:"–";left:1.2em}
#en:checked~* .depth-1>li::before{content:"(" counter(c) ")";left:.4em}
#en:checked~* .depth-2>li::before{content:"(" counter(c,lower-alpha) ")";left:.4em}
#en:checked~* .depth-3>li::before{content:"(" counter(c,lower-roman) ")";left:.2em}
#en:checked~* .depth-4>li::before{content:"–";left:1em}
h1 .en,h3 .en,.requires .en,.rule>.en,.rule>a>.en,.doubts a .en{display:inline-block}
h1 .en::first-letter,h3 .en::first-letter,.requires .en::first-letter,.rule>.en::first-letter,.rule>a>.en::first-letter,.doubts a .en::first-letter{text-transform:uppercase}
.doubt{display:inline-block;border:1px dashed var(--strong);border-radius:3px;padding:0 6px;font-size:12px;line-height:18px;color:var(--ink);white-space:nowrap}
.doubt.open{background:repeating-linear-gradient(135deg,#fff 0 4px,#e9ecef 4px 6px)}
.doubts{padding-left:1.2em}
.doubts li{margin:0 0 6px}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:22px}
th{text-align:left;font-weight:400;color:var(--soft);border-bottom:1px solid var(--strong);padding:4px 10px 4px 0;white-space:nowrap}
td{padding:6px 10px 6px 0;border-bottom:1px solid var(--hair);vertical-align:top}
.value{font-weight:600;white-space:nowrap}
.day{white-space:nowrap;color:var(--soft)}
.timeline{margin:6px 0 12px}
.lane{display:grid;grid-template-columns:minmax(0,1fr);gap:0 12px;align-items:center;margin:0 0 5px}
.named .lane{grid-template-columns:9em minmax(0,1fr)}
.lane .name{font-size:13px;line-height:20px}
.track{position:relative;height:30px}
.track svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
.track .at{position:absolute;bottom:2px;padding-left:8px;font-size:14px;line-height:24px;white-space:nowrap;font-weight:600}
.track .at small{font-size:12px}
.axis .track{height:18px}
.year{position:absolute;transform:translateX(-50%);font-size:12px;line-height:18px;color:var(--soft)}
.year.start{transform:none}
.year.end{transform:translateX(-100%)}
.span{fill:#dbe7f5;stroke:var(--blue);stroke-width:1;vector-effect:non-scaling-stroke}
.span.assumed{fill:#fff;stroke:var(--strong);stroke-dasharray:4 3}
.span.open{fill:#eef0f2;stroke:var(--strong);stroke-dasharray:1 3}
.tick{stroke:var(--hair);vector-effect:non-scaling-stroke}
details{border-bottom:1px solid var(--hair);padding:6px 0}
summary{cursor:pointer;font-size:14px;line-height:22px}
.status{font-weight:700;display:inline-block;width:1.2em}
.status.eligible{color:var(--ok)}
.status.ineligible{color:var(--late)}
.letter{border-left:3px solid var(--line);padding:6px 0 2px 16px;margin:8px 0;font-size:14px;line-height:24px}
.letter p{margin:0 0 4px}
.marks{list-style:none;display:flex;flex-wrap:wrap;gap:2px 18px;padding:0;margin:6px 0 10px;font-size:13px;line-height:20px;color:var(--soft)}
.marks i{font-style:normal;font-weight:700}
.marks .decisive{color:var(--ink);font-weight:600}
.book td:first-child{font-weight:600}
@media (max-width:900px){.page{grid-template-columns:minmax(0,1fr);gap:8px;padding:20px 16px 64px}.bar{padding:10px 16px}.toc{position:static}.toc ol{display:flex;flex-wrap:wrap;border:0;gap:0 4px}.toc a{padding:4px 10px 4px 0}.beside{grid-template-columns:minmax(0,1fr);gap:6px}aside{border-left:3px solid var(--line);padding-left:12px}h1{font-size:23px;line-height:34px}.named .lane{grid-template-columns:minmax(0,1fr)}}
@media print{@page{size:A4;margin:18mm 16mm}body{font-size:10.5pt;line-height:17pt}.bar,.toc{display:none}.page{display:block;padding:0;max-width:none}.beside{grid-template-columns:minmax(0,1fr) 54mm;gap:6mm}h1{font-size:20pt;line-height:28pt}h2{font-size:13pt;margin:9mm 0 3mm;break-after:avoid}h3,h4{break-after:avoid}article{padding:3mm 0}a{text-decoration:none}table,aside,.letter,.marks,summary{font-size:9pt;line-height:14pt}summary{list-style:none}summary::-webkit-details-marker{display:none}}
`

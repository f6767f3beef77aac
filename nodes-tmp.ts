import { readFileSync } from 'node:fs';
import { compile } from './src/solver/model/compile.ts';
import { emptyState, insertLoop, removeLoop } from './src/solver/search/state.ts';
import { construct } from './src/solver/search/construct.ts';
import { placeLoop, ONE_CLASS } from './src/solver/one-loop/one-loop.ts';
import { newRanking, ranked } from './src/solver/one-loop/ranking.ts';
import { newEffort } from './src/solver/one-loop/effort.ts';
const p = JSON.parse(readFileSync(`/work/shared/instances/${process.argv[2]}.problem.json`,'utf8'));
let c=process.cpuUsage().user;
const m = compile(p); console.log('compile', (process.cpuUsage().user-c)/1e3);
const s = emptyState(m); c=process.cpuUsage().user; construct(s, m.loops.map(l=>l.index), ()=>false); console.log('construct', (process.cpuUsage().user-c)/1e3);
let nodes:number[]=[]; const times:number[]=[];
for (let rep=0;rep<3;rep++) for (const l of m.loops) {
  if (!s.active[l.index]) continue;
  removeLoop(s,l.index); const e=newEffort(20000,()=>false); const r=newRanking(1); const t=process.cpuUsage().user;
  placeLoop(s,l,r,{effort:e,classOf:ONE_CLASS}); times.push((process.cpuUsage().user-t)/1e3); nodes.push(e.nodes); const b=ranked(r)[0]; if(b) insertLoop(s,l.index,b.placements);
}
nodes.sort((a,b)=>a-b); times.sort((a,b)=>a-b); const q=(a:number[],f:number)=>a[Math.floor(f*(a.length-1))];
console.log('nodes', [0,.1,.5,.9,.99,1].map(f=>q(nodes,f)), 'ms', [0,.1,.5,.9,.99,1].map(f=>q(times,f)), 'mean', times.reduce((a,b)=>a+b)/times.length);

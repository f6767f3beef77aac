import { randomProblem } from './test/random-problem.ts';
import { solve } from './src/solver/solve.ts';
const p=randomProblem(Number(process.argv[2]));
console.log(JSON.stringify(p));
const plan=solve(p,{seed:1,alternatives:0,limits:{},stop:()=>false,elapsedSeconds:()=>0});
console.log(JSON.stringify(plan));

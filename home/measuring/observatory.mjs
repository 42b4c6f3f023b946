// Grades one page by the rules of MDN's HTTP Observatory, as its own `scan` does for the root of a host.
// node observatory.mjs FOLDER-OF-THE-PACKAGE '{"path": "/be/", "httpPort": 80, "httpsPort": 443, "cookie": ""}'

const [folder, told] = process.argv.slice(2);
const { path, httpPort, httpsPort, cookie } = JSON.parse(told);
const from = (module) => import(`${folder}/src/${module}.js`);

const { retrieve } = await from("retriever/retriever");
const { ALL_TESTS } = await from("constants");
const { getGradeForScore, getScoreModifier } = await from("grader/grader");
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await from("grader/charts");

const headers = ["Accept: text/html", ...(cookie ? [`Cookie: ${cookie}`] : [])];
const found = await retrieve("localhost", { path, httpPort, httpsPort, headers });
if (!found.responses.auto) throw new Error(`Nobody answers at ${path}.`);

const results = ALL_TESTS.map((test) => test(found)).filter((each) => each.result);
const modifiers = results.map((each) => [each.constructor.name, each.result, getScoreModifier(each.result)]);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const lost = 100 + sum(modifiers.map(([, , points]) => Math.min(points, 0)));
const whole = 100 + sum(modifiers.map(([, , points]) => points));
const score = lost >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? whole : lost;

console.log(JSON.stringify({
  status: found.responses.auto.status,
  landed: new URL(found.session.redirectHistory.at(-1).url).pathname,
  score: getGradeForScore(score).score,
  grade: getGradeForScore(score).grade,
  failed: results.filter((each) => !each.pass).map((each) => each.result),
  modifiers,
}));

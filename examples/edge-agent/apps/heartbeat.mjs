// Beats until it is asked to end, and takes its leave.
let beats = 0;
const beat = () => console.log(`beat ${(beats += 1)}`);
const timer = setInterval(beat, 1_000);
beat();
process.once('SIGINT', () => {
  clearInterval(timer);
  console.log(`last of ${beats} beats`);
});

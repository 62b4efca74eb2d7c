/** Keeps argv[1] processors busy; what is not whole is one processor busy for that share of every 100 ms. */
export const busyProgram = `
const { Worker } = require('node:worker_threads');
const busy = \`const { workerData: share } = require('node:worker_threads');
const pause = new Int32Array(new SharedArrayBuffer(4));
for (;;) {
  const end = Date.now() + 100 * share;
  while (Date.now() < end);
  if (share < 1) Atomics.wait(pause, 0, 0, 100 * (1 - share));
}\`;
process.on('SIGTERM', () => process.exit());
for (let left = Number(process.argv[1]); left > 0; left--) new Worker(busy, { eval: true, workerData: Math.min(1, left) });
setInterval(() => {}, 60_000);
`;

/** Holds argv[1] bytes, every page of them touched. */
export const memoryProgram = `
process.on('SIGTERM', () => process.exit());
const held = [];
for (let left = Number(process.argv[1]); left > 0; left -= 4 << 20) held.push(Buffer.alloc(Math.min(left, 4 << 20), 1));
setInterval(() => held.length, 60_000);
`;

/** Writes and syncs a file of argv[1] bytes over and over. */
export const writingProgram = `
const fs = require('node:fs');
const path = require('node:path').join(require('node:os').tmpdir(), 'chaos-gate-io');
process.on('SIGTERM', () => process.exit());
const block = Buffer.alloc(1 << 20, 1);
const size = Number(process.argv[1]);
const file = fs.openSync(path, 'w');
let at = 0;
(function write() {
  fs.writeSync(file, block, 0, block.length, at);
  at += block.length;
  if (at >= size) { at = 0; fs.fsyncSync(file); }
  setImmediate(write);
})();
`;

/**
 * Perl without modules, which every Debian node has (`perl-base`): moves itself into the cgroups of the process VICTIM, so that what it uses counts
 * against that container's limits, and ends with it. A cgroup that still held it could not be removed.
 */
const join = `
my $victim = shift @ARGV;
open(my $groups, '<', "/proc/$victim/cgroup") or exit 3;
while (my $line = <$groups>) {
  chomp $line;
  my (undef, $controllers, $path) = split /:/, $line, 3;
  next if $controllers =~ /^name=/;
  my $root = $controllers eq '' ? '/sys/fs/cgroup' : "/sys/fs/cgroup/$controllers";
  open(my $procs, '>', "$root$path/cgroup.procs") or next;
  syswrite($procs, $$);
  close $procs;
}
sub lives { return -d "/proc/$victim" }
`;

/**
 * Arguments: VICTIM WORKERS. A worker that is not whole is busy for that share of every 100 ms. The first one is the unit's
 * own process; the others, which its end does not reach in their cgroup, end with it.
 */
export const joinedBusyProgram = `${join}
my $left = shift @ARGV;
my $first = $$;
while ($left > 1) { last if !fork(); $left -= 1 }
my $share = $left > 1 ? 1 : $left;
while (lives() && ($$ == $first || getppid() == $first)) {
  my $end = (times)[0] + 0.1 * $share;
  1 while (times)[0] < $end;
  select(undef, undef, undef, 0.1 * (1 - $share)) if $share < 1;
}
`;

/**
 * Arguments: VICTIM FILE BYTES. Fills a file in memory, which counts against the limit but belongs to no process: where the
 * limit is exceeded the kernel ends the container's own processes, not this one in their place.
 */
export const joinedMemoryProgram = `${join}
my ($path, $bytes) = @ARGV;
open(my $file, '>', $path) or exit 4;
my $block = 'x' x (1 << 20);
my $written = 0;
while ($written < $bytes && lives()) {
  my $now = syswrite($file, $block) or last;
  $written += $now;
}
select(undef, undef, undef, 0.02) while lives();
close $file;
unlink $path;
`;

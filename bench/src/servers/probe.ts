// Loaded into every server that is measured (`node --expose-gc --import`): answers over IPC what its process costs.

/** What may be asked of a process. */
export type ProbeAsk = { probe: 'cpu' } | { probe: 'memory' };

/** What it answers: CPU time since its start in ms; memory in bytes after a collection of garbage. */
export interface ProbeAnswers {
  cpu: { ms: number };
  memory: { rss: number; heap: number };
}

function cpu(): ProbeAnswers['cpu'] {
  const { user, system } = process.cpuUsage();
  return { ms: (user + system) / 1_000 };
}

async function memory(): Promise<ProbeAnswers['memory']> {
  // The second collection takes what the first one's finalizers let go.
  for (let time = 0; time < 2; time++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heap: heapUsed };
}

process.on('message', async (ask: ProbeAsk) => {
  if (ask.probe === 'cpu') process.send!({ probed: cpu() });
  else if (ask.probe === 'memory') process.send!({ probed: await memory() });
});
process.channel?.unref();
// A bench that was ended takes its servers along.
process.on('disconnect', () => process.exit());

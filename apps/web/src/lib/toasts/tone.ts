/** Two notes a fourth apart, in Hz, and when each begins, in s. */
const NOTES = [
  [587.33, 0],
  [783.99, 0.14],
] as const;
const LOUDNESS = 0.06;
const LASTS_S = 0.9;

let context: AudioContext | null = null;

/** A short, soft tone. Answers false where the browser lets nothing sound, because nobody has pressed anything yet. */
export async function playTone(): Promise<boolean> {
  if (!navigator.userActivation?.hasBeenActive || !('AudioContext' in window)) return false;
  try {
    context ??= new AudioContext();
    await context.resume();
    for (const [pitch, after] of NOTES) strike(context, pitch, context.currentTime + after);
    return true;
  } catch {
    return false;
  }
}

/** One note that fades like something that was struck. */
function strike(audio: AudioContext, pitch: number, at: number): void {
  const note = new OscillatorNode(audio, { type: 'sine', frequency: pitch });
  const loudness = new GainNode(audio, { gain: 0 });
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + LASTS_S);
  note.connect(loudness).connect(audio.destination);
  note.start(at);
  note.stop(at + LASTS_S);
}

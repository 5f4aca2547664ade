import { attempt } from './bidding.ts';
import { httpDoor } from './doors.ts';
import type { CommandStage } from './command-stage.ts';
import type { Random } from './random.ts';

/** One command at once on two lots, with others' bids beside it. One lot decides it, the other says that it is known. */
export async function sameCommandOnTwoLots(
  { stage, history, bidders, lotIds }: CommandStage,
  random: Random,
  rounds: number,
): Promise<string[]> {
  const wrong: string[] = [];
  const minima = new Map(lotIds.map((id) => [id, 1_000]));
  for (let round = 0; round < rounds; round++) {
    const [torn, ...others] = bidders;
    const id = random.uuid();
    const send = async (bidder: typeof torn & object, lotId: string, commandId: string) => {
      const maxMinor = minima.get(lotId)! + random.between(0, 3_000);
      const { front } = random.pick(stage.nodes);
      const intent = history.begin(bidder, { id: commandId, lotId, maxMinor, currency: 'USD' });
      await attempt(history, intent, httpDoor(front.url, stage.origin, bidder));
      if (intent.fate?.kind === 'accepted') {
        minima.set(lotId, Math.max(minima.get(lotId)!, intent.fate.receipt.minimumMinor));
      }
      return intent.fate?.kind ?? 'nothing';
    };
    const beside = lotIds.flatMap((lotId) => others.slice(0, 3).map((bidder) => send(bidder, lotId, random.uuid())));
    const told = await Promise.all(lotIds.map((lotId) => send(torn!, lotId, id)));
    const neighbours = await Promise.all(beside);
    if (told.filter((kind) => kind === 'mismatch').length !== 1 || told.includes('nothing')) {
      wrong.push(`${id} was sent to two lots and was told ${told.join(' and ')}`);
    }
    if (neighbours.some((kind) => kind !== 'accepted' && kind !== 'refused')) {
      wrong.push(`beside ${id} others were told ${neighbours.join(', ')}`);
    }
  }
  return wrong;
}

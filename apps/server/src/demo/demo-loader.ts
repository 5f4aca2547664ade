import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { HouseStore } from '@rostrum/database';
import { Pictures } from '../catalogue/index.ts';
import { DemoCrowd } from './demo-crowd.ts';
import { readDemo, type DemoFiles, type DemoRobot } from './demo-files.ts';
import { DemoPeople } from './demo-people.ts';
import { DemoRounds, type Enter } from './demo-rounds.ts';

const BEGUN = 'demo.begun';
const REMOVED = 'demo.removed';
const LOAD = 'demo.load';
const PICTURES_AT_ONCE = 8;

/** Loads the demo into an empty house and keeps it going in a house that has it. */
@Injectable()
export class DemoLoader {
  private files: DemoFiles | null = null;
  private enter: Enter = () => Promise.resolve();

  constructor(
    private readonly house: HouseStore,
    private readonly pictures: Pictures,
    private readonly people: DemoPeople,
    private readonly rounds: DemoRounds,
    private readonly crowd: DemoCrowd,
  ) {}

  /** True where the house has the demo now; doing it twice does it once. A house with other things in it is left alone. */
  load(): Promise<boolean> {
    return this.house.exclusively(LOAD, () => this.loadAlone());
  }

  private async loadAlone(): Promise<boolean> {
    // What a node that died while loading left behind is the demo too.
    if (await this.house.setting(REMOVED)) return false;
    const begun = await this.house.setting(BEGUN);
    if (begun === null && !(await this.house.isEmpty())) return false;
    if (begun === null) await this.house.setSetting(BEGUN, true);
    const files = await readDemo();
    if (await this.rounds.removed(files)) return false;
    await this.adoptPictures(files);
    const personIds = await this.people.ensure(files.people);
    this.enter = (part, auction) => this.crowd.enter(files, part, auction, personIds);
    await this.rounds.begin(files, this.enter);
    this.files = files;
    return true;
  }

  /** Opens what is due. False once the demo was taken out of the house. */
  async goOn(): Promise<boolean> {
    if (this.files === null || (await this.house.setting(REMOVED))) return false;
    return this.rounds.goOn(this.files, this.enter);
  }

  /** Deletes the demo while no node loads it or opens a round. It is marked first, so that it never comes back. */
  async takeOut(): Promise<void> {
    await this.house.exclusively(LOAD, () =>
      this.rounds.alone(async () => {
        await this.house.setSetting(REMOVED, true);
        await this.house.removeDemo();
      }),
    );
  }

  /** Where the demo's files are. */
  get folder(): string {
    return this.files?.folder ?? '';
  }

  /** The robots and their password. */
  async robots(): Promise<{ robots: DemoRobot[]; password: string }> {
    return { robots: this.files?.people.robots ?? [], password: await this.people.robotPassword() };
  }

  /** On every start: the files of pictures are a node's own. */
  private async adoptPictures(files: DemoFiles): Promise<void> {
    const folder = join(files.folder, 'renditions');
    const wanted = Object.values(files.sales).flatMap((sale) => sale.lots.flatMap((lot) => lot.pictures));
    const queue = wanted.values();
    const work = async (): Promise<void> => {
      for (const { file, alt } of queue) {
        const picture = files.pictures[file];
        if (picture) await this.pictures.adopt(folder, { ...picture, alt });
      }
    };
    await Promise.all(Array.from({ length: PICTURES_AT_ONCE }, work));
  }
}

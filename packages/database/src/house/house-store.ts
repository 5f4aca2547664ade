const unbuilt = (): never => {
  throw new Error('not built yet');
};

export class HouseStore {
  clock(): Promise<number> {
    return unbuilt();
  }
  alive(): Promise<number | null> {
    return unbuilt();
  }
  beat(): Promise<void> {
    return unbuilt();
  }
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    return unbuilt();
  }
  setting(key: string): Promise<unknown> {
    return unbuilt();
  }
  setSetting(key: string, value: unknown): Promise<void> {
    return unbuilt();
  }
  isEmpty(): Promise<boolean> {
    return unbuilt();
  }
  removeDemo(): Promise<void> {
    return unbuilt();
  }
}

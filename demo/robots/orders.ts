import type { Nature } from './temper.ts';

/** A robot's person. */
export interface RobotPerson extends Nature {
  name: string;
  email: string;
}

/** What the house tells its robots when it starts them. */
export interface Orders {
  /** Where they connect. */
  url: string;
  /** What their browser would name as the origin. */
  origin: string;
  password: string;
  robots: RobotPerson[];
}
